import { dateInWords, hasPhrase, monthInWords, phrase, roubles, type Locale } from '@lib/wording';
import type { Part } from './domain/entries.js';

/** An entry as a person reads it, made when it is read: amounts in roubles, months and days written out. */
export const textOf = (parts: readonly Part[], locale: Locale): string =>
  parts
    .map(([name, shown]) => {
      const written = Object.entries(shown).map(([parameter, value]) => [parameter, inWords(value, locale)]);
      return phrase(locale, `statement.${name}`, Object.fromEntries(written) as Record<string, string | number>);
    })
    .join(', ');

const inWords = (shown: Part[1][string], locale: Locale): string | number => {
  if (typeof shown !== 'object') return shown;
  if ('amount' in shown) return roubles(locale, shown.amount);
  if ('month' in shown) return monthInWords(locale, shown.month);
  return 'date' in shown ? dateInWords(locale, shown.date) : reasonInWords(shown.reason, locale);
};

/** A reason in words, wherever it comes from; one that has none is shown as it is. */
export const reasonInWords = (code: string, locale: Locale): string => {
  const key = ['why', 'refusal', 'closing', 'correction'].map((area) => `${area}.${code}`).find(hasPhrase);
  return key === undefined ? code : phrase(locale, key);
};
