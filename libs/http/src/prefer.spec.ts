import { expect, test } from '@jest/globals';
import { waitOf } from './prefer.js';

test.each([
  [undefined, 0],
  ['', 0],
  ['wait=5', 5000],
  ['wait=0', 0],
  ['respond-async, wait=10', 10_000],
  ['Wait = "7"; foo=bar', 7000],
  ['wait=31', 30_000],
  ['wait=999999999', 30_000],
  ['await=5', 0],
  ['wait=-5', 0],
  ['wait=soon', 0],
])('Prefer: %s waits %d ms', (prefer, ms) => {
  expect(waitOf(prefer)).toBe(ms);
});
