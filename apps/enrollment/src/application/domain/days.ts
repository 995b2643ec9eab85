import { addDays, laterOf, type CalendarDate } from '@lib/kernel';

/** The days of an application: from its start to its last day, both inclusive (docs/rules.md §2, check 6). */
export type Days = { readonly first: CalendarDate; readonly last: CalendarDate };

/** Another live application that may be in the way: of the same child in the same module, or in the same group. */
export type Other = Days & {
  readonly inModule: boolean;
  readonly inGroup: boolean;
  /** So many with these days; one unless told. */
  readonly count?: number;
};

const shareADay = (a: Days, b: Days): boolean => a.first <= b.last && b.first <= a.last;

/** Check 6: the child has another application or contract in the module on one of these days. */
export const isInModule = (days: Days, others: readonly Other[]): boolean =>
  others.some((other) => other.inModule && shareADay(days, other));

/** Check 7: on one of these days others have all places of the group. */
export const isFull = (days: Days, others: readonly Other[], places: number): boolean => {
  const inGroup = others.filter((other) => other.inGroup && shareADay(days, other));
  // The others grow in number only on a day on which one begins: the busiest day is such a day, or the first.
  const candidates = new Set([days.first, ...inGroup.map((other) => laterOf(other.first, days.first))]);
  const takenOn = (day: CalendarDate): number =>
    inGroup.reduce((sum, { first, last, count = 1 }) => (first <= day && day <= last ? sum + count : sum), 0);
  return [...candidates].some((day) => takenOn(day) >= places);
};

/** The days that an application gains when its last day moves; undefined when it gains none. */
export const gained = (before: Days, after: Days): Days | undefined =>
  after.last > before.last ? { first: laterOf(after.first, addDays(before.last, 1)), last: after.last } : undefined;
