import { dayOf, firstOf, lastOf, monthOf, monthText, yearsBetween, type Day } from './calendar.js';
import { ModelCertificate, after, type Lessons, type ModelContract } from './model-certificate.js';
import {
  seasonOf,
  type CertificateGroup,
  type Group,
  type RegionFiles,
  type Row,
  type Season,
} from './region-files.js';

/** The shape of samples/minusinsk-2020/expected.json. */
export type SeasonResult = {
  readonly applications: {
    readonly submitted: number;
    readonly withdrawn: number;
    readonly enrolled: number;
    readonly terminated: number;
    readonly refused: Readonly<Record<string, number>>;
  };
  readonly rejectedActions: number;
  readonly certificates: { readonly issued: number };
  readonly kopecks: Readonly<Record<'granted' | 'debited' | 'expired' | 'coPayment', number>>;
  readonly debitedByMonth: Readonly<Record<string, number>>;
};
/** A row of expected-certificates.csv. */
export type CertificateResult = {
  readonly childId: string;
  readonly nominalKopecks: number;
  readonly debitedKopecks: number;
  readonly expiredKopecks: number;
};

/**
 * A season by the letter of docs/rules.md: day by day, everybody in one row, nothing asynchronous. It shares no code with
 * the services, for it is there to contradict them.
 */
export const playSeason = (
  files: RegionFiles,
  tell: (fact: SeasonFact) => void = () => undefined,
): { readonly result: SeasonResult; readonly certificates: readonly CertificateResult[] } => {
  const model = new SeasonModel(seasonOf(files), tell);
  model.play();
  return { result: model.result(), certificates: model.certificates() };
};

/** What enrolment would tell the accounts, in the order in which it happens, and what the model answers to a reserve. */
export type SeasonFact = { readonly on: Day; readonly application: string; readonly child: string } & (
  | {
      readonly what: 'reserve';
      readonly category: string;
      readonly groupId: string;
      readonly group: Group;
      readonly start: Day;
      readonly refusal: string | undefined;
    }
  | { readonly what: 'open'; readonly reports: readonly SeasonReport[] }
  | { readonly what: 'release'; readonly reason: string }
  | { readonly what: 'shorten'; readonly lastDay: Day }
  | ({ readonly what: 'report' } & SeasonReport)
);
export type SeasonReport = Lessons & { readonly month: number };

type State = 'requested' | 'accepted' | 'enrolled' | 'terminated' | 'refused' | 'withdrawn';
type Admitted = {
  readonly id: string;
  readonly child: string;
  readonly groupId: string;
  readonly group: Group;
  readonly start: Day;
  lastDay: Day;
  contract: ModelContract | undefined;
  enrolled: boolean;
};
type Application = { state: State; reason: string | undefined; readonly of: Admitted | undefined };

class SeasonModel {
  private today: Day = 0;
  private readonly applications = new Map<string, Application>();
  private readonly holders = new Map<string, ModelCertificate>();
  private readonly lessons = new Map<string, SeasonReport & { readonly groupId: string }>();
  private rejected = 0;

  constructor(
    private readonly season: Season,
    private readonly tell: (fact: SeasonFact) => void,
  ) {}

  play(): void {
    const { timeline, toExclusive } = this.season;
    const days = timeline.map((row) => dayOf(row.date));
    let next = 0;
    this.today = Math.min(days[0] ?? toExclusive, toExclusive);
    for (; this.today <= Math.max(days.at(-1) ?? toExclusive, toExclusive); this.today++) {
      this.jobs();
      for (; days[next] === this.today; next++) {
        const row = timeline[next];
        if (row && !this.take(row)) this.rejected += 1;
      }
    }
  }

  result(): SeasonResult {
    const all = [...this.applications.values()];
    const count = (state: State): number => all.filter((application) => application.state === state).length;
    const refused: Record<string, number> = {};
    for (const { state, reason = '' } of all) if (state === 'refused') refused[reason] = (refused[reason] ?? 0) + 1;
    const enrolled = all.flatMap(({ of }) => (of?.enrolled && of.contract ? [of.contract] : []));
    const byMonth = new Map<number, bigint>();
    for (const { month, cost } of enrolled.flatMap((contract) => contract.months))
      byMonth.set(month, (byMonth.get(month) ?? 0n) + cost);
    const balances = [...this.holders.values()].map((certificate) => certificate.balances);
    const sum = (amounts: readonly bigint[]): number => Number(amounts.reduce((total, one) => total + one, 0n));
    return {
      applications: {
        submitted: all.length,
        withdrawn: count('withdrawn'),
        enrolled: enrolled.length,
        terminated: count('terminated'),
        refused: Object.fromEntries(Object.entries(refused).sort(([a], [b]) => (a < b ? -1 : 1))),
      },
      rejectedActions: this.rejected,
      certificates: { issued: balances.length },
      kopecks: {
        granted: sum(balances.map(({ nominal }) => nominal)),
        debited: sum(balances.map(({ spent }) => spent)),
        expired: sum(balances.map(({ expired }) => expired)),
        coPayment: sum(enrolled.map(({ coPayment }) => coPayment)),
      },
      debitedByMonth: Object.fromEntries(
        [...byMonth]
          .filter(([, cost]) => cost > 0n)
          .sort(([a], [b]) => a - b)
          .map(([month, cost]) => [monthText(month), Number(cost)]),
      ),
    };
  }

  certificates(): readonly CertificateResult[] {
    return [...this.holders]
      .map(([childId, { balances }]) => ({
        childId,
        nominalKopecks: Number(balances.nominal),
        debitedKopecks: Number(balances.spent),
        expiredKopecks: Number(balances.expired),
      }))
      .sort((a, b) => (a.childId < b.childId ? -1 : 1));
  }

  // §5: first the stale applications, then the debits of the 1st, then the period's end.
  private jobs(): void {
    const month = monthOf(this.today);
    if (this.today === firstOf(month)) {
      for (const { application, of } of this.open())
        if (month - monthOf(of.start) >= 2) this.refuse(application, 'start-too-old');
      for (const { of } of this.applications.values()) if (of?.enrolled) this.debitDue(of);
    }
    if (this.today === this.season.toExclusive) {
      for (const { application } of this.open()) this.refuse(application, 'period-over');
      for (const certificate of this.holders.values()) certificate.expire();
    }
  }

  private *open(): Iterable<{ application: Application; of: Admitted }> {
    for (const application of this.applications.values())
      if (application.of && (application.state === 'requested' || application.state === 'accepted'))
        yield { application, of: application.of };
  }

  /** @returns false when the rules reject the action. */
  private take(row: Row): boolean {
    if (row.action === 'apply') return this.apply(row);
    if (row.action === 'lessons') return this.report(row);
    const application = this.applications.get(row.application);
    const of = application?.of;
    if (!application || !of) return false;
    switch (row.action) {
      case 'accept':
        return application.state === 'requested' && this.accept(application, of);
      case 'refuse':
        return application.state === 'requested' && this.refuse(application, 'by-provider');
      case 'withdraw':
        return ['requested', 'accepted'].includes(application.state) && this.withdraw(application);
      case 'conclude':
        return application.state === 'accepted' && this.conclude(application, of);
      case 'terminate':
        return application.state === 'enrolled' && this.today <= of.lastDay && this.terminate(application, of);
      default:
        throw new TypeError(`no such action: ${row.action}`);
    }
  }

  // §2, checks 1–8.
  private apply({ application: id, child, group: groupId, start: startText }: Row): boolean {
    const group = this.season.groups.get(groupId);
    const kid = this.season.children.get(child);
    if (!group || !kid) {
      const reason = group ? 'unknown-child' : 'unknown-group';
      this.applications.set(id, { state: 'refused', reason, of: undefined });
      return true;
    }
    const start = dayOf(startText);
    const lastDay = Math.min(group.last, this.season.toExclusive - 1);
    const of: Admitted = { id, child, groupId, group, start, lastDay, contract: undefined, enrolled: false };
    const reason = this.obstacle(of) ?? (this.season.reserveAt === 'application' ? this.reserve(of) : undefined);
    this.applications.set(id, { state: reason === undefined ? 'requested' : 'refused', reason, of });
    return true;
  }

  private obstacle({ child, groupId, group, start }: Admitted): string | undefined {
    const { children, municipality, from, toExclusive } = this.season;
    const kid = children.get(child);
    if (!kid || kid.municipality !== municipality) return 'no-financing-programme';
    if (!group.payable) return 'provider-not-payable';
    if (start < group.first || start >= group.last) return 'start-outside-group';
    if (start < from || start >= toExclusive) return 'start-outside-period';
    const months = yearsBetween(kid.birth, start) * 12;
    if (months < group.ageMinMonths || months > group.ageMaxMonths) return 'age-not-suitable';
    const live = [...this.applications.values()].flatMap((application) => this.liveOf(application));
    if (live.some((other) => other.child === child && other.group.module === group.module)) return 'already-in-module';
    if (live.filter((other) => other.groupId === groupId).length >= group.places) return 'group-full';
    return undefined;
  }

  private liveOf({ state, of }: Application): readonly Admitted[] {
    if (!of || state === 'refused' || state === 'withdrawn') return [];
    return state === 'requested' || state === 'accepted' || this.today <= of.lastDay ? [of] : [];
  }

  private reserve(of: Admitted): string | undefined {
    const refusal = this.tryReserve(of);
    const { groupId, group, start } = of;
    const category = this.season.children.get(of.child)?.category ?? '';
    this.tell({ ...this.about(of), what: 'reserve', category, groupId, group, start, refusal });
    return refusal;
  }

  private about({ id, child }: Admitted): Pick<SeasonFact, 'on' | 'application' | 'child'> {
    return { on: this.today, application: id, child };
  }

  /** §3. @returns why not. */
  private tryReserve(of: Admitted): string | undefined {
    if (this.today > of.lastDay) return 'contract-period-over';
    const known = this.holders.get(of.child);
    const place = known ? undefined : this.placeFor(of.child);
    if (!known && !place) return 'no-certificate-place';
    if ((known?.balances.available ?? place?.nominal ?? 0n) < this.season.minBalance) return 'insufficient-funds';
    const certificate = known ?? new ModelCertificate(place?.nominal ?? 0n);
    this.holders.set(of.child, certificate);
    // Only a place that a certificate came to use counts.
    if (place) {
      place.issued += 1;
      place.granted += place.nominal;
    }
    of.contract = certificate.reserve(of.group, of.start, of.lastDay, this.season.rounding);
    return undefined;
  }

  private placeFor(child: string): CertificateGroup | undefined {
    const { certificateGroups, children } = this.season;
    const group = certificateGroups.get(children.get(child)?.category ?? '') ?? certificateGroups.get('general');
    if (!group) return undefined;
    if (group.countLimit !== null && group.issued + 1 > group.countLimit) return undefined;
    if (group.sumLimit !== null && group.granted + group.nominal > group.sumLimit) return undefined;
    return group;
  }

  private accept(application: Application, of: Admitted): boolean {
    const reason = this.season.reserveAt === 'acceptance' ? this.reserve(of) : undefined;
    if (reason !== undefined) return this.refuse(application, reason);
    application.state = 'accepted';
    return true;
  }

  private conclude(application: Application, of: Admitted): boolean {
    const late = this.today > of.lastDay ? 'contract-period-over' : undefined;
    const reason = this.season.reserveAt === 'enrolment' ? this.reserve(of) : late;
    if (reason !== undefined) return this.refuse(application, reason);
    application.state = 'enrolled';
    of.enrolled = true;
    const reports = [...this.lessons.values()].filter((report) => report.groupId === of.groupId);
    this.tell({ ...this.about(of), what: 'open', reports });
    this.debitDue(of);
    return true;
  }

  private refuse(application: Application, reason: string): boolean {
    this.returnAll(application, reason);
    application.state = 'refused';
    application.reason = reason;
    return true;
  }

  private withdraw(application: Application): boolean {
    this.returnAll(application, 'withdrawn');
    application.state = 'withdrawn';
    return true;
  }

  private terminate(application: Application, of: Admitted): boolean {
    if (this.today < of.start) return this.withdraw(application);
    application.state = 'terminated';
    of.lastDay = Math.min(of.lastDay, lastOf(monthOf(this.today)));
    this.tell({ ...this.about(of), what: 'shorten', lastDay: of.lastDay });
    const certificate = this.holders.get(of.child);
    if (of.contract) for (const month of after(of.contract, of.lastDay)) certificate?.return(month);
    return true;
  }

  private report({ group, start, detail }: Row): boolean {
    const month = monthOf(dayOf(start));
    const key = `${group} ${month}`;
    if (!this.season.groups.has(group) || this.lessons.has(key)) return false;
    const [held = 0n, planned = 0n] = detail.split('/').map(BigInt);
    this.lessons.set(key, { groupId: group, month, held, planned });
    for (const { state, of } of this.applications.values()) {
      if (of?.groupId !== group) continue;
      if (state === 'enrolled' || state === 'terminated')
        this.tell({ ...this.about(of), what: 'report', month, held, planned });
      for (const part of of.contract?.months ?? [])
        if (part.month === month) this.holders.get(of.child)?.report(part, { held, planned });
    }
    return true;
  }

  private debitDue({ child, groupId, contract }: Admitted): void {
    for (const part of contract?.months ?? [])
      if (firstOf(part.month) <= this.today)
        this.holders.get(child)?.debit(part, this.lessons.get(`${groupId} ${part.month}`));
  }

  private returnAll({ of }: Application, reason: string): void {
    if (!of) return;
    this.tell({ ...this.about(of), what: 'release', reason });
    for (const part of of.contract?.months ?? []) this.holders.get(of.child)?.return(part);
  }
}
