import { LANGUAGES, type Locale } from './locale.js';

export const ROUBLES = { style: 'currency', currency: 'RUB', currencyDisplay: 'narrowSymbol' } as const;

/** Whole kopecks as roubles for a reader: `1 234,50 ₽` or `₽1,234.50`. */
export const roubles = (locale: Locale, kopecks: number): string => FORMATS[locale].format(decimalOf(kopecks));

/** Kopecks as a decimal number of roubles in text, which Intl reads exactly; a division would round. */
export const decimalOf = (kopecks: number): `${number}` => `${kopecks}e-2` as `${number}`;

const formatOf = (locale: Locale): Intl.NumberFormat => new Intl.NumberFormat(LANGUAGES[locale], ROUBLES);
const FORMATS = { ru: formatOf('ru'), en: formatOf('en') } as const;
