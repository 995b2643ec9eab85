import { expect, it } from '@jest/globals';
import { kopecksIn, typedRoubles } from './amounts.js';

it.each([
  ['1234', 123_400],
  ['1 234,5', 123_450],
  ['1\u00a0234.56', 123_456],
  ['0,07', 7],
  ['0', 0],
])('an amount is read as it is typed: %s', (typed, kopecks) => {
  expect(kopecksIn(typed)).toBe(kopecks);
});

it.each(['', '-1', '1,234', '1.2.3', '1e3', 'сто', '9999999999999'])('what is no amount is none: %s', (typed) => {
  expect(kopecksIn(typed)).toBeUndefined();
});

it.each([0, 7, 99, 100, 123_456])('%d kopecks are read back as they are shown', (kopecks) => {
  expect(kopecksIn(typedRoubles(kopecks))).toBe(kopecks);
});
