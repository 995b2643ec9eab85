import { catalog } from './catalog.js';
import { certificates } from './certificates.js';
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
  }),
);

export const hasPhrase = (key: string): boolean => phrases.has(key);

/** The phrase of a key (`problem.<reason>`, `fault.<code>`, `refusal.<reason>`); an unknown key is answered with itself. */
export const phrase = (locale: Locale, key: string, params: Readonly<Record<string, string | number>> = {}): string => {
  const text = phrases.get(key)?.[locale] ?? key;
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) =>
    Object.hasOwn(params, name) ? String(params[name]) : placeholder,
  );
};
