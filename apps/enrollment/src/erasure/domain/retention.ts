import { calendarDate, type CalendarDate } from '@lib/kernel';

/** Accounting records, and what binds them to a person, are kept so many years after the year of the last settlement (docs/rules.md §10). */
const YEARS = 5;

/** Whoever was last concerned on an earlier date than this is erased. */
export const keptFrom = (today: CalendarDate): CalendarDate =>
  calendarDate(`${String(Number(today.slice(0, 4)) - YEARS).padStart(4, '0')}-01-01`);
