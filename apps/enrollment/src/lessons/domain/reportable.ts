import { firstDayOf, lastDayOf, type CalendarDate, type Month } from '@lib/kernel';

/** Lessons planned for a group in a month, at most: ten a day (docs/rules.md §4, completeness). */
export const PLANNED_MAX = 310;

export type MonthFault = 'month-not-begun' | 'month-outside-group';

/** Days from `first` to `last`, both inclusive. */
type Days = { readonly first: CalendarDate; readonly last: CalendarDate };

/**
 * Why lessons of a month cannot be reported, every reason of it (docs/rules.md §4, completeness).
 * @param days the group's present dates, and those of each of its contracts as it was concluded
 */
export const faultsOfMonth = (
  month: Month,
  { today, days }: { readonly today: CalendarDate; readonly days: readonly Days[] },
): readonly MonthFault[] => {
  const [from, to] = [firstDayOf(month), lastDayOf(month)];
  return [
    ...(from > today ? (['month-not-begun'] as const) : []),
    ...(days.some(({ first, last }) => first <= to && from <= last) ? [] : (['month-outside-group'] as const)),
  ];
};
