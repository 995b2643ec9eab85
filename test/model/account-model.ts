import { firstOf, lastOf, monthOf, type Day, type Period } from './calendar.js';
import {
  ModelCertificate,
  after,
  type Lessons,
  type ModelBalances,
  type ModelContract,
  type ModelPrice,
} from './model-certificate.js';

/** A financing programme as one child sees it; `nominal` undefined: the limits have no place for it. */
export type ModelProgramme = Period & {
  readonly nominal: bigint | undefined;
  readonly minBalance: bigint;
  readonly rounding: string;
};

export type Report = Lessons & { readonly month: number };

/** What enrolment tells an account, with the date on which it happened. */
export type Fact = { readonly on: Day; readonly contract: string } & (
  | { readonly what: 'reserve'; readonly programme: number; readonly price: ModelPrice; readonly start: Day }
  | { readonly what: 'open'; readonly reports: readonly Report[] }
  | { readonly what: 'release' }
  | { readonly what: 'shorten'; readonly lastDay: Day }
  | ({ readonly what: 'report' } & Report)
);

type Known = {
  readonly programme: number;
  readonly start: Day;
  status: 'reserved' | 'open' | 'shortened' | 'released' | 'refused';
  reason?: string;
  lastDay: Day;
  money: ModelContract;
  readonly lessons: Map<number, Lessons>;
};

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
      case 'open':
        if (contract.status !== 'reserved' || fact.on > contract.lastDay) return false;
        contract.status = 'open';
        for (const report of fact.reports)
          if (!contract.lessons.has(report.month)) contract.lessons.set(report.month, report);
        this.debit(contract);
        return true;
      case 'release':
        if (contract.status !== 'reserved' && !(contract.status === 'open' && fact.on < contract.start)) return false;
        contract.status = 'released';
        for (const month of contract.money.months) this.certificate(contract).return(month);
        return true;
      case 'shorten':
        if (contract.status !== 'open' || fact.on < contract.start || fact.on > contract.lastDay) return false;
        contract.status = 'shortened';
        contract.lastDay = Math.min(contract.lastDay, lastOf(monthOf(fact.on)));
        for (const month of after(contract.money, contract.lastDay)) this.certificate(contract).return(month);
        return true;
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

  private reserve({ on, contract, programme: index, price, start }: Extract<Fact, { what: 'reserve' }>): boolean {
    const programme = this.programmes[index];
    if (!programme || this.contracts.has(contract)) return false;
    const lastDay = Math.min(price.last, programme.toExclusive - 1);
    const certificate = this.certificates.get(index);
    const funds = certificate?.balances.available ?? programme.nominal;
    const reason =
      on > lastDay
        ? 'contract-period-over'
        : funds === undefined
          ? 'no-certificate-place'
          : funds < programme.minBalance
            ? 'insufficient-funds'
            : undefined;
    const known = { programme: index, start, lastDay, lessons: new Map() };
    if (reason !== undefined || funds === undefined) {
      this.contracts.set(contract, { ...known, status: 'refused', reason: reason ?? '', money: NOTHING });
      return true;
    }
    const paying = certificate ?? new ModelCertificate(funds);
    this.certificates.set(index, paying);
    const money = paying.reserve(price, start, lastDay, programme.rounding);
    this.contracts.set(contract, { ...known, status: 'reserved', money });
    return true;
  }

  private debit(contract: Known): void {
    if (contract.status !== 'open' && contract.status !== 'shortened') return;
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
