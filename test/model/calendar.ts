/**
 * The model's own calendar: a date is the number of days since 1 March of the year 0, so that leap days end a year and
 * nothing here is shared with the services (no Date, no Temporal, no kernel).
 */
export type Day = number;
export type Period = { readonly from: Day; readonly toExclusive: Day };

const MONTHS_PER_YEAR = 12;
/** Days from 1 March to the 1st of the month, for March … February. */
const BEFORE_MONTH = [0, 31, 61, 92, 122, 153, 184, 214, 245, 275, 306, 337];

const dayNumber = (month: number): Day => {
  const fromMarch = month - 2;
  const year = Math.floor(fromMarch / MONTHS_PER_YEAR);
  const leapDays = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);
  return year * 365 + leapDays + (BEFORE_MONTH[fromMarch - year * MONTHS_PER_YEAR] ?? 0);
};

/** The 1st of every month of these years. The model asks for months a hundred million times. */
const FIRST_DAYS = Array.from({ length: 2_200 * MONTHS_PER_YEAR }, (_, month) => dayNumber(month));

/** `2020-10-01` as a day. */
export const dayOf = (text: string): Day => {
  const [year = 0, month = 1, date = 1] = text.split('-').map(Number);
  return firstOf(year * MONTHS_PER_YEAR + month - 1) + date - 1;
};

/** The calendar month of a day, counted from January of the year 0. */
export const monthOf = (day: Day): number => {
  let month = Math.floor(day / 30.436875) + 2;
  while (firstOf(month + 1) <= day) month += 1;
  while (firstOf(month) > day) month -= 1;
  return month;
};

/** The 1st of a month. */
export const firstOf = (month: number): Day => FIRST_DAYS[month] ?? dayNumber(month);
export const lastOf = (month: number): Day => firstOf(month + 1) - 1;

/** `2020-10`. */
export const monthText = (month: number): string =>
  `${Math.floor(month / MONTHS_PER_YEAR)}-${String((month % MONTHS_PER_YEAR) + 1).padStart(2, '0')}`;
/** `2020-10-01`. */
export const dayText = (day: Day): string => {
  const month = monthOf(day);
  return `${monthText(month)}-${String(day - firstOf(month) + 1).padStart(2, '0')}`;
};

/** Completed months of age. A day that the month lacks is completed on the 1st of the next. */
export const monthsBetween = (birth: Day, day: Day): number => {
  const ofMonth = (at: Day): number => at - firstOf(monthOf(at));
  const months = monthOf(day) - monthOf(birth);
  return ofMonth(day) < ofMonth(birth) ? months - 1 : months;
};
/** Completed years of age. */
export const yearsBetween = (birth: Day, day: Day): number => Math.floor(monthsBetween(birth, day) / MONTHS_PER_YEAR);
