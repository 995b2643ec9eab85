import type { Brand } from './brand.js';

/** A calendar date of the region, `YYYY-MM-DD`. Strings of this form order as dates do. */
export type CalendarDate = Brand<string, 'CalendarDate'>;
/** A calendar month, `YYYY-MM`. */
export type Month = Brand<string, 'Month'>;
/** A UTC instant in ISO 8601 with milliseconds, `2020-10-01T00:00:00.000Z`. */
export type Instant = Brand<string, 'Instant'>;
/** An IANA time zone name, e.g. `Asia/Krasnoyarsk`. */
export type TimeZone = Brand<string, 'TimeZone'>;

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const MONTH = /^\d{4}-\d{2}$/;

/** True for a real date of the calendar (not 2020-02-30) in the years 1900–2199. */
export const isCalendarDate = (value: unknown): value is CalendarDate => {
  if (typeof value !== 'string' || !DATE.test(value) || !isMonth(value.slice(0, 7))) return false;
  const day = Number(value.slice(8));
  // Every stored event is read by way of this: what every month has is not looked up.
  return day <= 28 ? day >= 1 : day <= daysIn(monthOf(value as CalendarDate));
};
export const isMonth = (value: unknown): value is Month => {
  if (typeof value !== 'string' || !MONTH.test(value) || value < '1900' || value >= '2200') return false;
  const month = Number(value.slice(5));
  return month >= 1 && month <= 12;
};
export const isTimeZone = (value: unknown): value is TimeZone => {
  if (typeof value !== 'string') return false;
  try {
    Temporal.Now.zonedDateTimeISO(value);
    return /^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)*$/.test(value);
  } catch {
    return false;
  }
};
const NORMALISED = /^\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;
/** Of every stored event: to parse its instant would cost more than the rest of it. */
const isNormalised = (text: string): text is Instant => NORMALISED.test(text) && isCalendarDate(text.slice(0, 10));

/** True for an ISO 8601 instant with an offset or Z, in the years 1900–2199. */
export const isInstant = (value: unknown): boolean => {
  if (typeof value !== 'string') return false;
  if (isNormalised(value)) return true;
  try {
    const text = new Date(Temporal.Instant.from(value).epochMilliseconds).toISOString();
    return text >= '1900' && text < '2200';
  } catch {
    return false;
  }
};

/** @throws RangeError unless `value` is a date of the calendar. */
export const calendarDate = (value: string): CalendarDate => {
  if (!isCalendarDate(value)) throw new RangeError(`not a calendar date: ${value}`);
  return value;
};
/** @throws RangeError unless `value` is a month. */
export const month = (value: string): Month => {
  if (!isMonth(value)) throw new RangeError(`not a month: ${value}`);
  return value;
};
/** @throws RangeError unless `value` is an IANA time zone this machine knows. */
export const timeZone = (value: string): TimeZone => {
  if (!isTimeZone(value)) throw new RangeError(`not a time zone: ${value}`);
  return value;
};
/** Normalises to UTC with milliseconds. @throws RangeError unless `value` is an instant. */
export const instant = (value: string | Date): Instant => {
  if (typeof value === 'string' && isNormalised(value)) return value;
  const date = typeof value === 'string' ? new Date(Temporal.Instant.from(value).epochMilliseconds) : value;
  return date.toISOString() as Instant;
};

// Schedules and forecasts count days and months by the thousand: by whole numbers, which a test holds against Temporal.
const MS_PER_DAY = 86_400_000;
const msOf = (date: CalendarDate): number =>
  Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8)));
const daysIn = (m: Month): number => new Date(Date.UTC(Number(m.slice(0, 4)), Number(m.slice(5)), 0)).getUTCDate();

export const monthOf = (date: CalendarDate): Month => date.slice(0, 7) as Month;
export const firstDayOf = (m: Month): CalendarDate => `${m}-01` as CalendarDate;
export const lastDayOf = (m: Month): CalendarDate => `${m}-${daysIn(m)}` as CalendarDate;
export const nextMonth = (m: Month): Month => addMonths(m, 1);
export const addMonths = (m: Month, count: number): Month => {
  const months = Number(m.slice(0, 4)) * 12 + Number(m.slice(5)) - 1 + count;
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}` as Month;
};
/** @throws RangeError where no date is left to go to */
export const addDays = (date: CalendarDate, days: number): CalendarDate =>
  new Date(msOf(date) + days * MS_PER_DAY).toISOString().slice(0, 10) as CalendarDate;

/** Days from `first` to `last`, both inclusive (docs/rules.md §3). Negative or zero when `last` is before `first`. */
export const daysInclusive = (first: CalendarDate, last: CalendarDate): number =>
  (msOf(last) - msOf(first)) / MS_PER_DAY + 1;

/** Calendar months from `from` to `to`: 2020-12 is two months after 2020-10. */
export const monthsBetween = (earlier: Month, later: Month): number =>
  (Number(later.slice(0, 4)) - Number(earlier.slice(0, 4))) * 12 + Number(later.slice(5)) - Number(earlier.slice(5));

/** The months touched by first..last, in order (docs/rules.md §3, schedule). */
export const monthsTouched = (first: CalendarDate, last: CalendarDate): readonly Month[] => {
  const months: Month[] = [];
  for (let m = monthOf(first); m <= monthOf(last); m = nextMonth(m)) months.push(m);
  return months;
};

/**
 * Completed months of age on `on` (docs/rules.md §2 check 5). A day that a month lacks counts as the 1st of the next: a
 * child born on 29 February completes a year on 1 March.
 */
export const completedMonths = (birth: CalendarDate, on: CalendarDate): number =>
  monthsBetween(monthOf(birth), monthOf(on)) - (on.slice(8) < birth.slice(8) ? 1 : 0);

/** Bounds of age in months, both inclusive; either may be missing. */
export type AgeBounds = { readonly min: number | undefined; readonly max: number | undefined };

/**
 * Whether a child born on `birth` is within the bounds on `on` (docs/rules.md §2 check 5). An upper bound in whole years
 * holds to the day before the next birthday.
 */
export const isWithinAges = (birth: CalendarDate, on: CalendarDate, { min, max }: AgeBounds): boolean => {
  const months = completedMonths(birth, on);
  if (min !== undefined && months < min) return false;
  if (max === undefined) return true;
  return max % 12 === 0 ? Math.floor(months / 12) <= max / 12 : months <= max;
};

export const earlierOf = (a: CalendarDate, b: CalendarDate): CalendarDate => (a < b ? a : b);
export const laterOf = (a: CalendarDate, b: CalendarDate): CalendarDate => (a > b ? a : b);

/** The region's calendar date at an instant. */
export const dateAt = (at: Instant, zone: TimeZone): CalendarDate =>
  Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate().toString() as CalendarDate;
/** The instant at which a date begins in the region. */
export const startOfDay = (date: CalendarDate, zone: TimeZone): Instant =>
  instant(Temporal.PlainDate.from(date).toZonedDateTime(zone).toInstant().toString());
