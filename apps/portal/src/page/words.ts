import { dateInWords, monthInWords, phrase, roubles, type Locale } from '@lib/wording';

type Values = Readonly<Record<string, string | number>>;

/** Everything that a page says, in the language of its reader. */
export type Words = {
  readonly locale: Locale;
  /** A phrase of the portal: `say('family.title')` is `portal.family.title`. */
  readonly say: (key: string, values?: Values) => string;
  /** Any phrase of the catalogue, such as `refusal.age-not-suitable`. */
  readonly phrase: (key: string, values?: Values) => string;
  readonly money: (kopecks: number) => string;
  readonly day: (date: string) => string;
  readonly month: (month: string) => string;
  /** An instant, to the minute, in UTC. */
  readonly moment: (instant: string) => string;
};

export const wordsIn = (locale: Locale): Words => ({
  locale,
  say: (key, values) => phrase(locale, `portal.${key}`, values),
  phrase: (key, values) => phrase(locale, key, values),
  money: (kopecks) => roubles(locale, kopecks),
  day: (date) => dateInWords(locale, date),
  month: (month) => monthInWords(locale, month),
  moment: (instant) => `${dateInWords(locale, instant.slice(0, 10))}, ${instant.slice(11, 16)} UTC`,
});
