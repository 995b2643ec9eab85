export type Locale = 'ru' | 'en';

/** Whose customs numbers and dates follow. */
export const LANGUAGES = { ru: 'ru-RU', en: 'en-GB' } as const satisfies Record<Locale, string>;

/** English for an `Accept-Language` that asks for it first, Russian for everybody else. */
export const localeOf = (acceptLanguage: string | undefined): Locale =>
  /^\s*en\b/i.test(acceptLanguage ?? '') ? 'en' : 'ru';
