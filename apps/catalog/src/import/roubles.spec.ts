import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { kopecksOf } from './roubles.js';

test.each([
  ['5028.00', 502800],
  ['4022.40', 402240],
  ['0.07', 7],
  ['0', 0],
  ['1249', 124900],
  ['12.5', 1250],
  ['1.15', 115],
  ['007.10', 710],
  ['10000000.00', 1_000_000_000],
])('%s roubles are %d kopecks', (roubles, expected) => {
  expect(kopecksOf(roubles)).toBe(expected);
});

test.each([
  '',
  '-1',
  '+1',
  '1.001',
  '1.000',
  '1,50',
  '1.',
  '.5',
  '1e3',
  ' 1',
  '1 000',
  'NaN',
  '0x10',
  '٣',
  // Above it, the sums of a region could not be told.
  '10000000.01',
  '9999999999999.99',
  '10000000000000',
])('%j is no price', (roubles) => {
  expect(kopecksOf(roubles)).toBeUndefined();
});

test('every amount is read back exactly', () => {
  fc.assert(
    fc.property(fc.nat({ max: 1_000_000_000 }), (amount) => {
      const text = `${Math.floor(amount / 100)}.${String(amount % 100).padStart(2, '0')}`;
      return kopecksOf(text) === amount;
    }),
  );
});
