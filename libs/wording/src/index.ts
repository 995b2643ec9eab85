import { audit } from './audit.js';
import { catalog } from './catalog.js';
import { certificates } from './certificates.js';
import { monthInWords } from './dates.js';
import { demo } from './demo.js';
import { enrollment } from './enrollment.js';
import { http } from './http.js';
import { messaging } from './messaging.js';
import { statement } from './statement.js';
import type { Locale } from './locale.js';
import type { Phrases } from './phrases.js';

export { localeOf, type Locale } from './locale.js';
export { dateInWords, monthInWords } from './dates.js';
export { roubles } from './money.js';

const phrases = new Map(
  Object.entries<Phrases[string]>({
    ...http,
    ...catalog,
    ...enrollment,
    ...certificates,
    ...statement,
    ...messaging,
    ...demo,
    ...audit,
  }),
);

export const hasPhrase = (key: string): boolean => phrases.has(key);

/** A month stands in an answer as `YYYY-MM` and in its words as people write it. */
const shown = (locale: Locale, name: string, value: string | number): string =>
  name === 'month' && /^\d{4}-\d{2}$/.test(String(value)) ? monthInWords(locale, String(value)) : String(value);

/** The phrase of a key (`problem.<reason>`, `fault.<code>`, `refusal.<reason>`); an unknown key is answered with itself. */
export const phrase = (locale: Locale, key: string, params: Readonly<Record<string, string | number>> = {}): string => {
  const text = phrases.get(key)?.[locale] ?? key;
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) =>
    Object.hasOwn(params, name) ? shown(locale, name, params[name] ?? '') : placeholder,
  );
};
