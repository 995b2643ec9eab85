import { describe, expect, it } from '@jest/globals';
import { emptyAccount, evolve } from './account.js';
import { heldBy } from './contract.js';
import { thenCorrupt } from '../account.testing.js';
import type { AccountEvent } from './events.js';
import {
  autumn,
  balances,
  debited,
  expired,
  expiryReversed,
  issued,
  lessons,
  concluded,
  refused,
  released,
  reported,
  reserved,
  rub,
  terminated,
} from '../account-events.testing.js';

const certificate = issued('2019-09-05', rub('12,000'));
const first = [certificate, reserved('2019-09-06')];
// A second contract keeps 5,000.00 reserved, from which a false event of the first could take.
const bound = [...first, { ...reserved('2019-09-06'), contract: 'c2' }];
const open = [...bound, concluded('2019-09-09')];
const september = debited('2019-09-09', '2019-09', rub('929.21'));
const october = debited('2019-10-01', '2019-10', rub('1,356.93'));
const inOctober = [...open, september, october];
const everything = released('2019-09-07', { releases: rub('5,000') });
const notice = terminated('2019-10-17', '2019-10-31', { releases: rub('2,713.86') });
const closed = [...inOctober, expired(rub('2,000'))];

describe('the state of an account', () => {
  it('is the certificate and its contract', () => {
    const account = [...first, concluded('2019-09-09'), september].reduce(evolve, emptyAccount);
    expect(account.settledThrough).toBe('2019-09-09');
    expect(account.certificates.get(autumn.financingProgramme)).toMatchObject({
      financingProgramme: autumn.financingProgramme,
      certificateGroup: 'general',
      number: '4700000001',
      issuedOn: '2019-09-05',
      from: '2019-09-01',
      toExclusive: '2020-01-01',
      nominal: rub('12,000'),
      available: rub('7,000'),
      reserved: rub('4,070.79'),
      spent: rub('929.21'),
      expired: rub('0'),
      closed: false,
    });
    expect(account.contracts.get('c1')).toMatchObject({
      status: 'concluded',
      reservedOn: '2019-09-06',
      concludedOn: '2019-09-09',
      lastDay: '2019-12-31',
      share: rub('5,000'),
    });
    expect(account.contracts.get('c1')).toHaveProperty('months.0', {
      month: '2019-09',
      share: rub('929.21'),
      coPayment: rub('450.37'),
      status: 'debited',
      debited: rub('929.21'),
      isDebitBooked: true,
      completeness: undefined,
      reportedOn: undefined,
      correcting: undefined,
      corrected: [],
    });
  });

  it('knows the latest date it has booked, though a late fact is older', () => {
    const account = [
      ...inOctober,
      terminated('2019-09-30', '2019-09-30', { releases: rub('2,713.86'), refunds: rub('1,356.93') }),
    ];
    expect(account.reduce(evolve, emptyAccount).settledThrough).toBe('2019-10-01');
  });

  it('counts a month net of what was given back', () => {
    const account = [...inOctober, reported('2019-10-31', lessons('2019-10', 6, 8), rub('339.23'))].reduce(
      evolve,
      emptyAccount,
    );
    expect(heldBy(account.contracts.get('c1'))).toStrictEqual({ reserved: rub('2,713.86'), spent: rub('1,946.91') });
    expect(balances(account)).toStrictEqual([233_923, 771_386, 194_691, 0]);
  });

  it('is reopened by a reversed expiry and closed by the second', () => {
    const reversed = [...closed, expiryReversed(rub('2,000'), 'c3')].reduce(evolve, emptyAccount);
    expect(reversed.certificates.get(autumn.financingProgramme)).toMatchObject({
      closed: false,
      available: rub('2,000'),
    });
    const again = evolve(reversed, expired(rub('2,000')));
    expect(again.certificates.get(autumn.financingProgramme)).toMatchObject({ closed: true, expired: rub('2,000') });
  });

  it('does not change the state before', () => {
    const before = inOctober.reduce(evolve, emptyAccount);
    const snapshot = structuredClone(before);
    evolve(before, notice);
    evolve(before, expired(rub('2,000')));
    expect(before).toStrictEqual(snapshot);
    expect(emptyAccount.contracts.size + emptyAccount.certificates.size).toBe(0);
  });
});

describe('a history that cannot have happened stops the account:', () => {
  const cases: readonly (readonly [string, readonly AccountEvent[], AccountEvent])[] = [
    ['a certificate issued twice', [certificate], certificate],

    ['a reserve without a certificate', [], reserved('2019-09-06')],
    ['a reserve of more than is available', [issued('2019-09-05', rub('4,999.99'))], reserved('2019-09-06')],
    ['a reserve twice', first, reserved('2019-09-06')],
    ['a reserve after its refusal', [certificate, refused('2019-09-06', 'insufficient-funds')], reserved('2019-09-07')],
    ['a reserve whose months are not its share', [certificate], { ...reserved('2019-09-06'), share: rub('5,000.01') }],
    ['a refusal after the reserve', first, refused('2019-09-07', 'insufficient-funds')],

    ['a conclusion of nothing', [certificate], concluded('2019-09-09')],
    ['a conclusion of a refused contract', [refused('2019-09-06', 'no-certificate-place')], concluded('2019-09-09')],
    ['a conclusion twice', open, concluded('2019-09-10')],
    ['a conclusion after the release', [...bound, everything], concluded('2019-09-09')],
    ['a conclusion after the notice', [...inOctober, notice], concluded('2019-10-18')],

    ['a debit of an unknown contract', [certificate], september],
    ['a debit of an unopened contract', bound, september],
    ['a debit twice', inOctober, october],
    ['a debit of a month that is not of the contract', open, debited('2019-08-01', '2019-08', rub('929.21'))],
    ['a debit of more than the month', open, debited('2019-09-09', '2019-09', rub('929.22'))],
    ['a debit that loses a kopeck', open, debited('2019-09-09', '2019-09', rub('929.20'))],
    ['a debit of a returned month', [...inOctober, notice], debited('2019-11-01', '2019-11', rub('1,356.93'))],
    ['a debit after the release', [...bound, everything], september],

    ['a report of an unknown contract', [certificate], reported('2019-10-31', lessons('2019-10', 6, 8), rub('0'))],
    [
      'a report of a month that is not of the contract',
      inOctober,
      reported('2019-10-31', lessons('2019-08', 6, 8), rub('0')),
    ],
    [
      'a report twice',
      [...inOctober, reported('2019-10-31', lessons('2019-10', 6, 8), rub('339.23'))],
      reported('2019-10-31', lessons('2019-10', 6, 8), rub('339.23')),
    ],
    [
      'a report that returns more than was debited',
      inOctober,
      reported('2019-10-31', lessons('2019-10', 0, 8), rub('1,356.94')),
    ],
    [
      'a report that returns of what is not debited',
      inOctober,
      reported('2019-10-31', lessons('2019-11', 6, 8), rub('339.23')),
    ],

    ['a notice of an unknown contract', [certificate], notice],
    ['a notice of an unopened contract', bound, terminated('2019-09-07', '2019-09-30', { releases: rub('4,070.79') })],
    ['a notice twice', [...inOctober, notice], terminated('2019-10-18', '2019-10-31', { releases: rub('0') })],
    [
      'a notice that releases another sum',
      inOctober,
      terminated('2019-10-17', '2019-10-31', { releases: rub('2,713.85') }),
    ],
    [
      'a notice that refunds what was not debited',
      inOctober,
      terminated('2019-10-17', '2019-10-31', {
        releases: rub('1,356.93'),
        refunds: rub('1,356.93'),
      }),
    ],

    ['a release of an unknown contract', [certificate], everything],
    ['a release of a refused contract', [refused('2019-09-06', 'no-certificate-place')], everything],
    ['a release twice', [...bound, everything], everything],
    ['a release of another sum', bound, released('2019-09-07', { releases: rub('4,999.99') })],
    [
      'a refund of another sum',
      inOctober,
      released('2019-10-02', { releases: rub('2,713.86'), refunds: rub('2,286.13') }),
    ],

    ['an expiry without a certificate', [], expired(rub('0'))],
    ['an expiry of more than is available', bound, expired(rub('2,000.01'))],
    ['an expiry that leaves something', bound, expired(rub('1,999.99'))],
    ['an expiry twice', closed, expired(rub('0'))],
    ['something available after the period', closed, { ...notice, on: certificate.toExclusive }],

    ['a reversal without a certificate', [], expiryReversed(rub('1'), 'c3')],
    ['a reversal of what has not expired', bound, expiryReversed(rub('0'), 'c3')],
    ['a reversal of more than has expired', closed, expiryReversed(rub('2,000.01'), 'c3')],
    [
      'a report that gives back another sum than its lessons say',
      inOctober,
      reported('2019-10-31', lessons('2019-10', 6, 8), rub('339.22')),
    ],
  ];

  it.each(cases)('%s', (_, history, event) => thenCorrupt(history, event));

  it('but each of these histories is one that can happen', () => {
    for (const [, history] of cases) expect(() => history.reduce(evolve, emptyAccount)).not.toThrow();
  });

  it('an event of a kind that nobody knows', () => {
    expect(() => evolve(emptyAccount, { type: 'Unheard' } as unknown as AccountEvent)).toThrow(TypeError);
  });
});
