import { LANGUAGES, type Locale } from './locale.js';

export const ROUBLES = { style: 'currency', currency: 'RUB', currencyDisplay: 'narrowSymbol' } as const;

/** Whole kopecks as roubles for a reader: `1 234,50 ₽` or `₽1,234.50`. */
export const roubles = (locale: Locale, kopecks: number): string => FORMATS[locale].format(decimalOf(kopecks));

/** A change with its sign: `+57,21 ₽`, `−450,31 ₽`. */
export const change = (locale: Locale, kopecks: number): string =>
  CHANGES[locale].format(decimalOf(kopecks)).replace('-', '−');

/** Kopecks as a decimal number of roubles in text, which Intl reads exactly; a division would round. */
export const decimalOf = (kopecks: number): `${number}` => `${kopecks}e-2` as `${number}`;

const formatOf = (locale: Locale, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat =>
  new Intl.NumberFormat(LANGUAGES[locale], { ...ROUBLES, ...options });
const FORMATS = { ru: formatOf('ru'), en: formatOf('en') } as const;
const SIGNED = { signDisplay: 'exceptZero' } as const;
const CHANGES = { ru: formatOf('ru', SIGNED), en: formatOf('en', SIGNED) } as const;
