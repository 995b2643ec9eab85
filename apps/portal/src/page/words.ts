import { addDays, calendarDate, dateAt, instant, type TimeZone } from '@lib/kernel';
import {
  change,
  dateInFigures,
  dateInWords,
  dayOfYearInWords,
  monthInWords,
  phrase,
  roubles,
  untorn,
  type Locale,
} from '@lib/wording';

type Values = Readonly<Record<string, string | number>>;

/** Everything that a page says, in the language of its reader. */
export type Words = {
  readonly locale: Locale;
  /** A phrase of the portal: `say('family.title')` is `portal.family.title`. */
  readonly say: (key: string, values?: Values) => string;
  /** Any phrase of the catalogue, such as `refusal.age-not-suitable`. */
  readonly phrase: (key: string, values?: Values) => string;
  readonly money: (kopecks: number) => string;
  /** What became more or less, with its sign. */
  readonly change: (kopecks: number) => string;
  readonly day: (date: string) => string;
  readonly dayInFigures: (date: string) => string;
  readonly month: (month: string) => string;
  /** From a day to the last one before another: `с 1 октября по 31 декабря 2020 г.` */
  readonly period: (from: string, toExclusive: string) => string;
  /** An instant, to the minute, by the clocks of the region. */
  readonly moment: (at: string, zone: TimeZone) => string;
  /** A text of others, in which numbers, places and days are not torn at the end of a line. */
  readonly untorn: (text: string) => string;
};

/** The last day of what ends before a day. */
export const lastBefore = (toExclusive: string): string => addDays(calendarDate(toExclusive), -1);

export const wordsIn = (locale: Locale): Words => ({
  locale,
  say: (key, values) => phrase(locale, `portal.${key}`, values),
  phrase: (key, values) => phrase(locale, key, values),
  money: (kopecks) => roubles(locale, kopecks).replace('-', '−'),
  change: (kopecks) => change(locale, kopecks),
  day: (date) => dateInWords(locale, date),
  dayInFigures: (date) => dateInFigures(locale, date),
  month: (month) => monthInWords(locale, month),
  period: (from, toExclusive) => {
    const last = lastBefore(toExclusive);
    const begin = from.slice(0, 4) === last.slice(0, 4) ? dayOfYearInWords : dateInWords;
    return phrase(locale, 'portal.period', { from: begin(locale, from), to: dateInWords(locale, last) });
  },
  moment: (at, zone) => `${dateInWords(locale, dateAt(instant(at), zone))}, ${timeIn(zone).format(new Date(at))}`,
  untorn,
});

const timeIn = (timeZone: TimeZone): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('ru-RU', { hour: '2-digit', minute: '2-digit', timeZone });
