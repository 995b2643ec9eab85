import { describe, expect, it } from '@jest/globals';
import { month } from '@lib/kernel';
import { emptyAccount, evolve } from './account.js';
import type { AccountCommand } from './commands.js';
import { after, given } from '../account.testing.js';
import { nextDue, settleDue } from './due.js';
import {
  autumn,
  balances,
  chess,
  costing,
  day,
  debited,
  expired,
  expiryReversed,
  issued,
  lessons,
  open,
  concluded,
  placeWorth,
  release,
  report,
  reserve,
  reserved,
  rub,
  settle,
  terminate,
  terminated,
} from '../account-events.testing.js';

const fiveThousand = issued('2019-09-05', rub('5,000'));
const enrolled = [
  fiveThousand,
  reserved('2019-09-06'),
  concluded('2019-09-09'),
  debited('2019-09-09', '2019-09', rub('929.21')),
];

describe('the account of example 1.1, day by day (docs/examples.md §2)', () => {
  it.each([
    ['2019-09-05', 'certificate issued', '5,000.00', '0', '0'],
    ['2019-09-06', 'reserve', '0', '5,000.00', '0'],
    ['2019-09-09', 'contract concluded', '0', '4,070.79', '929.21'],
    ['2019-09-30', 'nothing', '0', '4,070.79', '929.21'],
    ['2019-10-01', 'October due', '0', '2,713.86', '2,286.14'],
    ['2019-11-01', 'November due', '0', '1,356.93', '3,643.07'],
    ['2019-12-01', 'December due', '0', '0', '5,000.00'],
    ['2020-01-01', 'the end of the period', '0', '0', '5,000.00'],
  ])('%s %s', (date, _, available, bound, spent) => {
    const season = [fiveThousand, reserved('2019-09-06'), concluded('2019-09-09')].filter(({ on }) => on <= date);
    const account = season.reduce(evolve, emptyAccount);
    const settled = settleDue(account, day(date)).reduce(evolve, account);
    expect(balances(settled)).toStrictEqual([rub(available), rub(bound), rub(spent), 0]);
  });
});

describe('what is due', () => {
  it('is booked with the date of its falling due, however late the run', () => {
    given(enrolled)
      .when(settle('2020-02-20'))
      .thenBooks([
        debited('2019-10-01', '2019-10', rub('1,356.93')),
        debited('2019-11-01', '2019-11', rub('1,356.93')),
        debited('2019-12-01', '2019-12', rub('1,356.93')),
        expired(rub('0')),
      ]);
  });

  it('is booked on its day and not the day before', () => {
    given(enrolled).when(settle('2019-09-30')).thenNothing();
    given(enrolled)
      .when(settle('2019-10-01'))
      .thenBooks([debited('2019-10-01', '2019-10', rub('1,356.93'))]);
  });

  it('is once at once what it is day by day', () => {
    const start = enrolled.reduce(evolve, emptyAccount);
    const atOnce = settleDue(start, day('2020-01-01'));
    let account = start;
    const byDays = ['2019-09-30', '2019-10-01', '2019-10-02', '2019-11-01', '2019-12-31', '2020-01-01'].flatMap(
      (date) => {
        const events = settleDue(account, day(date));
        account = events.reduce(evolve, account);
        return events;
      },
    );
    expect(byDays).toStrictEqual(atOnce);
    expect(settleDue(account, day('2021-01-01'))).toStrictEqual([]);
  });

  it('is in the order of the dates, over several contracts', () => {
    const { events } = after(
      reserve('2019-09-06', { place: placeWorth(rub('20,000')) }),
      reserve('2019-09-06', { contract: 'c2' }),
      open('2019-10-15', [], 'c2'),
      open('2019-10-20'),
      settle('2020-01-01'),
    );
    const dates = events.map((event) => event.on);
    expect(dates).toStrictEqual([...dates].sort());
    expect(events.filter((event) => event.type === 'MonthDebited')).toHaveLength(8);
  });

  it('puts what the debits return into the same expiry', () => {
    const { events, account } = after(
      reserve('2019-09-06'),
      open('2019-09-09'),
      report('2019-11-20', lessons('2019-12', 6, 8)),
      settle('2020-03-01'),
    );
    expect(events.at(-1)).toStrictEqual(expired(rub('339.23')));
    expect(balances(account)).toStrictEqual([0, 0, 466_077, 33_923]);
  });

  it('belongs to its own programme', () => {
    const spring = {
      ...autumn,
      financingProgramme: '4705-2020-spring',
      from: day('2020-01-01'),
      toExclusive: day('2020-06-01'),
    };
    const terms = { ...chess, financingProgramme: spring.financingProgramme, start: day('2020-01-10') };
    const { account, events } = after(
      reserve('2019-09-06', { place: placeWorth(rub('9,000')) }),
      open('2019-09-09'),
      reserve('2019-12-20', { contract: 'c2', rules: spring, terms, place: placeWorth(rub('3,000')) }),
      open('2019-12-21', [], 'c2'),
      settle('2020-02-01'),
    );
    // 9,000.00 − 6,681.02; the certificate of the spring keeps what it has.
    expect(events.filter((event) => event.type === 'PeriodExpired')).toStrictEqual([expired(rub('2,318.98'))]);
    expect(balances(account)).toStrictEqual([0, 0, 668_102, 231_898]);
    expect(account.certificates.get(spring.financingProgramme)?.closed).toBe(false);
  });
});

describe('the next date on which something is due', () => {
  it.each([
    ['nothing, for an account without a certificate', [], undefined],
    ['the end of the period, for a certificate', [fiveThousand], '2020-01-01'],
    ['the end of the period, while nothing is concluded', [fiveThousand, reserved('2019-09-06')], '2020-01-01'],
    [
      'the conclusion, until its months are debited',
      [fiveThousand, reserved('2019-09-06'), concluded('2019-09-09')],
      '2019-09-09',
    ],
    ['the 1st of the next month', enrolled, '2019-10-01'],
    [
      'the end of the period, after a notice',
      [...enrolled, terminated('2019-09-30', '2019-09-30', { releases: rub('4,070.79') })],
      '2020-01-01',
    ],
    ['nothing, when the period is over', [fiveThousand, expired(rub('5,000'))], undefined],
  ])('is %s', (_, history, date) => {
    const account = history.reduce(evolve, emptyAccount);
    expect(nextDue(account)).toBe(date);
    if (date !== undefined) expect(settleDue(account, day(date))).not.toStrictEqual([]);
  });
});

// A fact belongs to the date on which it happened (docs/rules.md §4, lateness).
describe('a fact that arrives late leaves the account as if it had come in time:', () => {
  const ends = '2020-03-01';
  const nine = { place: placeWorth(rub('9,000')) };
  const sameInTheEnd = (facts: readonly AccountCommand[], late: AccountCommand, known: string): void => {
    const inTime = after(...facts, settle(ends)).account;
    const at = facts.indexOf(late);
    const delayed = after(...facts.slice(0, at), settle(known), ...facts.slice(at), settle(ends)).account;
    expect(balances(delayed)).toStrictEqual(balances(inTime));
    const contractsOf = ({ contracts }: typeof inTime) =>
      [...contracts.values()].map((contract) => {
        if (contract.status === 'refused') return { ...contract, facts: [] };
        // A debit that was booked before its month was given back is a fact of the late account alone.
        const months = contract.months.map((part) => ({ ...part, isDebitBooked: part.status === 'debited' }));
        return { ...contract, months, facts: [] };
      });
    expect(contractsOf(delayed)).toStrictEqual(contractsOf(inTime));
  };
  const second = reserve('2019-10-20', { contract: 'c2' });
  const facts = [
    reserve('2019-09-06', nine),
    open('2019-09-09'),
    report('2019-10-18', lessons('2019-10', 6, 8)),
    second,
    open('2019-10-21', [lessons('2019-10', 6, 8)], 'c2'),
    terminate('2019-11-05', '2019-11-30'),
    release('2019-12-31', 'c2'),
  ];

  it.each(
    facts.flatMap((fact) =>
      ['2019-12-01', '2020-01-01', '2020-02-01'].map(
        (known) => [`${fact.type} of ${fact.on}, heard of after the run of ${known}`, fact, known] as const,
      ),
    ),
  )('%s', (_, fact, known) => sameInTheEnd(facts, fact, known));

  it('a notice gives the later months back, and says apart what had been debited', () => {
    given([
      ...enrolled,
      debited('2019-10-01', '2019-10', rub('1,356.93')),
      debited('2019-11-01', '2019-11', rub('1,356.93')),
    ])
      .when(terminate('2019-10-17', '2019-10-31'))
      .thenBooks([terminated('2019-10-17', '2019-10-31', { releases: rub('1,356.93'), refunds: rub('1,356.93') })]);
  });

  it('a notice after an incomplete month of it refunds what that month cost', () => {
    const { account, events } = after(
      reserve('2019-09-06'),
      open('2019-09-09'),
      settle('2019-11-01'),
      report('2019-10-20', lessons('2019-11', 6, 8)),
      terminate('2019-10-25', '2019-10-31'),
    );
    expect(events.at(-1)).toStrictEqual(
      terminated('2019-10-25', '2019-10-31', { releases: rub('1,356.93'), refunds: rub('1,017.70') }),
    );
    expect(balances(account)).toStrictEqual([271_386, 0, 228_614, 0]);
  });

  it('a notice after the end of the period gives back to expired', () => {
    given([
      ...enrolled,
      debited('2019-10-01', '2019-10', rub('1,356.93')),
      debited('2019-11-01', '2019-11', rub('1,356.93')),
      debited('2019-12-01', '2019-12', rub('1,356.93')),
      expired(rub('0')),
    ])
      .when(terminate('2019-10-17', '2019-10-31'))
      .thenBooks([
        terminated('2019-10-17', '2019-10-31', { releases: rub('0'), refunds: rub('2,713.86'), to: 'expired' }),
      ]);
  });

  it('a conclusion after later dues books them up to where the account had come', () => {
    given([issued('2019-09-05', rub('6,000')), reserved('2019-09-06'), expired(rub('1,000'))])
      .when(open('2019-11-15'))
      .thenBooks([
        concluded('2019-11-15'),
        debited('2019-11-15', '2019-09', rub('929.21'), { to: 'expired' }),
        debited('2019-11-15', '2019-10', rub('1,356.93'), { to: 'expired' }),
        debited('2019-11-15', '2019-11', rub('1,356.93'), { to: 'expired' }),
        debited('2019-12-01', '2019-12', rub('1,356.93'), { to: 'expired' }),
      ]);
  });

  it('a reserve after the end of the period finds the money that was there, and the rest expires again', () => {
    given([issued('2019-09-05', rub('6,000')), expired(rub('6,000'))])
      .when(reserve('2019-12-31'))
      .thenBooks([
        expiryReversed(rub('6,000'), 'c1'),
        {
          ...reserved('2019-12-31'),
          share: rub('6,000'),
          coPayment: rub('1,423.35'),
          parts: [
            { month: month('2019-09'), share: rub('1,115.07'), coPayment: rub('264.54') },
            { month: month('2019-10'), share: rub('1,628.31'), coPayment: rub('386.27') },
            { month: month('2019-11'), share: rub('1,628.31'), coPayment: rub('386.27') },
            { month: month('2019-12'), share: rub('1,628.31'), coPayment: rub('386.27') },
          ],
        },
        expired(rub('0')),
      ]);
  });

  it('a first reserve after the end of the period issues and expires the rest, where the account had come that far', () => {
    const spring = {
      ...autumn,
      financingProgramme: '4705-2020',
      from: day('2020-01-01'),
      toExclusive: day('2021-01-01'),
    };
    const terms = { ...chess, financingProgramme: spring.financingProgramme, start: day('2020-01-10') };
    const { account } = after(
      reserve('2020-01-08', { contract: 'c2', rules: spring, terms }),
      reserve('2019-12-31', { place: placeWorth(rub('6,700')) }),
    );
    expect(balances(account)).toStrictEqual([0, 668_102, 0, 1_898]);
  });

  it('a reserve that is refused after the end of the period reverses nothing', () => {
    given([issued('2019-09-05', rub('0.99')), expired(rub('0.99'))])
      .when(reserve('2019-12-31'))
      .thenBooks([
        {
          type: 'ReservationRefused',
          on: day('2019-12-31'),
          contract: 'c1',
          reason: 'insufficient-funds',
          financingProgramme: chess.financingProgramme,
          group: chess.group,
          module: chess.module,
          provider: chess.provider,
          direction: chess.direction,
          start: chess.start,
        },
      ]);
  });

  it('a reserve finds what notices of before had given back, though they too came after the end', () => {
    const { account } = after(
      reserve('2019-09-06'),
      open('2019-09-09'),
      settle('2020-01-01'),
      terminate('2019-10-17', '2019-10-31'),
      reserve('2019-10-20', { contract: 'c2' }),
      open('2019-10-20', [], 'c2'),
    );
    expect(balances(account)).toStrictEqual([0, 0, 500_000, 0]);
  });

  it('a reserve finds what was released on its own day', () => {
    const { account } = after(
      reserve('2019-09-06'),
      settle('2020-01-01'),
      release('2019-12-01'),
      reserve('2019-12-01', { contract: 'c2' }),
    );
    expect(account.contracts.get('c2')).toMatchObject({ share: rub('5,000') });
  });

  it('a reserve leaves alone what a later one has taken that was heard of first', () => {
    const { account } = after(
      reserve('2019-12-01', { place: placeWorth(rub('6,000')), terms: costing(rub('5,000')) }),
      reserve('2019-11-01', { contract: 'c2' }),
    );
    expect(account.contracts.get('c1')).toMatchObject({ share: rub('5,000') });
    expect(account.contracts.get('c2')).toMatchObject({ share: rub('1,000') });
  });

  it('a reserve does not find what a report of a later day gave back', () => {
    const { account } = after(
      reserve('2019-09-06'),
      open('2019-09-09'),
      report('2019-11-20', lessons('2019-11', 6, 8)),
      reserve('2019-11-15', { contract: 'c2' }),
    );
    expect(account.contracts.get('c2')?.status).toBe('refused');
  });

  it('a reserve does not find what came back only after the end of the period', () => {
    // 6,000.00, of which 5,000.00 are bound until the period is over: on 31 December 1,000.00 were there.
    const { account } = after(
      reserve('2019-09-06', { place: placeWorth(rub('6,000')), terms: costing(rub('5,000')) }),
      release('2020-01-01', 'c1', 'period-over'),
      reserve('2019-12-31', { contract: 'c2' }),
    );
    expect(account.contracts.get('c1')).toMatchObject({ share: rub('5,000') });
    expect(account.contracts.get('c2')).toMatchObject({ share: rub('1,000') });
    expect(balances(account)).toStrictEqual([0, 100_000, 0, 500_000]);
  });

  it('a reserve does not find what an incomplete month gave back only after it', () => {
    const history = [
      reserve('2019-09-06'),
      open('2019-09-09'),
      report('2019-11-20', lessons('2019-12', 6, 8)),
    ] as const;
    const later = reserve('2019-11-25', { contract: 'c2' });
    expect(after(...history, later).account.contracts.get('c2')?.status).toBe('refused');
    expect(after(...history, settle('2019-12-01'), later).account.contracts.get('c2')?.status).toBe('refused');
  });
});
