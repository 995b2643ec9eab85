import { describe, expect, it } from '@jest/globals';
import { after, given } from '../account.testing.js';
import { emptyAccount, evolve } from './account.js';
import { quote } from './reserve.js';
import {
  autumn,
  balances,
  chess,
  day,
  debited,
  expired,
  issued,
  lessons,
  open,
  concluded,
  placeWorth,
  refused,
  release,
  released,
  report,
  reported,
  reserve,
  reserved,
  rub,
  settle,
  terminate,
  terminated,
} from '../account-events.testing.js';

const fiveThousand = issued('2019-09-05', rub('5,000'));
const bound = [fiveThousand, reserved('2019-09-06')];
const enrolled = [...bound, concluded('2019-09-09'), debited('2019-09-09', '2019-09', rub('929.21'))];
const inOctober = [...enrolled, debited('2019-10-01', '2019-10', rub('1,356.93'))];
const inNovember = [...inOctober, debited('2019-11-01', '2019-11', rub('1,356.93'))];

describe('a reserve', () => {
  it('issues the certificate of a child that has none, on the day of the request', () => {
    given([])
      .when(reserve('2019-09-06'))
      .thenBooks([issued('2019-09-06', rub('5,000')), reserved('2019-09-06')]);
  });

  it('asks for a place in the limits before it issues', () => {
    given([])
      .when(reserve('2019-09-06', { place: undefined }))
      .thenRejected({ reason: 'place-needed' });
  });

  it('needs no place where there is a certificate', () => {
    given([fiveThousand])
      .when(reserve('2019-09-06', { place: undefined }))
      .thenBooks([reserved('2019-09-06')]);
    given([fiveThousand])
      .when(reserve('2019-09-06', { place: 'none' }))
      .thenBooks([reserved('2019-09-06')]);
  });

  it('is granted for a part of the price: the parent pays the rest', () => {
    const { account } = after(reserve('2019-09-06', { place: placeWorth(rub('1.00')) }));
    expect(balances(account)).toStrictEqual([0, 100, 0, 0]);
  });
});

describe('a reserve is refused, in this order (docs/rules.md §3):', () => {
  const last = '2019-12-31';
  const tooLate = '2020-01-01';
  const spentToTheLastRouble = (kopecks: string) => [issued('2019-09-05', rub(kopecks))];

  it('1. contract-period-over: after the last day of the contract', () => {
    given([])
      .when(reserve(tooLate))
      .thenBooks([refused(tooLate, 'contract-period-over')]);
    const onTheLastDay = after(reserve(last)).account.contracts.get('c1');
    expect(onTheLastDay?.status).toBe('reserved');
  });

  it('1. contract-period-over: after the last day of a group that ends before the period', () => {
    const terms = { ...chess, groupLastDay: day('2019-11-15') };
    given([])
      .when(reserve('2019-11-16', { terms }))
      .thenBooks([refused('2019-11-16', 'contract-period-over')]);
    expect(after(reserve('2019-11-15', { terms })).account.contracts.get('c1')?.status).toBe('reserved');
  });

  it('1 comes before 2 and 3, and asks for no place', () => {
    for (const place of ['none', undefined, placeWorth(rub('0.50'))] as const)
      given([])
        .when(reserve(tooLate, { place }))
        .thenBooks([refused(tooLate, 'contract-period-over')]);
  });

  it('2. no-certificate-place: the limits have no place left', () => {
    given([])
      .when(reserve('2019-09-06', { place: 'none' }))
      .thenBooks([refused('2019-09-06', 'no-certificate-place')]);
  });

  it('3. insufficient-funds: less than the minimum balance is available', () => {
    given(spentToTheLastRouble('0.99'))
      .when(reserve('2019-09-06'))
      .thenBooks([refused('2019-09-06', 'insufficient-funds')]);
    const granted = after(reserve('2019-09-06', { place: placeWorth(rub('1.00')) }));
    expect(granted.account.contracts.get('c1')?.status).toBe('reserved');
  });

  it('3. insufficient-funds, without a certificate: none is issued', () => {
    given([])
      .when(reserve('2019-09-06', { place: placeWorth(rub('0.99')) }))
      .thenBooks([refused('2019-09-06', 'insufficient-funds')]);
  });

  it('3. never for a minimum of nothing', () => {
    const anything = { ...autumn, minBalance: rub('0') };
    const { account } = after(reserve('2019-09-06', { rules: anything, place: placeWorth(rub('0')) }));
    expect(account.contracts.get('c1')).toMatchObject({ status: 'reserved', share: 0, coPayment: 742_335 });
  });

  it('after what is due has been booked: a request of October finds October debited', () => {
    given(enrolled)
      .when(reserve('2019-10-02', { contract: 'c2' }))
      .thenBooks([
        debited('2019-10-01', '2019-10', rub('1,356.93')),
        refused('2019-10-02', 'insufficient-funds', 'c2'),
      ]);
  });
});

describe('the same again', () => {
  it.each([
    ['a reserve', bound, reserve('2019-09-06')],
    ['a reserve that was refused', [refused('2019-09-06', 'no-certificate-place')], reserve('2019-09-06')],
    ['a reserve, when a month has fallen due since', enrolled, reserve('2019-10-20')],
    ['a conclusion', enrolled, open('2019-09-09')],
    [
      'a conclusion of a contract that was terminated',
      [...inOctober, terminated('2019-10-17', '2019-10-31', { releases: rub('2,713.86') })],
      open('2019-09-09'),
    ],
    // Messages come at least once: after a crash a whole batch comes again, the conclusion behind the withdrawal.
    [
      'a conclusion of a contract that was withdrawn since',
      [...enrolled, released('2019-09-09', { releases: rub('4,070.79'), refunds: rub('929.21') })],
      open('2019-09-09'),
    ],
    ['a release', [...bound, released('2019-09-07', { releases: rub('5,000') })], release('2019-09-07')],
    ['a release of what was refused', [refused('2019-09-06', 'no-certificate-place')], release('2019-09-07')],
    ['a release of what was never reserved', [fiveThousand], release('2019-09-07')],
    [
      'a notice',
      [...inOctober, terminated('2019-10-17', '2019-10-31', { releases: rub('2,713.86') })],
      terminate('2019-10-17', '2019-10-31'),
    ],
    [
      'a report',
      [...inOctober, reported('2019-10-31', lessons('2019-10', 6, 8), rub('339.23'))],
      report('2019-10-31', lessons('2019-10', 6, 8)),
    ],
    [
      'a report, when the contract is ended since',
      [
        ...inOctober,
        reported('2019-10-31', lessons('2019-10', 6, 8), rub('339.23')),
        debited('2019-11-01', '2019-11', rub('1,356.93')),
        terminated('2019-11-05', '2019-11-30', { releases: rub('1,356.93') }),
      ],
      report('2019-10-31', lessons('2019-10', 6, 8)),
    ],
    ['a report of a month that is not of the contract', enrolled, report('2019-09-30', lessons('2019-08', 6, 8))],
    // Lessons are reported while the application waits for its money, and then the money is refused.
    [
      'a report of a contract whose reserve was refused',
      [refused('2019-09-06', 'no-certificate-place')],
      report('2019-09-30', lessons('2019-09', 6, 8)),
    ],
    ['a settlement', inOctober, settle('2019-10-31')],
    ['a settlement of a day long past', inNovember, settle('2019-09-01')],
    ['a settlement of nothing', [], settle('2020-01-01')],
  ])('%s changes nothing', (_, history, command) => {
    given(history).when(command).thenNothing();
  });
});

describe('other content under a known id is rejected:', () => {
  it.each([
    ['another programme', { financingProgramme: '4705-2020' }],
    ['another group', { group: '700001' }],
    ['another module', { module: '900001' }],
    ['another provider', { provider: '22004' }],
    ['another start', { start: day('2019-09-11') }],
  ])('a reserve with %s', (_, difference) => {
    const command = reserve('2019-09-06', { terms: { ...chess, ...difference } });
    given(bound).when(command).thenRejected({ reason: 'contract-differs' });
    given([refused('2019-09-06', 'no-certificate-place')])
      .when(command)
      .thenRejected({ reason: 'contract-differs' });
  });

  it('a second notice with another last day', () => {
    given([...inOctober, terminated('2019-10-17', '2019-10-31', { releases: rub('2,713.86') })])
      .when(terminate('2019-11-02', '2019-11-30'))
      .thenRejected({ reason: 'contract-differs' });
  });

  it('a second report of a month', () => {
    const once = [...inOctober, reported('2019-10-31', lessons('2019-10', 6, 8), rub('339.23'))];
    const rejection = { reason: 'completeness-differs', recorded: lessons('2019-10', 6, 8) } as const;
    given(once)
      .when(report('2019-11-01', lessons('2019-10', 5, 8)))
      .thenRejected(rejection);
    given(once)
      .when(report('2019-11-01', lessons('2019-10', 6, 9)))
      .thenRejected(rejection);
    // The same fraction is not the same report.
    given(once)
      .when(report('2019-11-01', lessons('2019-10', 3, 4)))
      .thenRejected(rejection);
  });
});

describe('a command that cannot follow is rejected:', () => {
  it.each([open('2019-09-09'), terminate('2019-10-17', '2019-10-31'), report('2019-10-31', lessons('2019-10', 6, 8))])(
    '$type of an unknown contract',
    (command) => {
      given([fiveThousand]).when(command).thenRejected({ reason: 'contract-unknown' });
    },
  );

  it.each([open('2019-09-09'), terminate('2019-10-17', '2019-10-31')])('$type of a refused contract', (command) => {
    given([refused('2019-09-06', 'no-certificate-place')])
      .when(command)
      .thenRejected({ reason: 'contract-not-reserved', status: 'refused' });
  });

  it('a conclusion of what was released before it was concluded', () => {
    given([...bound, released('2019-09-07', { releases: rub('5,000') })])
      .when(open('2019-09-09'))
      .thenRejected({ reason: 'contract-not-reserved', status: 'released' });
  });

  it('a notice before the conclusion', () => {
    given(bound)
      .when(terminate('2019-10-17', '2019-10-31'))
      .thenRejected({ reason: 'contract-not-concluded', status: 'reserved' });
  });

  it('a notice after everything was returned', () => {
    given([...bound, released('2019-09-07', { releases: rub('5,000') })])
      .when(terminate('2019-10-17', '2019-10-31'))
      .thenRejected({ reason: 'contract-not-concluded', status: 'released' });
  });
});

describe('a conclusion', () => {
  it('debits the months already due, on its own day', () => {
    given(bound)
      .when(open('2019-11-15'))
      .thenBooks([
        concluded('2019-11-15'),
        debited('2019-11-15', '2019-09', rub('929.21')),
        debited('2019-11-15', '2019-10', rub('1,356.93')),
        debited('2019-11-15', '2019-11', rub('1,356.93')),
      ]);
  });

  it('before the first month debits nothing yet', () => {
    const { events } = after(reserve('2019-08-29'), open('2019-08-31'));
    expect(events.slice(2)).toStrictEqual([concluded('2019-08-31')]);
  });

  it('takes the reports along that came before it', () => {
    given(bound)
      .when(open('2019-11-15', [lessons('2019-08', 1, 2), lessons('2019-10', 6, 8)]))
      .thenBooks([
        concluded('2019-11-15'),
        reported('2019-11-15', lessons('2019-10', 6, 8), rub('0')),
        debited('2019-11-15', '2019-09', rub('929.21')),
        debited('2019-11-15', '2019-10', rub('1,017.70'), { returned: rub('339.23') }),
        debited('2019-11-15', '2019-11', rub('1,356.93')),
      ]);
  });

  it('knows a report that had reached it before', () => {
    given([...bound, reported('2019-09-30', lessons('2019-09', 1, 2), rub('0'))])
      .when(open('2019-09-30', [lessons('2019-09', 1, 2)]))
      .thenBooks([
        concluded('2019-09-30'),
        debited('2019-09-30', '2019-09', rub('464.61'), { returned: rub('464.60') }),
      ]);
  });
});

describe('a notice (docs/examples.md §2)', () => {
  it('on 30 September ends the contract that day; 4,070.79 returns', () => {
    given(enrolled)
      .when(terminate('2019-09-30', '2019-09-30'))
      .thenBooks([terminated('2019-09-30', '2019-09-30', { releases: rub('4,070.79') })]);
  });

  it.each(['2019-10-01', '2019-10-17'])('on %s leaves October paid, the job of 1 October run or not', (on) => {
    const ends = terminated(on, '2019-10-31', { releases: rub('2,713.86') });
    given(inOctober).when(terminate(on, '2019-10-31')).thenBooks([ends]);
    given(enrolled)
      .when(terminate(on, '2019-10-31'))
      .thenBooks([debited('2019-10-01', '2019-10', rub('1,356.93')), ends]);
  });

  it('in the last month returns nothing', () => {
    given([...inNovember, debited('2019-12-01', '2019-12', rub('1,356.93'))])
      .when(terminate('2019-12-05', '2019-12-31'))
      .thenBooks([terminated('2019-12-05', '2019-12-31', { releases: rub('0') })]);
  });

  it('before 10 September returns everything, a debited first month included', () => {
    given(enrolled)
      .when(release('2019-09-09'))
      .thenBooks([released('2019-09-09', { releases: rub('4,070.79'), refunds: rub('929.21') })]);
    given(bound)
      .when(release('2019-09-07'))
      .thenBooks([released('2019-09-07', { releases: rub('5,000') })]);
  });
});

describe('completeness (docs/examples.md §2)', () => {
  it('reported after the debit gives 339.23 back at the report', () => {
    given(inOctober)
      .when(report('2019-10-31', lessons('2019-10', 6, 8)))
      .thenBooks([reported('2019-10-31', lessons('2019-10', 6, 8), rub('339.23'))]);
  });

  it('reported before the debit lowers the debit', () => {
    const early = [...enrolled, reported('2019-09-20', lessons('2019-10', 6, 8), rub('0'))];
    given(enrolled)
      .when(report('2019-09-20', lessons('2019-10', 6, 8)))
      .thenBooks([reported('2019-09-20', lessons('2019-10', 6, 8), rub('0'))]);
    given(early)
      .when(settle('2019-10-01'))
      .thenBooks([debited('2019-10-01', '2019-10', rub('1,017.70'), { returned: rub('339.23') })]);
  });

  it('of all lessons is recorded, so that a second report is known', () => {
    given(inOctober)
      .when(report('2019-10-31', lessons('2019-10', 8, 8)))
      .thenBooks([reported('2019-10-31', lessons('2019-10', 8, 8), rub('0'))]);
  });

  it('of no lesson gives the whole month back', () => {
    given(inOctober)
      .when(report('2019-10-31', lessons('2019-10', 0, 8)))
      .thenBooks([reported('2019-10-31', lessons('2019-10', 0, 8), rub('1,356.93'))]);
  });

  it('after the period goes to expired', () => {
    const { account } = after(reserve('2019-09-06'), open('2019-09-09'), settle('2020-01-01'));
    expect(balances(account)).toStrictEqual([0, 0, 500_000, 0]);
    const { account: later, events } = after(
      reserve('2019-09-06'),
      open('2019-09-09'),
      settle('2020-01-01'),
      report('2020-01-10', lessons('2019-12', 6, 8)),
    );
    expect(events.at(-1)).toStrictEqual(reported('2020-01-10', lessons('2019-12', 6, 8), rub('339.23'), 'expired'));
    expect(balances(later)).toStrictEqual([0, 0, 466_077, 33_923]);
  });
});

describe('the end of the period', () => {
  it('leaves an unopened reservation reserved; its release goes to expired', () => {
    const atTheEnd = [issued('2019-09-05', rub('6,000')), reserved('2019-09-06')];
    given(atTheEnd)
      .when(settle('2020-01-01'))
      .thenBooks([expired(rub('1,000'))]);
    given([...atTheEnd, expired(rub('1,000'))])
      .when(release('2020-01-01', 'c1', 'period-over'))
      .thenBooks([released('2020-01-01', { releases: rub('5,000'), to: 'expired' }, 'period-over')]);
  });

  it('comes before the commands of its day', () => {
    given([issued('2019-09-05', rub('6,000')), reserved('2019-09-06')])
      .when(release('2020-01-01', 'c1', 'period-over'))
      .thenBooks([
        expired(rub('1,000')),
        released('2020-01-01', { releases: rub('5,000'), to: 'expired' }, 'period-over'),
      ]);
  });

  it('comes after everything of the day before', () => {
    given([issued('2019-09-05', rub('6,000')), reserved('2019-09-06')])
      .when(release('2019-12-31'))
      .thenBooks([released('2019-12-31', { releases: rub('5,000') })]);
    given([issued('2019-09-05', rub('6,000'))])
      .when(settle('2019-12-31'))
      .thenNothing();
  });
});

describe('a quote', () => {
  it('is what the reserve would book', () => {
    expect(quote(emptyAccount, reserve('2019-09-06'))).toStrictEqual({
      ok: true,
      value: {
        lastDay: '2019-12-31',
        fullPrice: rub('7,423.35'),
        fullNorm: rub('6,681.02'),
        share: rub('5,000'),
        coPayment: rub('2,423.35'),
        parts: reserved('2019-09-06').parts,
      },
    });
  });

  it('is refused as the reserve would be, after what is due', () => {
    const account = enrolled.reduce(evolve, emptyAccount);
    expect(quote(account, reserve('2019-10-02', { contract: 'c2' }))).toStrictEqual({
      ok: false,
      error: 'insufficient-funds',
    });
    expect(quote(emptyAccount, reserve('2019-10-02', { place: undefined }))).toStrictEqual({
      ok: false,
      error: 'place-needed',
    });
    expect(quote(account, reserve('2020-01-01', { contract: 'c2' }))).toStrictEqual({
      ok: false,
      error: 'contract-period-over',
    });
  });
});
