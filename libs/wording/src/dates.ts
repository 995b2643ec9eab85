import type { Locale } from './locale.js';

const LANGUAGES = { ru: 'ru-RU', en: 'en-GB' } as const satisfies Record<Locale, string>;

/** A month `YYYY-MM` as people write it: `октябрь 2020 г.`, `October 2020`. */
export const monthInWords = (locale: Locale, month: string): string =>
  written(locale, `${month}-01`, { month: 'long', year: 'numeric' });

/** A date `YYYY-MM-DD` as people write it: `31 октября 2020 г.`, `31 October 2020`. */
export const dateInWords = (locale: Locale, date: string): string =>
  written(locale, date, { day: 'numeric', month: 'long', year: 'numeric' });

// A calendar date has no time zone: it is read and written as UTC's.
const written = (locale: Locale, date: string, parts: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(LANGUAGES[locale], { ...parts, calendar: 'gregory', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  );
