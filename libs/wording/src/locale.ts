export type Locale = 'ru' | 'en';

/** English for an `Accept-Language` that asks for it first, Russian for everybody else. */
export const localeOf = (acceptLanguage: string | undefined): Locale =>
  /^\s*en\b/i.test(acceptLanguage ?? '') ? 'en' : 'ru';
