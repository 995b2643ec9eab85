import { firstOf, lastOf, monthOf, type Day, type Period } from './calendar.js';
import {
  ModelCertificate,
  after,
  freeContract,
  type Lessons,
  type ModelBalances,
  type ModelContract,
  type ModelMonth,
  type ModelPrice,
} from './model-certificate.js';

/** A financing programme as one child sees it; `nominal` undefined: the limits have no place for it. */
export type ModelProgramme = Period & {
  readonly nominal: bigint | undefined;
  readonly minBalance: bigint;
  readonly rounding: string;
};

export type Report = Lessons & { readonly month: number };

/** What enrolment tells an account, with the date on which it was asked for or entered. */
export type Fact = { readonly on: Day; readonly contract: string } & (
  | {
      readonly what: 'reserve';
      readonly programme: number;
      readonly price: ModelPrice;
      readonly start: Day;
      /** As enrolment computed it; undefined: as it follows. */
      readonly lastDay: Day | undefined;
      /** The highest co-payment to which the family has consented. */
      readonly atMost: bigint | undefined;
      /** Which request of the contract, from 0: another one follows where the co-payment was above that. */
      readonly request: number;
    }
  | { readonly what: 'conclude'; readonly reports: readonly Report[] }
  /** `paper`: the date of a notice before the start; undefined: an open application is refused or withdrawn. */
  | { readonly what: 'release'; readonly paper: Day | undefined }
  | { readonly what: 'terminate'; readonly paper: Day; readonly lastDay: Day }
  /** The last notice was a mistake; only on the day of its entry. */
  | { readonly what: 'revoke' }
  | ({ readonly what: 'report' } & Report)
);

type Reserve = Extract<Fact, { what: 'reserve' }>;

type Known = {
  readonly programme: number;
  /** The request that was answered last. */
  readonly asked: Reserve;
  readonly start: Day;
  status: 'reserved' | 'concluded' | 'terminated' | 'released' | 'refused';
  reason?: string;
  lastDay: Day;
  concludedOn: Day | undefined;
  money: ModelContract;
  readonly lessons: Map<number, Lessons>;
  /** How many notices there were, and how many attempts to take one back. */
  notices: number;
  revocations: number;
  /** The last notice: when it was entered and what it ended. */
  noticed: Noticed | undefined;
};
type Noticed = { readonly on: Day; readonly lastDay: Day; readonly months: readonly ModelMonth[] };

/** The account of one child, told day by day and never late; what is told must be in the order of its dates. */
export class AccountModel {
  readonly contracts = new Map<string, Known>();
  private readonly certificates = new Map<number, ModelCertificate>();

  constructor(
    private readonly programmes: readonly ModelProgramme[],
    private today: Day,
  ) {}

  balances(programme: number): ModelBalances | undefined {
    return this.certificates.get(programme)?.balances;
  }

  /** The jobs of every day up to `day`. */
  reach(day: Day): void {
    while (this.today < day) {
      this.today += 1;
      if (this.today === firstOf(monthOf(this.today)))
        for (const contract of this.contracts.values()) this.debit(contract);
      for (const [index, programme] of this.programmes.entries())
        if (this.today === programme.toExclusive) this.certificates.get(index)?.expire();
    }
  }

  /** @returns false, and changes nothing, when enrolment would not tell this. */
  tell(fact: Fact): boolean {
    this.reach(fact.on);
    if (fact.what === 'reserve') return this.reserve(fact);
    const contract = this.contracts.get(fact.contract);
    if (!contract) return false;
    switch (fact.what) {
      case 'conclude':
        if (contract.status !== 'reserved' || fact.on > contract.lastDay) return false;
        contract.status = 'concluded';
        contract.concludedOn = fact.on;
        for (const report of fact.reports)
          if (!contract.lessons.has(report.month)) contract.lessons.set(report.month, report);
        this.debit(contract);
        return true;
      case 'release':
        if (contract.status !== (fact.paper === undefined ? 'reserved' : 'concluded')) return false;
        if (
          fact.paper !== undefined &&
          !this.isNoticePossible(contract, fact.on, fact.paper, fact.paper < contract.start)
        )
          return false;
        if (contract.status === 'concluded') this.notice(contract, fact.on);
        contract.status = 'released';
        for (const month of contract.money.months) this.certificate(contract).return(month);
        return true;
      case 'terminate':
        if (contract.status !== 'concluded') return false;
        if (!this.isNoticePossible(contract, fact.on, fact.paper, fact.paper >= contract.start)) return false;
        this.notice(contract, fact.on);
        contract.status = 'terminated';
        contract.lastDay = Math.min(contract.lastDay, lastOf(monthOf(fact.paper)));
        for (const month of after(contract.money, contract.lastDay)) this.certificate(contract).return(month);
        return true;
      case 'revoke':
        return this.revoke(contract, fact.on);
      case 'report': {
        if (contract.status === 'refused' || contract.status === 'released') return false;
        if (contract.lessons.has(fact.month)) return false;
        contract.lessons.set(fact.month, fact);
        for (const month of contract.money.months)
          if (month.month === fact.month) this.certificate(contract).report(month, fact);
        return true;
      }
    }
  }

  private isNoticePossible({ concludedOn = 0, lastDay }: Known, on: Day, paper: Day, isOfThisKind: boolean): boolean {
    return isOfThisKind && concludedOn <= paper && paper <= on && paper <= lastDay;
  }

  private notice(contract: Known, on: Day): void {
    contract.notices += 1;
    contract.noticed = { on, lastDay: contract.lastDay, months: contract.money.months.map((month) => ({ ...month })) };
  }

  /** The account as if the notice had not been entered, where the certificate still has what came back. */
  private revoke(contract: Known, on: Day): boolean {
    const { noticed } = contract;
    if (noticed?.on !== on) return false;
    contract.revocations += 1;
    const back = noticed.months.map((before, index) => ({ before, month: contract.money.months[index] }));
    const isGivenBack = ({ before, month }: (typeof back)[number]): boolean => before.part > 0n && month?.part === 0n;
    const certificate = this.certificates.get(contract.programme);
    const needed = back
      .filter(isGivenBack)
      .reduce((sum, { before }) => sum + (before.due ? before.cost : before.part), 0n);
    if (needed > (certificate?.left ?? 0n)) return true;
    for (const one of back) if (isGivenBack(one) && one.month) certificate?.restore(one.month, one.before);
    contract.status = 'concluded';
    contract.lastDay = noticed.lastDay;
    contract.noticed = undefined;
    // Lessons that were reported meanwhile.
    for (const month of contract.money.months) {
      const lessons = contract.lessons.get(month.month);
      if (lessons) certificate?.report(month, lessons);
    }
    return true;
  }

  private reserve(fact: Reserve): boolean {
    const { on, contract, programme: index, price, start, atMost } = fact;
    const programme = this.programmes[index];
    const before = this.contracts.get(contract);
    if (!programme || (before && before.reason !== 'terms-changed')) return false;
    const isTooMuch = ({ coPayment }: ModelContract): boolean => atMost !== undefined && coPayment > atMost;
    const end = Math.min(price.last, programme.toExclusive - 1);
    const lastDay = fact.lastDay ?? end;
    const certificate = this.certificates.get(index);
    const known = {
      programme: index,
      asked: fact,
      start,
      lastDay,
      concludedOn: undefined,
      lessons: new Map(),
      notices: 0,
      revocations: 0,
      noticed: undefined,
    };
    const refuse = (reason: string): boolean => {
      this.contracts.set(contract, { ...known, status: 'refused', reason, money: NOTHING });
      return true;
    };
    if (start < price.first || start >= price.last || start < programme.from || start > lastDay || lastDay > end)
      return refuse('terms-impossible');
    if (on > lastDay) return refuse('contract-period-over');
    const free = freeContract(price, start, lastDay, programme.rounding);
    if (free && isTooMuch(free)) return refuse('terms-changed');
    if (free) {
      this.contracts.set(contract, { ...known, status: 'reserved', money: free });
      return true;
    }
    if (!certificate && this.hasElsewhere(programme, on)) return refuse('certificate-elsewhere');
    const funds = certificate?.balances.available ?? programme.nominal;
    if (funds === undefined) return refuse('no-certificate-place');
    if (funds < programme.minBalance) return refuse('insufficient-funds');
    if (isTooMuch(new ModelCertificate(funds).reserve(price, start, lastDay, programme.rounding)))
      return refuse('terms-changed');
    const paying = certificate ?? new ModelCertificate(funds);
    this.certificates.set(index, paying);
    const money = paying.reserve(price, start, lastDay, programme.rounding);
    this.contracts.set(contract, { ...known, status: 'reserved', money });
    return true;
  }

  /** A certificate that is not over, of days that this programme has, too. */
  private hasElsewhere({ from, toExclusive }: ModelProgramme, on: Day): boolean {
    return [...this.certificates.keys()].some((index) => {
      const other = this.programmes[index];
      return other !== undefined && on < other.toExclusive && other.from < toExclusive && from < other.toExclusive;
    });
  }

  private debit(contract: Known): void {
    if (contract.status !== 'concluded' && contract.status !== 'terminated') return;
    for (const month of contract.money.months)
      if (firstOf(month.month) <= this.today)
        this.certificate(contract).debit(month, contract.lessons.get(month.month));
  }

  private certificate({ programme }: Known): ModelCertificate {
    const certificate = this.certificates.get(programme);
    if (!certificate) throw new TypeError('a contract without a certificate');
    return certificate;
  }
}

const NOTHING: ModelContract = { coPayment: 0n, months: [] };
