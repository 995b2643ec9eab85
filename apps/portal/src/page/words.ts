import { dateInWords, monthInWords, phrase, roubles, type Locale } from '@lib/wording';

/** Everything that a page says, in the language of its reader. */
export type Words = {
  readonly locale: Locale;
  /** A phrase of the portal: `say('family.title')` is `portal.family.title`. */
  say(key: string, values?: Readonly<Record<string, string | number>>): string;
  /** Any phrase of the catalogue, such as `refusal.age-not-suitable`. */
  phrase(key: string, values?: Readonly<Record<string, string | number>>): string;
  money(kopecks: number): string;
  day(date: string): string;
  month(month: string): string;
};

export const wordsIn = (locale: Locale): Words => ({
  locale,
  say: (key, values) => phrase(locale, `portal.${key}`, values),
  phrase: (key, values) => phrase(locale, key, values),
  money: (kopecks) => roubles(locale, kopecks),
  day: (date) => dateInWords(locale, date),
  month: (month) => monthInWords(locale, month),
});
