import { LANGUAGES, type Locale } from './locale.js';

// A calendar date has no time zone: it is read and written as UTC's.
export const MONTH = { month: 'long', year: 'numeric', calendar: 'gregory', timeZone: 'UTC' } as const;
export const DAY = { day: 'numeric', ...MONTH } as const;

/** A month `YYYY-MM` as people write it: `октябрь 2020 г.`, `October 2020`. */
export const monthInWords = (locale: Locale, month: string): string => MONTHS[locale].format(utcOf(month));

/** A date `YYYY-MM-DD` as people write it: `31 октября 2020 г.`, `31 October 2020`. */
export const dateInWords = (locale: Locale, date: string): string => DAYS[locale].format(utcOf(date));

/** The beginning of a month or a date in UTC. */
export const utcOf = (day: string): Date => new Date(day.length === 'YYYY-MM'.length ? `${day}-01` : day);

const formatOf = (locale: Locale, parts: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(LANGUAGES[locale], parts);
const MONTHS = { ru: formatOf('ru', MONTH), en: formatOf('en', MONTH) } as const;
const DAYS = { ru: formatOf('ru', DAY), en: formatOf('en', DAY) } as const;
