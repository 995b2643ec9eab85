import {
  daysInclusive,
  earlierOf,
  firstDayOf,
  kopecks,
  lastDayOf,
  least,
  minus,
  monthOf,
  monthsTouched,
  share,
  type CalendarDate,
  type Kopecks,
  type Rounding,
} from '@lib/kernel';
import type { Part } from './events.js';

/** The price list of a study group: whole module, one child. */
export type GroupTerms = {
  readonly groupFirstDay: CalendarDate;
  readonly groupLastDay: CalendarDate;
  readonly price: Kopecks;
  readonly normativeCost: Kopecks;
};

/** The contract ends with its group or with the period, whichever is first (docs/rules.md §3). */
export const contractLastDay = (groupLastDay: CalendarDate, periodLastDay: CalendarDate): CalendarDate =>
  earlierOf(groupLastDay, periodLastDay);

export type Cost = {
  readonly fullPrice: Kopecks;
  readonly fullNorm: Kopecks;
  readonly share: Kopecks;
  readonly coPayment: Kopecks;
  readonly parts: readonly Part[];
};

/**
 * What a place costs from `start` to `lastDay`: the price and the normative cost of the days taken, the certificate's
 * share of it and the parent's co-payment, both split over the months (docs/rules.md §3).
 */
export const costOf = (
  terms: GroupTerms,
  start: CalendarDate,
  lastDay: CalendarDate,
  available: Kopecks,
  rounding: Rounding,
): Cost => {
  const daysOfGroup = daysInclusive(terms.groupFirstDay, terms.groupLastDay);
  const days = daysInclusive(start, lastDay);
  const fullPrice = share(terms.price, days, daysOfGroup, rounding);
  const fullNorm = share(terms.normativeCost, days, daysOfGroup, rounding);
  const certificateShare = least(fullPrice, fullNorm, available);
  const coPayment = minus(fullPrice, certificateShare);
  const shares = splitOverMonths(certificateShare, start, lastDay);
  const coPayments = splitOverMonths(coPayment, start, lastDay);
  return {
    fullPrice,
    fullNorm,
    share: certificateShare,
    coPayment,
    parts: monthsTouched(start, lastDay).map((month, index) => ({
      month,
      share: shares[index] ?? kopecks(0),
      coPayment: coPayments[index] ?? kopecks(0),
    })),
  };
};

/**
 * The schedule `calendar-days`: every later month gets the same floored part, the first month the rest with the
 * rounding tail (docs/rules.md §3). One amount per month touched by first..last.
 */
export const splitOverMonths = (amount: Kopecks, first: CalendarDate, last: CalendarDate): readonly Kopecks[] => {
  const months = monthsTouched(first, last).length;
  if (months === 1) return [amount];
  const days = daysInclusive(first, last);
  const daysOfFirstMonth = daysInclusive(first, lastDayOf(monthOf(first)));
  const later = share(amount, days - daysOfFirstMonth, days * (months - 1), 'down');
  return [kopecks(amount - later * (months - 1)), ...Array.from({ length: months - 1 }, () => later)];
};

/** The part of a month is due on its 1st, or at the conclusion if that is later (docs/rules.md §4). */
export const dueOn = (part: Pick<Part, 'month'>, concludedOn: CalendarDate): CalendarDate =>
  firstDayOf(part.month) > concludedOn ? firstDayOf(part.month) : concludedOn;

/** What a month costs when `held` of `planned` lessons took place (docs/rules.md §4, completeness). */
export const costOfMonth = (
  part: Kopecks,
  completeness: { readonly held: number; readonly planned: number } | undefined,
): Kopecks => (completeness ? share(part, completeness.held, completeness.planned, 'half-up') : part);
