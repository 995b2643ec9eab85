import { expect, it } from '@jest/globals';
import { availableBy, debitedOfReserved } from './change.js';

const moved = (...movements: readonly (readonly [from: string, to: string, amountKopecks: number])[]) => ({
  movements: movements.map(([from, to, amountKopecks]) => ({ from, to, amountKopecks })),
});

it.each([
  ['a certificate is issued', moved(['budget', 'available', 190_000]), 190_000, 0],
  ['money is reserved', moved(['available', 'reserved', 135_833]), -135_833, 0],
  ['a contract is concluded', moved(), 0, 0],
  ['a month is debited', moved(['reserved', 'spent', 45_031]), 0, 45_031],
  [
    'a month of cancelled lessons',
    moved(['reserved', 'spent', 101_770], ['reserved', 'available', 33_923]),
    33_923,
    101_770,
  ],
  ['lessons were not given', moved(['spent', 'available', 5_721]), 5_721, 0],
  ['the period is over', moved(['available', 'expired', 59_888]), -59_888, 0],
  ['a return after the period', moved(['reserved', 'expired', 45_031]), 0, 0],
])('what is available, and what of the reserved is debited: %s', (_, entry, available, debited) => {
  expect([availableBy(entry), debitedOfReserved(entry)]).toEqual([available, debited]);
});
