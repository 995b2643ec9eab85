import { describe, expect, it } from '@jest/globals';
import { change, roubles } from './money.js';

describe('an amount in words', () => {
  it.each([
    [0, '0,00 ₽', '₽0.00'],
    [5, '0,05 ₽', '₽0.05'],
    [123450, '1 234,50 ₽', '₽1,234.50'],
    [-190000, '-1 900,00 ₽', '-₽1,900.00'],
    [Number.MAX_SAFE_INTEGER, '90 071 992 547 409,91 ₽', '₽90,071,992,547,409.91'],
  ])('%d kopecks', (kopecks, ru, en) => {
    expect(roubles('ru', kopecks).replaceAll('\u00a0', ' ')).toBe(ru);
    expect(roubles('en', kopecks)).toBe(en);
  });

  it.each([
    [5_721, '+57,21 ₽', '+₽57.21'],
    [-45_031, '−450,31 ₽', '−₽450.31'],
    [0, '0,00 ₽', '₽0.00'],
  ])('a change of %d kopecks has its sign', (kopecks, ru, en) => {
    expect(change('ru', kopecks).replaceAll('\u00a0', ' ')).toBe(ru);
    expect(change('en', kopecks)).toBe(en);
  });
});
