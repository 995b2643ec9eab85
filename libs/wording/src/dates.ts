import { LANGUAGES, type Locale } from './locale.js';

// A calendar date has no time zone: it is read and written as UTC's.
const MONTH = { month: 'long', year: 'numeric', calendar: 'gregory', timeZone: 'UTC' } as const;
const DAY = { day: 'numeric', ...MONTH } as const;
const DAY_OF_YEAR = { day: 'numeric', month: 'long', calendar: 'gregory', timeZone: 'UTC' } as const;

const IN_FIGURES = { day: '2-digit', month: '2-digit', year: 'numeric', calendar: 'gregory', timeZone: 'UTC' } as const;

const NO_BREAK = '\u00a0';

/** A month `YYYY-MM` as people write it, in one line: `октябрь 2020 г.`, `October 2020`. */
export const monthInWords = (locale: Locale, month: string): string => inOneLine(MONTHS[locale], month);

/** A date `YYYY-MM-DD` as people write it, in one line: `31 октября 2020 г.`, `31 October 2020`. */
export const dateInWords = (locale: Locale, date: string): string => inOneLine(DAYS[locale], date);

/** The same without its year: `31 октября`, `31 October`. */
export const dayOfYearInWords = (locale: Locale, date: string): string => inOneLine(DAYS_OF_YEAR[locale], date);

/** A date in figures, for where many stand beside each other: `31.10.2020`, `31/10/2020`. */
export const dateInFigures = (locale: Locale, date: string): string => FIGURES[locale].format(utcOf(date));

/** What is read as one word is not torn at the end of a line: `№ 2400000001`, `г. Минусинск`, `1 октября`. */
export const untorn = (text: string): string =>
  text.replaceAll('№ ', `№${NO_BREAK}`).replaceAll(PLACE, `$1.${NO_BREAK}`).replaceAll(DAY_BEFORE_MONTH, NO_BREAK);

const PLACE = /(?<=^|[ («])(г|пгт|пос|с|д|ул)\. (?=[А-ЯЁ])/g;
const DAY_BEFORE_MONTH =
  /(?<=\d) (?=(?:января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)(?![а-яё]))/g;

const inOneLine = (format: Intl.DateTimeFormat, day: string): string =>
  format.format(utcOf(day)).replaceAll(/\s/g, NO_BREAK);

/** The beginning of a month or a date in UTC. */
const utcOf = (day: string): Date => new Date(day.length === 'YYYY-MM'.length ? `${day}-01` : day);

const formatOf = (locale: Locale, parts: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(LANGUAGES[locale], parts);
const MONTHS = { ru: formatOf('ru', MONTH), en: formatOf('en', MONTH) } as const;
const DAYS = { ru: formatOf('ru', DAY), en: formatOf('en', DAY) } as const;
const DAYS_OF_YEAR = { ru: formatOf('ru', DAY_OF_YEAR), en: formatOf('en', DAY_OF_YEAR) } as const;
const FIGURES = { ru: formatOf('ru', IN_FIGURES), en: formatOf('en', IN_FIGURES) } as const;
