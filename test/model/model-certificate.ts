import { firstOf, lastOf, monthOf, type Day } from './calendar.js';

/** Where a model's money is. Whole kopecks. */
export type ModelBalances = {
  nominal: bigint;
  available: bigint;
  reserved: bigint;
  spent: bigint;
  expired: bigint;
};

export type ModelMonth = {
  readonly month: number;
  /** What of the month is still to be paid or is paid; 0 once it was returned. */
  part: bigint;
  due: boolean;
  /** Net debit. */
  cost: bigint;
};

export type ModelContract = {
  readonly coPayment: bigint;
  readonly months: readonly ModelMonth[];
};

export type ModelPrice = {
  readonly price: bigint;
  readonly norm: bigint;
  readonly first: Day;
  readonly last: Day;
};

/** Completeness of a month of lessons, where it was reported. */
export type Lessons = { readonly held: bigint; readonly planned: bigint };

/**
 * One certificate in one period, told day by day: whoever plays a season calls the jobs of a day at its 00:00 and then the
 * actions, so that nothing is ever late. Amounts by the formulas of docs/rules.md §3 and §4, in BigInt.
 */
export class ModelCertificate {
  readonly balances: ModelBalances;
  private over = false;

  constructor(nominal: bigint) {
    this.balances = { nominal, available: nominal, reserved: 0n, spent: 0n, expired: 0n };
  }

  reserve(price: ModelPrice, start: Day, lastDay: Day, rounding: string): ModelContract {
    const { full, norm } = forDays(price, start, lastDay, rounding);
    const share = [full, norm, this.balances.available].reduce((least, one) => (one < least ? one : least));
    this.balances.available -= share;
    this.balances.reserved += share;
    return {
      coPayment: full - share,
      months: splitByDays(share, start, lastDay).map((part, index) => ({
        month: monthOf(start) + index,
        part,
        due: false,
        cost: 0n,
      })),
    };
  }

  /** The debit of a month that has come, once. */
  debit(month: ModelMonth, lessons: Lessons | undefined): void {
    if (month.due) return;
    month.due = true;
    month.cost = costOf(month.part, lessons);
    this.balances.reserved -= month.part;
    this.balances.spent += month.cost;
    this.giveBack(month.part - month.cost);
  }

  /** A report about a month: what was debited too much comes back. */
  report(month: ModelMonth, lessons: Lessons): void {
    if (!month.due || month.part === 0n) return;
    const cost = costOf(month.part, lessons);
    this.refund(month.cost - cost);
    month.cost = cost;
  }

  /** What a corrected report makes a month cost more; negative: less. */
  costsMore(month: ModelMonth, lessons: Lessons): bigint {
    return month.due ? costOf(month.part, lessons) - month.cost : 0n;
  }

  /** What a correction can draw on. */
  get left(): bigint {
    return this.balances[this.over ? 'expired' : 'available'];
  }

  /** Everything of a month comes back. */
  return(month: ModelMonth): void {
    if (month.due) {
      this.refund(month.cost);
    } else {
      this.balances.reserved -= month.part;
      this.giveBack(month.part);
    }
    month.part = 0n;
    month.cost = 0n;
    month.due = true;
  }

  /** A month that was returned is bound again as it was. */
  restore(month: ModelMonth, before: ModelMonth): void {
    this.balances[this.over ? 'expired' : 'available'] -= before.due ? before.cost : before.part;
    this.balances[before.due ? 'spent' : 'reserved'] += before.due ? before.cost : before.part;
    Object.assign(month, before);
  }

  /** 00:00 of the first day after the period. */
  expire(): void {
    this.over = true;
    this.giveBack(this.balances.available);
    this.balances.available = 0n;
  }

  private refund(amount: bigint): void {
    this.balances.spent -= amount;
    this.giveBack(amount);
  }

  private giveBack(amount: bigint): void {
    this.balances[this.over ? 'expired' : 'available'] += amount;
  }
}

/** What a contract without money comes to: the certificate pays nothing where full price or full norm is 0. */
export const freeContract = (
  price: ModelPrice,
  start: Day,
  lastDay: Day,
  rounding: string,
): ModelContract | undefined => {
  const { full, norm } = forDays(price, start, lastDay, rounding);
  return full === 0n || norm === 0n ? { coPayment: full, months: [] } : undefined;
};

const forDays = (price: ModelPrice, start: Day, lastDay: Day, rounding: string): { full: bigint; norm: bigint } => {
  const days = BigInt(lastDay - start + 1);
  const ofGroup = BigInt(price.last - price.first + 1);
  return {
    full: quotient(price.price * days, ofGroup, rounding),
    norm: quotient(price.norm * days, ofGroup, rounding),
  };
};

/** An amount over the months of first..last: the later months floor(amount·(D − d1)/D/(M − 1)), the first the rest. */
const splitByDays = (amount: bigint, first: Day, last: Day): readonly bigint[] => {
  const months = monthOf(last) - monthOf(first) + 1;
  if (months === 1) return [amount];
  const inFirst = BigInt(lastOf(monthOf(first)) - first + 1);
  const all = BigInt(last - first + 1);
  const later = (amount * (all - inFirst)) / (all * BigInt(months - 1));
  return [amount - later * BigInt(months - 1), ...Array.from({ length: months - 1 }, () => later)];
};

/** The months of a contract after the last day of a notice. */
export const after = (contract: ModelContract, lastDay: Day): readonly ModelMonth[] =>
  contract.months.filter(({ month }) => firstOf(month) > lastDay);

const costOf = (part: bigint, lessons: Lessons | undefined): bigint =>
  lessons ? (2n * part * lessons.held + lessons.planned) / (2n * lessons.planned) : part;

const quotient = (over: bigint, by: bigint, rounding: string): bigint =>
  over / by + (rounding === 'up' && over % by > 0n ? 1n : 0n);
