import { laterOf, zero, type CalendarDate, type Kopecks, type Month } from '@lib/kernel';
import type { Contract, FundedContract } from './contract.js';
import type { MonthState } from './month.js';
import { costOfMonth, dueOn } from './schedule.js';

/**
 * What the parent owes of a month by a date: the co-payment of a month that took place. It falls due with the
 * certificate's part (docs/rules.md §4), lessons that were cancelled reduce it by the same fraction, rounded half up, and
 * a month that a notice or a withdrawal gave back is not owed. A month of which the certificate pays nothing is owed all
 * the same.
 */
export const coPaymentDue = (
  part: Pick<MonthState, 'month' | 'status' | 'coPayment' | 'completeness'>,
  { concludedOn }: Pick<FundedContract, 'concludedOn'>,
  by: CalendarDate,
): Kopecks =>
  concludedOn === undefined || part.status === 'returned' || dueOn(part, concludedOn) > by
    ? zero
    : costOfMonth(part.coPayment, part.completeness);

/** A change of what the parent owes of a month, from a day on; signed. */
export type CoPaymentChange = { readonly month: Month; readonly from: CalendarDate; readonly kopecks: number };

/**
 * What an event dated `on` changes of what the parent owes of a contract, now and for months to come: the changes up to
 * a day add up to `coPaymentDue` of that day.
 */
export const coPaymentChanges = (
  before: Contract | undefined,
  after: Contract | undefined,
  on: CalendarDate,
): readonly CoPaymentChange[] => {
  if (!after || after.status === 'refused' || after.concludedOn === undefined) return [];
  const { concludedOn } = after;
  const was = new Map(owedOf(before));
  return owedOf(after).flatMap(([month, owed]) => {
    const kopecks = owed - (was.get(month) ?? 0);
    return kopecks === 0 ? [] : [{ month, from: laterOf(on, dueOn({ month }, concludedOn)), kopecks }];
  });
};

const owedOf = (contract: Contract | undefined): readonly (readonly [Month, number])[] =>
  contract && contract.status !== 'refused'
    ? contract.months.map((part) => [part.month, coPaymentDue(part, contract, END_OF_TIME)])
    : [];

const END_OF_TIME = '9999-12-31' as CalendarDate;
