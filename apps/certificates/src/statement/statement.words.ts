import { dateInWords, hasPhrase, monthInWords, phrase, roubles, type Locale } from '@lib/wording';
import type { Part } from './domain/entries.js';

/**
 * An entry as a person reads it, made when it is read: amounts in roubles, months and days written out. Entries say the same
 * again and again, to the children of a study group the same amounts of the same months.
 */
export const textOf = (parts: readonly Part[], locale: Locale): string =>
  texts.of(`${locale} ${JSON.stringify(parts)}`, () => parts.map((part) => partInWords(part, locale)).join(', '));

const partInWords = ([name, shown]: Part, locale: Locale): string => {
  const written = Object.entries(shown).map(([parameter, value]) => [parameter, inWords(value, locale)]);
  return phrase(locale, `statement.${name}`, Object.fromEntries(written) as Record<string, string | number>);
};

const inWords = (shown: Part[1][string], locale: Locale): string | number => {
  if (typeof shown !== 'object') return shown;
  if ('amount' in shown) return roubles(locale, shown.amount);
  if ('month' in shown) return monthInWords(locale, shown.month);
  return 'date' in shown ? dateInWords(locale, shown.date) : reasonInWords(shown.reason, locale);
};

/** A reason in words, wherever it comes from; one that has none is shown as it is. */
export const reasonInWords = (code: string, locale: Locale): string =>
  reasons.of(`${locale} ${code}`, () => {
    const key = ['why', 'refusal', 'closing', 'correction'].map((area) => `${area}.${code}`).find(hasPhrase);
    return key === undefined ? code : phrase(locale, key);
  });

/** Texts that were made before, as many as have room: the one made first goes first. */
class Said {
  private readonly texts = new Map<string, string>();

  constructor(private readonly max: number) {}

  of(key: string, say: () => string): string {
    const known = this.texts.get(key);
    if (known !== undefined) return known;
    const text = say();
    for (const first of this.texts.keys()) {
      if (this.texts.size < this.max) break;
      this.texts.delete(first);
    }
    this.texts.set(key, text);
    return text;
  }
}

/** Some five megabytes. */
const texts = new Said(10_000);
const reasons = new Said(1_000);
