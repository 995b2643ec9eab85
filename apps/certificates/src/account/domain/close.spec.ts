import { describe, expect, it } from '@jest/globals';
import { kopecks, type CalendarDate } from '@lib/kernel';
import { after, given } from '../account.testing.js';
import {
  autumn,
  balances,
  chess,
  closed,
  costing,
  day,
  debited,
  expired,
  issued,
  lessons,
  concluded,
  placeWorth,
  refused,
  released,
  report,
  reported,
  reserve,
  reserved,
  open,
  rub,
  settle,
  terminate,
  terminated,
} from '../account-events.testing.js';
import { emptyAccount, evolve, type Account } from './account.js';
import { closeCertificate } from './close.js';
import { decide } from './decide.js';
import type { AccountEvent } from './events.js';

const { financingProgramme } = autumn;
const accountOf = (history: readonly AccountEvent[]): Account => history.reduce(evolve, emptyAccount);
const close = (account: Account, on: string, reason: 'moved' | 'age' = 'moved') =>
  closeCertificate(account, { on: day(on), financingProgramme, reason });
/** What closing books; the account can follow it, and closing again books nothing. */
const closing = (history: readonly AccountEvent[], on: string): readonly AccountEvent[] => {
  const account = accountOf(history);
  const booked = close(account, on);
  if (!booked.ok) throw new Error(booked.error.reason);
  const done = booked.value.reduce(evolve, account);
  expect(close(done, on, 'age')).toStrictEqual({ ok: true, value: [] });
  expect(close(done, '2019-12-31')).toStrictEqual({ ok: true, value: [] });
  return booked.value;
};
const byOperator = (event: ReturnType<typeof terminated>) => ({ ...event, by: 'operator' as const });
const enrolled = [issued('2019-09-05', rub('5,000')), reserved('2019-09-06'), concluded('2019-09-09')];
const september = debited('2019-09-09', '2019-09', rub('929.21'));
const october = debited('2019-10-01', '2019-10', rub('1,356.93'));

describe('closing a certificate (docs/rules.md §4 and §6)', () => {
  it('expires all of one that nothing has been taken from', () => {
    expect(closing([issued('2019-09-05', rub('5,000'))], '2019-09-06')).toStrictEqual([
      closed('2019-09-06', rub('5,000')),
    ]);
  });

  it('ends a contract with the month of that day, of which the months after return and expire', () => {
    expect(closing([...enrolled, september], '2019-10-17')).toStrictEqual([
      october,
      byOperator(terminated('2019-10-17', '2019-10-31', { releases: rub('2,713.86') })),
      closed('2019-10-17', rub('2,713.86')),
    ]);
  });

  it('lets a contract that has not begun go back whole, with a first month that was debited', () => {
    expect(closing([...enrolled, september], '2019-09-09')).toStrictEqual([
      released('2019-09-09', { releases: rub('4,070.79'), refunds: rub('929.21') }, 'certificate-closed'),
      closed('2019-09-09', rub('5,000')),
    ]);
    expect(closing([...enrolled, september], '2019-09-10')).toStrictEqual([
      byOperator(terminated('2019-09-10', '2019-09-30', { releases: rub('4,070.79') })),
      closed('2019-09-10', rub('4,070.79')),
    ]);
  });

  it('releases what was reserved and not concluded, even where the start has come', () => {
    expect(closing(enrolled.slice(0, 2), '2019-10-17')).toStrictEqual([
      released('2019-10-17', { releases: rub('5,000') }, 'certificate-closed'),
      closed('2019-10-17', rub('5,000')),
    ]);
  });

  it('leaves a contract alone that ends by a notice already', () => {
    const noticed = [...enrolled, september, terminated('2019-09-20', '2019-09-30', { releases: rub('4,070.79') })];
    expect(closing(noticed, '2019-09-25')).toStrictEqual([closed('2019-09-25', rub('4,070.79'))]);
  });

  it('ends a contract in its last month, where nothing returns', () => {
    const months = [september, october, debited('2019-11-01', '2019-11', rub('1,356.93'))];
    expect(closing([...enrolled, ...months], '2019-12-05')).toStrictEqual([
      debited('2019-12-01', '2019-12', rub('1,356.93')),
      byOperator(terminated('2019-12-05', '2019-12-31', { releases: rub('0') })),
      closed('2019-12-05', rub('0')),
    ]);
  });

  it('leaves a contract alone that has ended, and one that it pays nothing of', () => {
    const { account } = after(
      reserve('2019-09-06', { contract: 'short', terms: { ...costing(rub('100')), groupLastDay: day('2019-09-20') } }),
      open('2019-09-09', [], 'short'),
      reserve('2019-09-06', { contract: 'free', terms: { ...chess, price: rub('0') } }),
      open('2019-09-09', [], 'free'),
    );
    expect(close(account, '2019-10-17')).toStrictEqual({ ok: true, value: [closed('2019-10-17', rub('4,900'))] });
  });

  it('books first what has expired by the calendar, and then has nothing left to expire', () => {
    expect(closing([issued('2019-09-05', rub('5,000'))], '2020-01-05')).toStrictEqual([
      expired(rub('5,000')),
      closed('2020-01-05', rub('0')),
    ]);
  });

  it('is refused where the child has no certificate of the programme', () => {
    const rejection = { ok: false, error: { reason: 'unknown-certificate', programme: financingProgramme } };
    expect(close(emptyAccount, '2019-09-06')).toStrictEqual(rejection);
    expect(close(accountOf([refused('2019-09-06', 'no-certificate-place')]), '2019-09-06')).toStrictEqual(rejection);
  });

  it('touches no certificate of another programme', () => {
    const next: AccountEvent = {
      ...issued('2020-01-05', rub('3,000')),
      financingProgramme: 'next',
      from: day('2020-01-01'),
      toExclusive: day('2020-06-01'),
    };
    const account = accountOf([issued('2019-09-05', rub('5,000')), expired(rub('5,000')), next]);
    const booked = close(account, '2020-01-10');
    const done = (booked.ok ? booked.value : []).reduce(evolve, account);
    expect(balances(done, 'next')).toStrictEqual([rub('3,000'), 0, 0, 0]);
  });
});

describe('a closed certificate', () => {
  const history = [
    ...enrolled,
    september,
    october,
    byOperator(terminated('2019-10-17', '2019-10-31', { releases: rub('2,713.86') })),
    closed('2019-10-17', rub('2,713.86')),
  ];

  it('gives no more money, and its contracts fall due no further', () => {
    given(history)
      .when(reserve('2019-10-18', { contract: 'c2' }))
      .thenBooks([refused('2019-10-18', 'certificate-closed', 'c2')]);
    given(history).when(settle('2020-03-01')).thenNothing();
    expect(balances(accountOf(history))).toStrictEqual([0, 0, rub('2,286.14'), rub('2,713.86')]);
  });

  it('gives none to a request either that was dated before and is heard of later', () => {
    given(history)
      .when(reserve('2019-10-16', { contract: 'c2' }))
      .thenBooks([refused('2019-10-16', 'certificate-closed', 'c2')]);
  });

  it('expires what lessons bring back', () => {
    given(history)
      .when(report('2019-11-03', lessons('2019-10', 6, 8)))
      .thenBooks([reported('2019-11-03', lessons('2019-10', 6, 8), rub('339.23'), 'expired')]);
  });

  it('still pays nothing against a free club', () => {
    const decision = decide(
      accountOf(history),
      reserve('2019-10-18', { contract: 'c2', terms: { ...chess, price: rub('0') } }),
    );
    expect(decision).toMatchObject({ ok: true, value: [{ type: 'FundsReserved', share: 0 }] });
  });

  it('is not moved by what was on its way when it was closed', () => {
    given(history).when(terminate('2019-10-17', '2019-10-31')).thenNothing();
    const withdrawn = [
      ...enrolled.slice(0, 2),
      released('2019-09-07', { releases: rub('5,000') }, 'certificate-closed'),
    ];
    given([...withdrawn, closed('2019-09-07', rub('5,000'))])
      .when(open('2019-09-07'))
      .thenNothing();
  });
});

// A child that moved had two full nominals for the same months.
describe('a certificate of another financingProgramme for some of the same days', () => {
  const elsewhere = (from: string, toExclusive: string): AccountEvent => ({
    ...issued('2019-09-05', rub('5,000')),
    financingProgramme: 'elsewhere',
    from: day(from),
    toExclusive: day(toExclusive),
  });
  const asking = (history: readonly AccountEvent[], on: string): unknown => {
    const decision = decide(accountOf(history), { ...reserve(on), place: placeWorth(rub('5,000')) });
    return decision.ok ? decision.value.map((event) => ('reason' in event ? event.reason : event.type)) : decision;
  };
  const granted = ['CertificateIssued', 'FundsReserved'];

  it.each([
    ['2019-09-01', '2020-01-01'],
    ['2019-01-01', '2019-09-10'],
    ['2019-12-31', '2020-06-01'],
    ['2018-01-01', '2021-01-01'],
  ])('keeps the child from a second one: %s to %s', (from, toExclusive) => {
    expect(asking([elsewhere(from, toExclusive)], '2019-09-06')).toStrictEqual(['certificate-elsewhere']);
  });

  it.each([
    ['2020-01-01', '2020-06-01'],
    ['2019-01-01', '2019-09-01'],
  ])('is none that shares no day: %s to %s', (from, toExclusive) => {
    expect(asking([elsewhere(from, toExclusive)], '2019-09-06')).toEqual(expect.arrayContaining(granted));
  });

  it('is none that was closed, or whose period was over on the day of the request', () => {
    const first = elsewhere('2019-01-01', '2019-09-08');
    const gone: AccountEvent = { ...closed('2019-09-06', rub('5,000')), financingProgramme: 'elsewhere' };
    expect(asking([first], '2019-09-07')).toStrictEqual(['certificate-elsewhere']);
    expect(asking([first, gone], '2019-09-07')).toStrictEqual(granted);
    expect(asking([first], '2019-09-08')).toStrictEqual(['PeriodExpired', ...granted]);
  });

  it('does not stand in the way of one that the child has already', () => {
    const both = [issued('2019-09-05', rub('5,000')), elsewhere('2019-09-01', '2020-01-01')];
    expect(asking(both, '2019-09-06')).toStrictEqual(['FundsReserved']);
  });

  it('is told before the closing of this one, and after what is free', () => {
    const moved = [issued('2019-09-05', rub('5,000')), closed('2019-09-06', rub('5,000'))];
    expect(asking([...moved, elsewhere('2019-09-01', '2020-01-01')], '2019-09-07')).toStrictEqual([
      'certificate-elsewhere',
    ]);
    const free = reserve('2019-09-07', { terms: { ...chess, normativeCost: rub('0') }, place: undefined });
    expect(decide(accountOf([elsewhere('2019-09-01', '2020-01-01')]), free)).toMatchObject({
      ok: true,
      value: [{ type: 'FundsReserved' }],
    });
  });
});

describe('whatever has happened to a certificate before it is closed', () => {
  const days: readonly CalendarDate[] = ['09-06', '09-09', '09-10', '09-30', '10-01', '11-30', '12-31'].map((text) =>
    day(`2019-${text}`),
  );

  it('nothing is left available, nothing is lost, and a late fact changes no kopeck of the sum', () => {
    for (const on of days) {
      const { account } = after(reserve('2019-09-06'), open('2019-09-06'));
      const booked = close(account, on);
      const done = (booked.ok ? booked.value : []).reduce(evolve, account);
      const settled = decide(done, settle('2020-02-01'));
      const end = (settled.ok ? settled.value : []).reduce(evolve, done);
      const [available, bound, spent, lapsed] = balances(end);
      expect([available, bound]).toStrictEqual([0, 0]);
      expect(kopecks((spent ?? 0) + (lapsed ?? 0))).toBe(rub('5,000'));
    }
  });

  it('the account ends as by a notice of that day', () => {
    for (const on of days.filter((one) => one >= chess.start)) {
      const { account } = after(reserve('2019-09-06'), open('2019-09-06'));
      const booked = close(account, on);
      const byClosing = (booked.ok ? booked.value : []).reduce(evolve, account);
      const lastDay = `${on.slice(0, 7)}-${on.startsWith('2019-09') || on.startsWith('2019-11') ? '30' : '31'}`;
      const byNotice = after(reserve('2019-09-06'), open('2019-09-06'), terminate(on, lastDay), settle('2020-01-01'));
      expect(balances(byClosing)).toStrictEqual(balances(byNotice.account));
    }
  });
});
