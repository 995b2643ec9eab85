import { dayOf, firstOf, lastOf, monthOf, monthText, type Day } from './calendar.js';
import {
  ModelCertificate,
  after,
  freeContract,
  type Lessons,
  type ModelContract,
  type ModelMonth,
} from './model-certificate.js';
import { ModelCatalogue } from './model-catalogue.js';
import { ageObstacle, differing, presentTerms, type Terms } from './model-terms.js';
import {
  seasonOf,
  type CertificateGroup,
  type Child,
  type Import,
  type RegionFiles,
  type Row,
  type Season,
} from './region-files.js';

/** The shape of samples/minusinsk-2020/expected.json. */
type SeasonResult = {
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
export const playSeason = (files: RegionFiles, tell: (fact: SeasonFact) => void = () => undefined): PlayedSeason => {
  const model = new SeasonModel(seasonOf(files), tell);
  model.play();
  return { result: model.result(), certificates: model.certificates(), places: model.places() };
};

export type PlayedSeason = {
  readonly result: SeasonResult;
  readonly certificates: readonly CertificateResult[];
  readonly places: readonly Place[];
};
/** What an application holds in the end, unless it was refused or withdrawn. */
type Place = {
  readonly application: string;
  readonly child: string;
  readonly group: string;
  readonly module: number;
  readonly from: Day;
  readonly to: Day;
  readonly isFree: boolean;
};

/** What enrolment would tell the accounts, in the order in which it happens, and what the model answers to a reserve. */
export type SeasonFact = { readonly on: Day; readonly application: string; readonly child: string } & (
  | {
      readonly what: 'reserve';
      readonly category: string;
      readonly groupId: string;
      readonly module: number;
      readonly terms: Terms;
      readonly start: Day;
      readonly refusal: string | undefined;
    }
  | { readonly what: 'conclude'; readonly reports: readonly SeasonReport[] }
  /** `paper`: the date of a notice, of which `on` is the entry. */
  | { readonly what: 'release'; readonly reason: string; readonly paper: Day | undefined }
  | { readonly what: 'terminate'; readonly paper: Day; readonly lastDay: Day }
  | ({ readonly what: 'report' } & SeasonReport)
  | ({ readonly what: 'correct'; readonly correction: SeasonCorrection } & SeasonReport)
);
type SeasonCorrection = {
  readonly number: number;
  readonly before: Lessons & { readonly on: Day };
  /** Whether this contract's certificate can bear it, and whether all can. */
  readonly isBorne: boolean;
  readonly isBorneByAll: boolean;
};
export type SeasonReport = Lessons & { readonly month: number };

type State = 'requested' | 'accepted' | 'enrolled' | 'terminated' | 'refused' | 'withdrawn';
type Admitted = {
  readonly id: string;
  readonly child: string;
  readonly groupId: string;
  readonly start: Day;
  terms: Terms;
  /** After a notice the day on which it ends. */
  lastDay: Day;
  /** The reserve was granted; a free one has no months. */
  contract: ModelContract | undefined;
  concludedOn: Day | undefined;
  /** The last day as it was concluded. */
  concludedTo: Day;
};
type Application = { state: State; reason: string | undefined; readonly of: Admitted | undefined };
type Span = { readonly from: Day; readonly to: Day };
type ReportOfGroup = SeasonReport & { readonly groupId: string; readonly on: Day };

const LESSONS_PLANNED_MAX = 310n;

class SeasonModel {
  private today: Day = 0;
  private readonly catalogue = new ModelCatalogue();
  private readonly children = new Map<string, Child>();
  private readonly applications = new Map<string, Application>();
  private readonly holders = new Map<string, ModelCertificate>();
  private readonly lessons = new Map<string, ReportOfGroup>();
  private rejected = 0;
  private corrections = 0;

  constructor(
    private readonly season: Season,
    private readonly tell: (fact: SeasonFact) => void,
  ) {}

  play(): void {
    const { timeline, toExclusive, imports } = this.season;
    const days = timeline.map((row) => dayOf(row.date));
    let next = 0;
    this.today = Math.min(days[0] ?? toExclusive, toExclusive, ...imports.keys());
    this.import(this.season.atFirst);
    for (; this.today <= Math.max(days.at(-1) ?? toExclusive, toExclusive); this.today++) {
      this.jobs();
      this.import(imports.get(this.today));
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
    const enrolled = all.flatMap(({ of }) => (of?.concludedOn && of.contract ? [of.contract] : []));
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

  places(): readonly Place[] {
    return [...this.applications.values()].flatMap((application) =>
      this.liveOf(application).map(({ id, child, groupId, start, lastDay, contract }) => ({
        application: id,
        child,
        group: groupId,
        module: this.catalogue.group(groupId)?.module ?? -1,
        from: start,
        to: lastDay,
        isFree: contract?.months.length === 0,
      })),
    );
  }

  // §5: first the stale applications, then the debits of the 1st, then the period's end.
  private jobs(): void {
    const month = monthOf(this.today);
    if (this.today === firstOf(month)) {
      for (const { application, of } of this.open())
        if (month - monthOf(of.start) >= 2) this.refuse(application, 'start-too-old');
      for (const { of } of this.applications.values()) if (of?.concludedOn) this.debitDue(of);
    }
    if (this.today === this.season.toExclusive) {
      for (const { application } of this.open()) this.refuse(application, 'period-over');
      for (const certificate of this.holders.values()) certificate.expire();
    }
  }

  // What a later file does not name stays.
  private import(files: Import | undefined): void {
    if (files?.programs !== undefined) this.catalogue.read(files.programs);
    for (const [id, child] of files?.children ?? []) this.children.set(id, child);
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
    if (row.action === 'correct') return this.correct(row);
    const application = this.applications.get(row.application);
    const of = application?.of;
    if (!application || !of) return false;
    const isOpen = application.state === 'requested' || application.state === 'accepted';
    switch (row.action) {
      case 'accept':
        return application.state === 'requested' && this.accept(application, of);
      case 'refuse':
        return application.state === 'requested' && this.refuse(application, 'by-provider');
      case 'withdraw':
        return isOpen && this.withdraw(application);
      case 'conclude':
        return application.state === 'accepted' && this.conclude(application, of);
      case 'confirm':
        return isOpen && this.confirm(application, of);
      case 'terminate':
        return application.state === 'enrolled' && this.terminate(application, of, row.start);
      default:
        throw new TypeError(`no such action: ${row.action}`);
    }
  }

  // §2, checks 1–8.
  private apply({ application: id, child, group: groupId, start: startText }: Row): boolean {
    const group = this.catalogue.group(groupId);
    const kid = this.children.get(child);
    const refuse = (reason: string): boolean => {
      this.applications.set(id, { state: 'refused', reason, of: undefined });
      return true;
    };
    if (!group) return refuse('unknown-group');
    if (!kid) return refuse('unknown-child');
    if (kid.municipality !== this.season.municipality) return refuse('no-financing-programme');
    const start = dayOf(startText);
    const terms = presentTerms(group, kid, this.season);
    const lastDay = this.lastDayOf(terms);
    const of: Admitted = {
      id,
      child,
      groupId,
      start,
      terms,
      lastDay,
      contract: undefined,
      concludedOn: undefined,
      concludedTo: lastDay,
    };
    const reason =
      this.obstacle(of, terms, { from: start, to: lastDay }) ??
      (this.season.reserveAt === 'application' ? this.reserve(of) : undefined);
    this.applications.set(id, { state: reason === undefined ? 'requested' : 'refused', reason, of });
    return true;
  }

  private lastDayOf(terms: Terms): Day {
    return Math.min(terms.last, this.season.toExclusive - 1);
  }

  /** Checks 2–7. `seat`: the days for which a place is asked. */
  private obstacle(of: Admitted, terms: Terms, seat: Span): string | undefined {
    const { season, catalogue, children } = this;
    const { start } = of;
    const group = catalogue.group(of.groupId);
    const kid = children.get(of.child);
    if (!group || !kid) throw new TypeError('an application of nobody, or for no group');
    if (!group.payable) return 'provider-not-payable';
    if (start < terms.first || start >= terms.last) return 'start-outside-group';
    if (start < season.from || start >= season.toExclusive) return 'start-outside-period';
    const age = ageObstacle(kid.birth, start, terms, season.certificateGroups.get(terms.certificateGroup));
    if (age !== undefined) return age;
    const live = [...this.applications.values()].flatMap((other) => (other.of === of ? [] : this.liveOf(other)));
    const days = { from: start, to: this.lastDayOf(terms) };
    const module = (id: string): number | undefined => catalogue.group(id)?.module;
    if (live.some((other) => other.child === of.child && module(other.groupId) === group.module && share(other, days)))
      return 'already-in-module';
    const seated = live.filter((other) => other.groupId === of.groupId);
    for (let day = seat.from; day <= seat.to; day++)
      if (seated.filter((other) => other.start <= day && day <= other.lastDay).length >= group.places)
        return 'group-full';
    return undefined;
  }

  private liveOf({ state, of }: Application): readonly Admitted[] {
    return !of || state === 'refused' || state === 'withdrawn' ? [] : [of];
  }

  private reserve(of: Admitted): string | undefined {
    const refusal = this.tryReserve(of);
    const { groupId, terms, start } = of;
    const module = this.catalogue.group(groupId)?.module ?? 0;
    this.tell({
      ...this.about(of),
      what: 'reserve',
      category: terms.certificateGroup,
      groupId,
      module,
      terms,
      start,
      refusal,
    });
    return refusal;
  }

  private about({ id, child }: Admitted): Pick<SeasonFact, 'on' | 'application' | 'child'> {
    return { on: this.today, application: id, child };
  }

  /** §3. @returns why not. */
  private tryReserve(of: Admitted): string | undefined {
    const { terms, start, lastDay } = of;
    if (this.today > lastDay) return 'contract-period-over';
    const free = freeContract(terms, start, lastDay, this.season.rounding);
    if (free) {
      of.contract = free;
      return undefined;
    }
    const known = this.holders.get(of.child);
    const place = known ? undefined : this.placeIn(terms.certificateGroup);
    if (!known && !place) return 'no-certificate-place';
    if ((known?.balances.available ?? place?.nominal ?? 0n) < this.season.minBalance) return 'insufficient-funds';
    const certificate = known ?? new ModelCertificate(place?.nominal ?? 0n);
    this.holders.set(of.child, certificate);
    // Only a place that a certificate came to use counts.
    if (place) {
      place.issued += 1;
      place.granted += place.nominal;
    }
    of.contract = certificate.reserve(terms, start, lastDay, this.season.rounding);
    return undefined;
  }

  private placeIn(certificateGroup: string): CertificateGroup | undefined {
    const group = this.season.certificateGroups.get(certificateGroup);
    if (!group) return undefined;
    if (group.countLimit !== null && group.issued + 1 > group.countLimit) return undefined;
    if (group.sumLimit !== null && group.granted + group.nominal > group.sumLimit) return undefined;
    return group;
  }

  private accept(application: Application, of: Admitted): boolean {
    const changed = this.changed(of);
    if (changed === 'terms-changed') return false;
    const reason = changed ?? (this.season.reserveAt === 'acceptance' ? this.reserve(of) : undefined);
    if (reason !== undefined) return this.refuse(application, reason);
    application.state = 'accepted';
    return true;
  }

  private conclude(application: Application, of: Admitted): boolean {
    const changed = this.changed(of);
    if (changed === 'terms-changed') return false;
    const late = this.today > of.lastDay ? 'contract-period-over' : undefined;
    const reason = changed ?? (this.season.reserveAt === 'enrolment' ? this.reserve(of) : late);
    if (reason !== undefined) return this.refuse(application, reason);
    application.state = 'enrolled';
    of.concludedOn = this.today;
    of.concludedTo = of.lastDay;
    const reports = [...this.lessons.values()].filter((report) => report.groupId === of.groupId);
    this.tell({ ...this.about(of), what: 'conclude', reports });
    this.debitDue(of);
    return true;
  }

  /** What accept and conclude compare, in this order. @returns the reason of a refusal, or `terms-changed`. */
  private changed(of: Admitted): string | undefined {
    if (this.catalogue.group(of.groupId)?.payable === false) return 'provider-not-payable';
    if (of.contract) return undefined;
    const { terms, start, child } = of;
    const birth = this.children.get(child)?.birth ?? 0;
    const age = ageObstacle(birth, start, terms, this.season.certificateGroups.get(terms.certificateGroup));
    return age ?? (this.differs(of) ? 'terms-changed' : undefined);
  }

  private present(of: Admitted): Terms {
    const group = this.catalogue.group(of.groupId);
    const kid = this.children.get(of.child);
    if (!group || !kid) throw new TypeError('an application of nobody, or for no group');
    return presentTerms(group, kid, this.season);
  }

  private differs(of: Admitted): boolean {
    return differing(of.terms, this.present(of), this.holders.has(of.child)).length > 0;
  }

  private confirm(application: Application, of: Admitted): boolean {
    if (of.contract || !this.differs(of)) return false;
    const terms = this.present(of);
    const lastDay = this.lastDayOf(terms);
    if (terms.municipality !== this.season.municipality) return this.refuse(application, 'no-financing-programme');
    // Its start stays, so that it can only gain days at its end.
    const reason = this.obstacle(of, terms, { from: of.lastDay + 1, to: lastDay });
    if (reason !== undefined) return this.refuse(application, reason);
    of.terms = terms;
    of.lastDay = lastDay;
    of.concludedTo = lastDay;
    return true;
  }

  private refuse(application: Application, reason: string): boolean {
    this.returnAll(application, reason);
    application.state = 'refused';
    application.reason = reason;
    return true;
  }

  private withdraw(application: Application, paper?: Day): boolean {
    this.returnAll(application, 'withdrawn', paper);
    application.state = 'withdrawn';
    return true;
  }

  /** §4. `paper`: the date of the paper, empty for today. */
  private terminate(application: Application, of: Admitted, paper: string): boolean {
    const day = paper === '' ? this.today : dayOf(paper);
    if (day > this.today || day < this.today - this.season.lateEntryDays) return false;
    if (day < (of.concludedOn ?? 0) || day > of.lastDay) return false;
    if (day < of.start) return this.withdraw(application, day);
    application.state = 'terminated';
    of.lastDay = Math.min(of.lastDay, lastOf(monthOf(day)));
    this.tell({ ...this.about(of), what: 'terminate', paper: day, lastDay: of.lastDay });
    const certificate = this.holders.get(of.child);
    if (of.contract) for (const month of after(of.contract, of.lastDay)) certificate?.return(month);
    return true;
  }

  private report({ group, start, detail }: Row): boolean {
    const report = this.reportOf(group, start, detail);
    if (!report || this.lessons.has(keyOf(report))) return false;
    this.lessons.set(keyOf(report), report);
    const { month, held, planned } = report;
    for (const of of this.concludedOf(report.groupId))
      this.tell({ ...this.about(of), what: 'report', month, held, planned });
    for (const { of, part } of this.partsOf(report)) this.holders.get(of.child)?.report(part, report);
    return true;
  }

  /** All or nothing: it may cost no certificate more than it has, and changes what was reported. */
  private correct({ group: groupId, start, detail }: Row): boolean {
    const report = countOf(groupId, start, detail, this.today);
    const before = report && this.lessons.get(keyOf(report));
    if (!report || !before || (before.held === report.held && before.planned === report.planned)) return false;
    const more = new Map<ModelCertificate, bigint>();
    for (const { of, part } of this.partsOf(report)) {
      const certificate = this.holders.get(of.child);
      if (certificate) more.set(certificate, (more.get(certificate) ?? 0n) + certificate.costsMore(part, report));
    }
    const lacking = new Set([...more].filter(([one, amount]) => amount > one.left).map(([one]) => one));
    this.corrections += 1;
    const { month, held, planned } = report;
    for (const of of this.concludedOf(groupId)) {
      const certificate = this.holders.get(of.child);
      const isBorne = certificate === undefined || !lacking.has(certificate);
      const correction = { number: this.corrections, before, isBorne, isBorneByAll: lacking.size === 0 };
      this.tell({ ...this.about(of), what: 'correct', month, held, planned, correction });
    }
    if (lacking.size > 0) return false;
    this.lessons.set(keyOf(report), { ...report, on: before.on });
    for (const { of, part } of this.partsOf(report)) this.holders.get(of.child)?.report(part, report);
    return true;
  }

  /** A report within the bounds of §4. */
  private reportOf(groupId: string, start: string, detail: string): ReportOfGroup | undefined {
    const report = countOf(groupId, start, detail, this.today);
    const group = this.catalogue.group(groupId);
    if (!report || !group) return undefined;
    const { month } = report;
    const days = { from: firstOf(month), to: lastOf(month) };
    if (days.from > this.today) return undefined;
    const isTouched =
      share({ start: group.first, lastDay: group.last }, days) ||
      this.concludedOf(groupId).some((of) => share({ start: of.start, lastDay: of.concludedTo }, days));
    return isTouched ? report : undefined;
  }

  private concludedOf(groupId: string): readonly Admitted[] {
    return [...this.applications.values()].flatMap(({ state, of }) =>
      of?.groupId === groupId && (state === 'enrolled' || state === 'terminated') ? [of] : [],
    );
  }

  private *partsOf({ groupId, month }: ReportOfGroup): Iterable<{ of: Admitted; part: ModelMonth }> {
    for (const { of } of this.applications.values())
      if (of?.groupId === groupId)
        for (const part of of.contract?.months ?? []) if (part.month === month) yield { of, part };
  }

  private debitDue({ child, groupId, contract }: Admitted): void {
    for (const part of contract?.months ?? [])
      if (firstOf(part.month) <= this.today)
        this.holders.get(child)?.debit(part, this.lessons.get(keyOf({ groupId, month: part.month })));
  }

  private returnAll({ of }: Application, reason: string, paper?: Day): void {
    if (!of) return;
    this.tell({ ...this.about(of), what: 'release', reason, paper });
    for (const part of of.contract?.months ?? []) this.holders.get(of.child)?.return(part);
  }
}

const keyOf = ({ groupId, month }: Pick<ReportOfGroup, 'groupId' | 'month'>): string => `${groupId} ${month}`;

/** 1 ≤ planned ≤ 310, 0 ≤ held ≤ planned. */
const countOf = (groupId: string, start: string, detail: string, on: Day): ReportOfGroup | undefined => {
  const [held = 0n, planned = 0n] = detail.split('/').map(BigInt);
  const isPossible = 1n <= planned && planned <= LESSONS_PLANNED_MAX && 0n <= held && held <= planned;
  return isPossible ? { groupId, month: monthOf(dayOf(start)), held, planned, on } : undefined;
};

/** Whether the days of an application and others meet. */
const share = ({ start, lastDay }: Pick<Admitted, 'start' | 'lastDay'>, { from, to }: Span): boolean =>
  start <= to && from <= lastDay;
