import { zero, type CalendarDate, type Kopecks } from '@lib/kernel';
import type { FundedContract } from './contract.js';
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
  { openedOn }: Pick<FundedContract, 'openedOn'>,
  by: CalendarDate,
): Kopecks =>
  openedOn === undefined || part.status === 'returned' || dueOn(part, openedOn) > by
    ? zero
    : costOfMonth(part.coPayment, part.completeness);
