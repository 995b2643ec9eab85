import { describe, expect, it } from '@jest/globals';
import { instant, type Instant } from '@lib/kernel';
import { after } from '../../account/account.testing.js';
import type { AccountCommand } from '../../account/domain/commands.js';
import {
  autumn,
  day,
  lessons,
  open,
  placeWorth,
  release,
  report,
  reserve,
  rub,
  settle,
  terminate,
} from '../../account/account-events.testing.js';
import { accountView } from '../account.view.js';
import { historyOf, type Balances, type Recorded } from './history.js';
import { statementOf, type Statement } from './statement.js';

/** Commands with the day on which the ledger heard of each: an account's log. */
const logOf = (...heard: readonly (readonly [AccountCommand, string])[]): readonly Recorded[] => {
  let commands: readonly AccountCommand[] = [];
  let log: readonly Recorded[] = [];
  for (const [command, recorded] of heard) {
    commands = [...commands, command];
    const { events } = after(...commands);
    log = [
      ...log,
      ...events
        .slice(log.length)
        .map((event, index) => ({ event, revision: log.length + index, recordedAt: noon(recorded) })),
    ];
  }
  return log;
};
const noon = (date: string): Instant => instant(`${date}T09:00:00Z`);

const asOf = (log: readonly Recorded[], date: string, knownAt?: string): readonly Recorded[] =>
  historyOf(log, { asOf: day(date), knownAt: knownAt === undefined ? undefined : noon(knownAt) });
const statement = (log: readonly Recorded[], from: string, to: string, knownAt?: string): Statement =>
  statementOf(asOf(log, to, knownAt), autumn.financingProgramme, day(from), day(to));
const money = ({ available, reserved, spent, expired }: Balances): readonly number[] => [
  available,
  reserved,
  spent,
  expired,
];
const balancesOn = (log: readonly Recorded[], date: string, knownAt?: string): readonly number[] =>
  money(statement(log, date, date, knownAt).closing);

/** The account of example 1.1, everything heard of in time. */
const inTime = logOf(
  [reserve('2019-09-06'), '2019-09-06'],
  [open('2019-09-09'), '2019-09-09'],
  [settle('2019-10-01'), '2019-10-01'],
  [settle('2019-11-01'), '2019-11-01'],
  [settle('2019-12-01'), '2019-12-01'],
  [settle('2020-01-01'), '2020-01-01'],
);
const beginning = inTime.slice(0, 4);

describe('a statement', () => {
  it('has the entries of its days, and what was before them as opening', () => {
    const { opening, entries, closing } = statement(inTime, '2019-09-09', '2019-11-01');
    expect(money(opening)).toStrictEqual([0, 500_000, 0, 0]);
    expect(entries.map(({ event, revision }) => [event.on, event.type, revision])).toStrictEqual([
      ['2019-09-09', 'ContractConcluded', 2],
      ['2019-09-09', 'MonthDebited', 3],
      ['2019-10-01', 'MonthDebited', 4],
      ['2019-11-01', 'MonthDebited', 5],
    ]);
    expect(money(closing)).toStrictEqual([0, 135_693, 364_307, 0]);
    expect(closing.nominal).toBe(rub('5,000'));
  });

  it('shows the balances after each entry (docs/examples.md §2)', () => {
    const { entries } = statement(inTime, '2019-09-01', '2020-01-01');
    expect(entries.map((entry) => [entry.event.on, ...money(entry.after).slice(0, 3)])).toStrictEqual([
      ['2019-09-06', 500_000, 0, 0],
      ['2019-09-06', 0, 500_000, 0],
      ['2019-09-09', 0, 500_000, 0],
      ['2019-09-09', 0, 407_079, 92_921],
      ['2019-10-01', 0, 271_386, 228_614],
      ['2019-11-01', 0, 135_693, 364_307],
      ['2019-12-01', 0, 0, 500_000],
      ['2020-01-01', 0, 0, 500_000],
    ]);
  });

  it('of days on which nothing happened opens and closes the same', () => {
    const { opening, entries, closing } = statement(inTime, '2019-10-02', '2019-10-31');
    expect(entries).toStrictEqual([]);
    expect(closing).toStrictEqual(opening);
  });

  it('before the account began is empty', () => {
    const { opening, entries, closing } = statement(inTime, '2019-08-01', '2019-08-31');
    expect([money(opening), entries, money(closing)]).toStrictEqual([[0, 0, 0, 0], [], [0, 0, 0, 0]]);
  });

  it('includes both its days', () => {
    expect(statement(inTime, '2019-10-01', '2019-10-01').entries).toHaveLength(1);
    expect(statement(inTime, '2019-10-02', '2019-10-02').entries).toHaveLength(0);
  });

  it('is of one programme', () => {
    const other = { ...autumn, financingProgramme: 'another' };
    const terms = { ...reserve('2019-09-06').terms, financingProgramme: 'another' };
    const log = logOf(
      [reserve('2019-09-06'), '2019-09-06'],
      [reserve('2019-09-06', { contract: 'c2', rules: other, terms, place: placeWorth(rub('9,000')) }), '2019-09-06'],
    );
    expect(statement(log, '2019-09-06', '2019-09-06').entries).toHaveLength(2);
    expect(statement(log, '2019-09-06', '2019-09-06').closing.nominal).toBe(rub('5,000'));
  });
});

describe('what is due and not booked yet', () => {
  it('stands in the statement, marked', () => {
    const { entries, closing } = statement(beginning, '2019-10-01', '2019-11-05');
    expect(
      entries.map(({ event, revision, recordedAt }) => [event.on, event.type, revision, recordedAt]),
    ).toStrictEqual([
      ['2019-10-01', 'MonthDebited', undefined, undefined],
      ['2019-11-01', 'MonthDebited', undefined, undefined],
    ]);
    expect(money(closing)).toStrictEqual([0, 135_693, 364_307, 0]);
  });

  it('gives every day the balances that a run in time gives it', () => {
    for (const date of [
      '2019-09-30',
      '2019-10-01',
      '2019-10-31',
      '2019-11-01',
      '2019-12-01',
      '2019-12-31',
      '2020-01-01',
      '2020-06-01',
    ])
      expect([date, balancesOn(beginning, date)]).toStrictEqual([date, balancesOn(inTime, date)]);
  });

  it('is not what was known on an earlier day', () => {
    expect(asOf(beginning, '2019-12-31', '2019-12-31').every(({ recordedAt }) => recordedAt !== undefined)).toBe(true);
  });
});

describe('a late fact has two times', () => {
  // Notice of 17 October, of which the ledger hears on 20 November.
  const log = logOf(
    [reserve('2019-09-06'), '2019-09-06'],
    [open('2019-09-09'), '2019-09-09'],
    [settle('2019-10-01'), '2019-10-01'],
    [settle('2019-11-01'), '2019-11-01'],
    [terminate('2019-10-17', '2019-10-31'), '2019-11-20'],
  );
  const inTimeNotice = logOf(
    [reserve('2019-09-06'), '2019-09-06'],
    [open('2019-09-09'), '2019-09-09'],
    [terminate('2019-10-17', '2019-10-31'), '2019-10-17'],
  );

  it('as known before it was heard of, it has not happened', () => {
    expect(balancesOn(log, '2019-11-05', '2019-11-05')).toStrictEqual([0, 135_693, 364_307, 0]);
    expect(statement(log, '2019-10-17', '2019-10-17', '2019-11-19').entries).toStrictEqual([]);
  });

  it('as known now, the balance of each day is what it would have been in time', () => {
    for (const date of ['2019-10-16', '2019-11-01', '2019-11-20', '2019-12-01', '2020-01-01'])
      expect([date, balancesOn(log, date)]).toStrictEqual([date, balancesOn(inTimeNotice, date)]);
  });

  it('as known now, what is available was available from the day of the notice', () => {
    expect(balancesOn(log, '2019-10-20')[0]).toBe(rub('2,713.86'));
  });

  it('stands in the statement on its own day, with the time at which it was recorded', () => {
    const { entries } = statement(log, '2019-10-10', '2019-10-31');
    expect(entries).toMatchObject([
      {
        event: { type: 'ContractTerminated', on: '2019-10-17', released: 135_693, refunded: 135_693 },
        recordedAt: noon('2019-11-20'),
      },
    ]);
  });

  it('is known from the instant of its recording on', () => {
    expect(statement(log, '2019-10-17', '2019-10-17', '2019-11-20').entries).toHaveLength(1);
  });

  it('leaves the months of the contract as they are in the account: what came back is not debited', () => {
    const months = (history: readonly Recorded[]): readonly (readonly [string, string, number])[] =>
      accountView('holder', history, day('2019-11-20')).contracts.flatMap((contract) =>
        contract.months.map((part) => [part.month, part.status, part.debitedKopecks] as const),
      );
    const expected = [
      ['2019-09', 'debited', 92_921],
      ['2019-10', 'debited', 135_693],
      ['2019-11', 'returned', 0],
      ['2019-12', 'returned', 0],
    ];
    expect(months(asOf(inTimeNotice, '2019-11-20'))).toStrictEqual(expected);
    expect(months(asOf(log, '2019-11-20'))).toStrictEqual(expected);
    expect(months(asOf(log, '2019-11-20', '2019-11-19'))[2]).toStrictEqual(['2019-11', 'debited', 135_693]);
  });

  it('can be shown when it is a withdrawal', () => {
    const late = logOf(
      [reserve('2019-08-20'), '2019-08-20'],
      [open('2019-08-25'), '2019-08-25'],
      [settle('2019-10-01'), '2019-10-01'],
      [release('2019-08-30'), '2019-10-02'],
    );
    expect(balancesOn(late, '2019-10-02')).toStrictEqual([500_000, 0, 0, 0]);
    const [contract] = accountView('holder', asOf(late, '2019-10-02'), day('2019-10-02')).contracts;
    expect(contract?.months.map((part) => part.debitedKopecks)).toStrictEqual([0, 0, 0, 0]);
  });

  it('can be shown when it is a report of a month that had not begun', () => {
    const late = logOf(
      [reserve('2019-09-06'), '2019-09-06'],
      [open('2019-09-09'), '2019-09-09'],
      [settle('2019-10-01'), '2019-10-01'],
      [report('2019-09-28', lessons('2019-10', 6, 8)), '2019-10-02'],
    );
    expect(balancesOn(late, '2019-10-02')).toStrictEqual([33_923, 271_386, 194_691, 0]);
    expect(() => accountView('holder', asOf(late, '2019-10-02'), day('2019-10-02'))).not.toThrow();
  });

  // There is no certificate any more to which it could return: docs/rules.md §4, lateness.
  it('that comes after the end of the period returns to the budget, on its own date', () => {
    const late = logOf(
      [reserve('2019-09-06'), '2019-09-06'],
      [open('2019-09-09'), '2019-09-09'],
      [settle('2020-01-01'), '2020-01-01'],
      [terminate('2019-10-17', '2019-10-31'), '2020-01-02'],
    );
    expect(balancesOn(late, '2020-01-02')).toStrictEqual([0, 0, 228_614, 271_386]);
    expect(balancesOn(late, '2019-11-15')[3]).toBe(271_386);
    expect(balancesOn(late, '2019-11-15', '2020-01-01')[3]).toBe(0);
  });

  it('that reverses an expiry leaves no day on which the money was gone', () => {
    const late = logOf(
      [reserve('2019-09-06', { place: placeWorth(rub('9,000')) }), '2019-09-06'],
      [settle('2020-01-01'), '2020-01-01'],
      [reserve('2019-12-30', { contract: 'c2' }), '2020-01-02'],
    );
    const c1 = rub('6,681.02');
    const rest = rub('9,000') - c1;
    expect(balancesOn(late, '2019-12-30')).toStrictEqual([0, rub('9,000'), 0, 0]);
    expect(balancesOn(late, '2020-01-01')).toStrictEqual([0, rub('9,000'), 0, 0]);
    expect(balancesOn(late, '2020-01-01', '2020-01-01')).toStrictEqual([0, c1, 0, rest]);
    expect(statement(late, '2020-01-01', '2020-01-01').entries.map(({ event }) => event.type)).toStrictEqual([
      'PeriodExpired',
      'ExpiryReversed',
      'PeriodExpired',
    ]);
  });
});

describe('the personal cabinet', () => {
  it('shows validity, remainder and every contract with its months', () => {
    const log = logOf(
      [reserve('2019-09-06'), '2019-09-06'],
      [open('2019-09-09'), '2019-09-09'],
      [reserve('2019-09-10', { contract: 'c2' }), '2019-09-10'],
      [report('2019-09-30', lessons('2019-09', 6, 8)), '2019-09-30'],
    );
    expect(accountView('holder', asOf(log, '2019-10-01'), day('2019-10-01'))).toStrictEqual({
      holder: 'holder',
      asOf: '2019-10-01',
      certificates: [
        {
          programme: autumn.financingProgramme,
          number: '4700000001',
          certificateGroup: 'general',
          validFrom: '2019-09-01',
          validToExclusive: '2020-01-01',
          nominalKopecks: 500_000,
          availableKopecks: 23_230,
          reservedKopecks: 271_386,
          spentKopecks: 205_384,
          expiredKopecks: 0,
        },
      ],
      contracts: [
        {
          contract: 'c1',
          programme: autumn.financingProgramme,
          groupId: '700000',
          providerId: '22003',
          status: 'open',
          start: '2019-09-10',
          lastDay: '2019-12-31',
          fullPriceKopecks: 742_335,
          shareKopecks: 500_000,
          coPaymentKopecks: 242_335,
          coPaymentDueKopecks: 99_544,
          months: [
            {
              month: '2019-09',
              shareKopecks: 92_921,
              coPaymentKopecks: 45_037,
              coPaymentDueKopecks: 33_778,
              debitedKopecks: 69_691,
              status: 'debited',
              held: 6,
              planned: 8,
            },
            {
              month: '2019-10',
              shareKopecks: 135_693,
              coPaymentKopecks: 65_766,
              coPaymentDueKopecks: 65_766,
              debitedKopecks: 135_693,
              status: 'debited',
            },
            {
              month: '2019-11',
              shareKopecks: 135_693,
              coPaymentKopecks: 65_766,
              coPaymentDueKopecks: 0,
              debitedKopecks: 0,
              status: 'reserved',
            },
            {
              month: '2019-12',
              shareKopecks: 135_693,
              coPaymentKopecks: 65_766,
              coPaymentDueKopecks: 0,
              debitedKopecks: 0,
              status: 'reserved',
            },
          ],
        },
        {
          contract: 'c2',
          programme: autumn.financingProgramme,
          groupId: '700000',
          providerId: '22003',
          status: 'refused',
          reason: 'insufficient-funds',
          start: '2019-09-10',
          months: [],
        },
      ],
    });
  });

  it('shows nothing of what was not yet', () => {
    expect(accountView('holder', asOf(inTime, '2019-09-05'), day('2019-09-05'))).toStrictEqual({
      holder: 'holder',
      asOf: '2019-09-05',
      certificates: [],
      contracts: [],
    });
  });
});
