import type { Locale } from './locale.js';

/** Whole kopecks as roubles for a reader: `1 234,50 ₽` or `₽1,234.50`. Exact: no division of the amount is rounded. */
export const roubles = (locale: Locale, kopecks: number): string => {
  const amount = Math.abs(kopecks);
  const cents = String(amount % 100).padStart(2, '0');
  const whole = String((amount - (amount % 100)) / 100);
  const sign = kopecks < 0 ? '−' : '';
  return locale === 'ru'
    ? `${sign}${grouped(whole, '\u00a0')},${cents}\u00a0₽`
    : `${sign}₽${grouped(whole, ',')}.${cents}`;
};

const grouped = (digits: string, separator: string): string => digits.replace(/\B(?=(\d{3})+$)/g, separator);
