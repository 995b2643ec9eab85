import { describe, expect, it } from '@jest/globals';
import { after } from '../account.testing.js';
import { autumn, chess, day, lessons, open, release, report, reserve, shorten } from '../sentences.testing.js';
import type { AccountCommand } from './commands.js';
import { coPaymentDue } from './co-payment.js';

/** What the parent of contract c1 owes by a date, month by month. */
const due = (by: string, ...commands: readonly AccountCommand[]): readonly number[] => {
  const contract = after(...commands).account.contracts.get('c1');
  if (!contract || contract.status === 'refused') throw new Error('no contract');
  return contract.months.map((part) => coPaymentDue(part, contract, day(by)));
};

// What was computed at the reserve stood alone: a parent who left in October was shown the co-payment of December.
describe('what the parent owes', () => {
  const concluded = [reserve('2019-09-06'), open('2019-09-09')] as const;

  it('is nothing before the contract is concluded', () => {
    expect(due('2019-12-31', reserve('2019-09-06'))).toStrictEqual([0, 0, 0, 0]);
  });

  it('grows with the months that have fallen due', () => {
    expect(due('2019-09-08', ...concluded)).toStrictEqual([0, 0, 0, 0]);
    expect(due('2019-09-09', ...concluded)).toStrictEqual([45_037, 0, 0, 0]);
    expect(due('2019-10-31', ...concluded)).toStrictEqual([45_037, 65_766, 0, 0]);
    expect(due('2020-06-01', ...concluded)).toStrictEqual([45_037, 65_766, 65_766, 65_766]);
  });

  it('is less by the fraction of lessons that did not take place, rounded half up', () => {
    expect(due('2019-10-31', ...concluded, report('2019-10-31', lessons('2019-10', 6, 8)))).toStrictEqual([
      45_037, 49_325, 0, 0,
    ]);
    expect(due('2019-09-30', ...concluded, report('2019-09-30', lessons('2019-09', 1, 2)))[0]).toBe(22_519);
  });

  it('ends with the contract, and is nothing of one that never began', () => {
    expect(due('2019-12-31', ...concluded, shorten('2019-10-17', '2019-10-31'))).toStrictEqual([45_037, 65_766, 0, 0]);
    expect(due('2019-12-31', ...concluded, release('2019-09-09'))).toStrictEqual([0, 0, 0, 0]);
  });

  it('is the whole price where the certificate pays nothing', () => {
    const free = reserve('2019-09-06', { terms: { ...chess, normativeCost: autumn.minBalance, price: chess.price } });
    const nothing = { ...free, terms: { ...free.terms, normativeCost: 0 as typeof autumn.minBalance } };
    const months = due('2019-12-31', nothing, open('2019-09-09'));
    expect(months.reduce((sum, amount) => sum + amount, 0)).toBe(742_335);
  });
});
