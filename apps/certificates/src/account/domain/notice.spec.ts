import { describe, expect, it } from '@jest/globals';
import { after, given } from '../account.testing.js';
import {
  balances,
  day,
  debited,
  issued,
  lessons,
  noticeRevoked,
  open,
  concluded,
  reserve,
  reserved,
  revocationRefused,
  revoke,
  rub,
  settle,
  terminated,
  released,
  report,
} from '../account-events.testing.js';
import type { AccountCommand } from './commands.js';

const LAST = '2019-12-31';
const enrolled = [
  issued('2019-09-05', rub('5,000')),
  reserved('2019-09-06'),
  concluded('2019-09-09'),
  debited('2019-09-09', '2019-09', rub('929.21')),
];
const inNovember = [
  ...enrolled,
  debited('2019-10-01', '2019-10', rub('1,356.93')),
  debited('2019-11-01', '2019-11', rub('1,356.93')),
];
/** A paper of 31 October, entered on 2 November. */
const paper: AccountCommand = {
  type: 'Terminate',
  on: day('2019-10-31'),
  contract: 'c1',
  by: 'family',
  lastDay: day('2019-10-31'),
  enteredOn: day('2019-11-02'),
  notice: 0,
};
const paperNotice = terminated('2019-10-31', '2019-10-31', { releases: rub('1,356.93'), refunds: rub('1,356.93') });

describe('a notice on paper', () => {
  it('is dated by the paper: the month after it, already debited, returns', () => {
    given(inNovember).when(paper).thenBooks([paperNotice]);
  });

  it('is the same whether or not the run of the 1st came first', () => {
    const run = after(reserve('2019-09-06'), open('2019-09-09'), settle('2019-11-01'), paper);
    const noRun = after(reserve('2019-09-06'), open('2019-09-09'), paper);
    expect(balances(noRun.account)).toStrictEqual(balances(run.account));
    expect(noRun.events.map(({ type, on }) => [type, on])).toStrictEqual(run.events.map(({ type, on }) => [type, on]));
  });

  it('entered after the period gives back to the budget, whether or not the period’s end was booked', () => {
    const late = { ...paper, enteredOn: day('2020-01-02') } as const;
    const start = [reserve('2019-09-06'), open('2019-09-09')];
    const booked = after(...start, settle('2020-01-01'), late);
    const notBooked = after(...start, late);
    expect(balances(booked.account)).toStrictEqual([0, 0, rub('2,286.14'), rub('2,713.86')]);
    expect(notBooked.events).toStrictEqual(booked.events);
  });

  it('never moves the last day forward', () => {
    const ended = after(reserve('2019-09-06', { lastDay: day('2019-11-15') }), open('2019-09-09'));
    const forward = { ...paper, lastDay: day('2019-11-30'), on: day('2019-11-10'), enteredOn: undefined };
    given(ended.events)
      .when(forward)
      .thenBooks([
        debited('2019-10-01', '2019-10', ended.account.contracts.get('c1') ? partOf(ended, 1) : rub('0')),
        debited('2019-11-01', '2019-11', partOf(ended, 2)),
        terminated('2019-11-10', '2019-11-15', { releases: rub('0') }),
      ]);
  });
});

const partOf = ({ account }: ReturnType<typeof after>, index: number) => {
  const contract = account.contracts.get('c1');
  if (!contract || contract.status === 'refused') throw new Error('no such contract');
  return contract.months[index]?.share ?? rub('0');
};

// A notice for the wrong child or the wrong day could only be mended by a script.
describe('a notice that is taken back', () => {
  const revoked = noticeRevoked('2019-11-02', '2019-10-31', { reserves: rub('1,356.93'), debits: rub('1,356.93') });

  it('binds again what it gave back, by an entry that names it', () => {
    given([...inNovember, paperNotice])
      .when(revoke('2019-11-02', LAST))
      .thenBooks([revoked]);
  });

  it('leaves the account as if it had never been given', () => {
    const start = [reserve('2019-09-06'), open('2019-09-09')] as const;
    const never = after(...start, settle('2020-01-01')).account;
    const mistaken = after(...start, paper, revoke('2019-11-02', LAST), settle('2020-01-01')).account;
    expect(balances(mistaken)).toStrictEqual(balances(never));
    const months = (account: typeof never) => {
      const contract = account.contracts.get('c1');
      return contract && 'months' in contract && contract.months;
    };
    expect(mistaken.contracts.get('c1')).toMatchObject({ status: 'concluded', lastDay: LAST });
    expect(months(mistaken)).toStrictEqual(months(never));
  });

  it('is taken back once; a notice given again is another one, and the first heard again changes nothing', () => {
    const again = { ...paper, notice: 1 } as const;
    const { account, events } = after(
      reserve('2019-09-06'),
      open('2019-09-09'),
      paper,
      revoke('2019-11-02', LAST),
      revoke('2019-11-02', LAST),
      paper,
      again,
      again,
      paper,
    );
    expect(account.contracts.get('c1')).toMatchObject({ status: 'terminated', notices: 2, revocations: 1 });
    expect(events.filter(({ type }) => type === 'ContractTerminated')).toHaveLength(2);
  });

  it('may have been a withdrawal before the start', () => {
    const withdrawn: AccountCommand = {
      type: 'Release',
      on: day('2019-09-09'),
      contract: 'c1',
      reason: 'withdrawn',
      notice: 0,
    };
    given([...enrolled, released('2019-09-09', { releases: rub('4,070.79'), refunds: rub('929.21') })])
      .when(revoke('2019-09-09', LAST))
      .thenBooks([noticeRevoked('2019-09-09', '2019-09-09', { reserves: rub('4,070.79'), debits: rub('929.21') })]);
    expect(
      after(reserve('2019-09-06'), open('2019-09-09'), withdrawn, revoke('2019-09-09', LAST)).account.contracts.get(
        'c1',
      ),
    ).toMatchObject({ status: 'concluded' });
  });

  it('stands where the money has been bound elsewhere meanwhile', () => {
    const elsewhere = reserve('2019-11-02', {
      contract: 'c2',
      place: undefined,
      terms: { ...reserve('2019-11-02').terms, start: day('2019-11-03') },
    });
    const { events } = after(reserve('2019-09-06'), open('2019-09-09'), paper, elsewhere, revoke('2019-11-02', LAST));
    expect(events.at(-1)).toStrictEqual(revocationRefused('2019-11-02', 'insufficient-funds'));
  });

  // An early version let lessons be reported of a month to come. The revocation spent what that month gave back only later,
  // and the next reserve of the child found less than nothing.
  it('counts the money of its day, not what an account that ran ahead has booked since', () => {
    const start = [
      reserve('2019-09-06'),
      open('2019-09-09'),
      report('2019-09-09', lessons('2019-12', 0, 8)),
      settle('2019-12-02'),
    ] as const;
    const notice = {
      ...paper,
      on: day('2019-11-05'),
      enteredOn: day('2019-11-05'),
      lastDay: day('2019-11-30'),
    } as const;
    const elsewhere = reserve('2019-11-05', {
      contract: 'c2',
      place: undefined,
      terms: { ...reserve('2019-11-05').terms, start: day('2019-12-03') },
    });
    const inOrder = after(...start.slice(0, 3), notice, elsewhere, revoke('2019-11-05', LAST));
    const ranAhead = after(...start, notice, elsewhere, revoke('2019-11-05', LAST));
    for (const { events } of [inOrder, ranAhead])
      expect(events.at(-1)).toStrictEqual(revocationRefused('2019-11-05', 'insufficient-funds'));
    expect(() =>
      after(...start, notice, elsewhere, revoke('2019-11-05', LAST), reserve('2019-11-05', { contract: 'c3' })),
    ).not.toThrow();
  });

  it('takes after the period what it had let expire', () => {
    const late = { ...paper, on: day('2019-12-05'), lastDay: day('2019-12-31'), enteredOn: day('2020-01-02') } as const;
    const wrong = { ...late, on: day('2019-11-30'), lastDay: day('2019-11-30') } as const;
    const start = [reserve('2019-09-06'), open('2019-09-09'), settle('2020-01-01')] as const;
    expect(balances(after(...start, wrong).account)[3]).toBe(rub('1,356.93'));
    expect(balances(after(...start, wrong, revoke('2020-01-02', LAST)).account)).toStrictEqual([0, 0, rub('5,000'), 0]);
  });

  // The report was ignored, and the month cost its full part for ever.
  it('finds the lessons that were reported of its months meanwhile', () => {
    const start = [reserve('2019-09-06'), open('2019-09-09')] as const;
    const reportOf = (on: string) => report(on, lessons('2019-11', 6, 8));
    const never = after(...start, settle('2019-11-02'), reportOf('2019-11-02'), settle('2020-01-01')).account;
    const mistaken = after(...start, paper, reportOf('2019-11-02'), revoke('2019-11-02', LAST), settle('2020-01-01'));
    expect(balances(mistaken.account)).toStrictEqual(balances(never));
  });

  // The application waited for an answer that was never given again.
  it('is answered once more where the answer was lost, and refused where an operator discards the question', () => {
    const beforeAsking = [reserve('2019-09-06'), open('2019-09-09'), paper] as const;
    const again = { ...revoke('2019-11-02', LAST), attempt: 1 } as const;
    const about = { type: 'AnswerRepeated', on: '2019-11-02', contract: 'c1', attempt: 1, notice: 0 };
    const granted = after(...beforeAsking, revoke('2019-11-02', LAST), again, again);
    expect(granted.events.at(-1)).toMatchObject({ ...about, answer: 'notice-revoked' });
    expect(granted.events.filter(({ type }) => type === 'AnswerRepeated')).toHaveLength(1);
    const discarded = { ...revoke('2019-11-02', LAST), isDiscarded: true } as const;
    const refused = after(...beforeAsking, discarded, again);
    expect(refused.events.slice(-2)).toMatchObject([
      { type: 'NoticeRevocationRefused', reason: 'request-discarded' },
      { ...about, answer: 'notice-revocation-refused', reason: 'request-discarded' },
    ]);
  });

  it('is none where there is no notice', () => {
    given(enrolled)
      .when(revoke('2019-09-10', LAST))
      .thenBooks([revocationRefused('2019-09-10', 'notice-not-revocable')]);
  });
});
