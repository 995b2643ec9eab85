import { describe, expect, it } from '@jest/globals';
import { after } from '../account.testing.js';
import {
  autumn,
  chess,
  day,
  lessons,
  open,
  release,
  report,
  reserve,
  settle,
  terminate,
} from '../account-events.testing.js';
import { emptyAccount, evolve } from './account.js';
import type { AccountCommand } from './commands.js';
import { coPaymentChanges, coPaymentDue } from './co-payment.js';

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
    expect(due('2019-12-31', ...concluded, terminate('2019-10-17', '2019-10-31'))).toStrictEqual([
      45_037, 65_766, 0, 0,
    ]);
    expect(due('2019-12-31', ...concluded, release('2019-09-09'))).toStrictEqual([0, 0, 0, 0]);
  });

  it('is the whole price where the certificate pays nothing', () => {
    const free = reserve('2019-09-06', { terms: { ...chess, normativeCost: autumn.minBalance, price: chess.price } });
    const nothing = { ...free, terms: { ...free.terms, normativeCost: 0 as typeof autumn.minBalance } };
    const months = due('2019-12-31', nothing, open('2019-09-09'));
    expect(months.reduce((sum, amount) => sum + amount, 0)).toBe(742_335);
  });
});

describe('the changes of what the parent owes', () => {
  const cases: Readonly<Record<string, readonly AccountCommand[]>> = {
    'a contract that runs': [reserve('2019-09-06'), open('2019-09-09')],
    'lessons cancelled, reported before and after the debit': [
      reserve('2019-09-06'),
      report('2019-09-07', lessons('2019-09', 6, 8)),
      open('2019-09-09'),
      report('2019-10-31', lessons('2019-10', 3, 8)),
    ],
    'a notice': [reserve('2019-09-06'), open('2019-09-09'), terminate('2019-10-17', '2019-10-31')],
    'a contract that never began': [reserve('2019-09-06'), open('2019-09-07'), release('2019-09-08')],
    'a contract concluded late': [reserve('2019-11-06'), open('2019-11-09')],
  };

  it.each(Object.keys(cases))('add up to what is owed on each day: %s', (name) => {
    const { events } = after(...(cases[name] ?? []), settle('2020-01-01'));
    let account = emptyAccount;
    const changes = events.flatMap((event) => {
      const before = account.contracts.get('c1');
      account = evolve(account, event);
      return coPaymentChanges(before, account.contracts.get('c1'), event.on);
    });
    for (const by of [
      '2019-09-08',
      '2019-09-09',
      '2019-09-30',
      '2019-10-01',
      '2019-10-31',
      '2019-11-10',
      '2020-01-01',
    ]) {
      const known = events.filter(({ on }) => on <= by).reduce(evolve, emptyAccount);
      const contract = known.contracts.get('c1');
      const owed =
        contract && contract.status !== 'refused'
          ? contract.months.reduce((sum, part) => sum + coPaymentDue(part, contract, day(by)), 0)
          : 0;
      const added = changes.filter(({ from }) => from <= by).reduce((sum, { kopecks }) => sum + kopecks, 0);
      expect([by, added]).toStrictEqual([by, owed]);
    }
  });
});
