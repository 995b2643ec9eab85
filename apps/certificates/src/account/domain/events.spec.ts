import { describe, expect, it } from '@jest/globals';
import { emptyAccount, evolve, type Certificate } from './account.js';
import { postings, type AccountEvent, type LedgerAccount } from './events.js';
import {
  autumn,
  closed,
  corrected,
  correctionDropped,
  correctionRefused,
  day,
  debited,
  expired,
  expiryReversed,
  held,
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

const right = lessons('2019-10', 8, 8);
const slip = { held: 0, planned: 8, reportedOn: day('2019-10-31') };

// One of every event, and both ways of every event that gives something back.
const table: readonly (readonly [AccountEvent, Partial<Record<LedgerAccount, string>>])[] = [
  [issued('2019-09-05', rub('5,000')), { budget: '-5000', available: '5000' }],
  [reserved('2019-09-06'), { available: '-5000', reserved: '5000' }],
  [refused('2019-09-06', 'insufficient-funds'), {}],
  [concluded('2019-09-09'), {}],
  [debited('2019-10-01', '2019-10', rub('1,356.93')), { reserved: '-1356.93', payable: '1356.93' }],
  [
    debited('2019-10-01', '2019-10', rub('1,017.70'), { returned: rub('339.23') }),
    { reserved: '-1356.93', payable: '1017.70', available: '339.23' },
  ],
  [
    debited('2019-10-01', '2019-10', rub('1,017.70'), { returned: rub('339.23'), to: 'expired' }),
    { reserved: '-1356.93', payable: '1017.70', expired: '339.23' },
  ],
  [
    debited('2019-10-01', '2019-10', rub('0'), { returned: rub('1,356.93') }),
    { reserved: '-1356.93', available: '1356.93' },
  ],
  [reported('2019-10-31', lessons('2019-10', 6, 8), rub('339.23')), { payable: '-339.23', available: '339.23' }],
  [
    reported('2020-01-10', lessons('2019-10', 6, 8), rub('339.23'), 'expired'),
    { payable: '-339.23', expired: '339.23' },
  ],
  [reported('2019-09-30', lessons('2019-10', 6, 8), rub('0')), {}],
  [
    terminated('2019-10-17', '2019-10-31', { releases: rub('2,713.86') }),
    { reserved: '-2713.86', available: '2713.86' },
  ],
  [
    terminated('2019-10-17', '2019-10-31', { releases: rub('1,356.93'), refunds: rub('1,356.93') }),
    { reserved: '-1356.93', payable: '-1356.93', available: '2713.86' },
  ],
  [
    terminated('2019-10-17', '2019-10-31', { releases: rub('0'), refunds: rub('2,713.86'), to: 'expired' }),
    { payable: '-2713.86', expired: '2713.86' },
  ],
  [released('2019-09-08', { releases: rub('5,000') }), { reserved: '-5000', available: '5000' }],
  [
    released('2019-09-09', { releases: rub('4,070.79'), refunds: rub('929.21') }),
    { reserved: '-4070.79', payable: '-929.21', available: '5000' },
  ],
  [released('2020-01-01', { releases: rub('5,000'), to: 'expired' }), { reserved: '-5000', expired: '5000' }],
  [expired(rub('1,234.56')), { available: '-1234.56', expired: '1234.56' }],
  [expired(rub('0')), {}],
  [closed('2019-10-17', rub('1,234.56')), { available: '-1234.56', expired: '1234.56' }],
  [expiryReversed(rub('1,234.56'), 'c2'), { expired: '-1234.56', available: '1234.56' }],
  [held('2019-11-05', right, rub('1,356.93')), { available: '-1356.93', reserved: '1356.93' }],
  [held('2020-01-10', right, rub('1,356.93'), { to: 'expired' }), { expired: '-1356.93', reserved: '1356.93' }],
  [held('2019-11-05', right, rub('0')), {}],
  [correctionRefused('2019-11-05', '2019-10', rub('460.17')), {}],
  [corrected('2019-11-05', right, slip, { debits: rub('678.47') }), { reserved: '-678.47', payable: '678.47' }],
  [corrected('2019-11-05', right, slip, { returns: rub('678.46') }), { payable: '-678.46', available: '678.46' }],
  [
    corrected('2020-01-10', right, slip, { returns: rub('678.46'), to: 'expired' }),
    { payable: '-678.46', expired: '678.46' },
  ],
  [corrected('2019-11-05', right, slip, { releases: rub('678.46') }), { reserved: '-678.46', available: '678.46' }],
  [correctionDropped('2019-11-05', '2019-10', rub('1,356.93')), { reserved: '-1356.93', available: '1356.93' }],
  [
    correctionDropped('2020-01-10', '2019-10', rub('1,356.93'), 'expired'),
    { reserved: '-1356.93', expired: '1356.93' },
  ],
];

const sums = (event: AccountEvent): Partial<Record<LedgerAccount, number>> => {
  const totals: Partial<Record<LedgerAccount, number>> = {};
  for (const { account, kopecks } of postings(event)) totals[account] = (totals[account] ?? 0) + kopecks;
  return totals;
};
const signed = (roubles: string): number => (roubles.startsWith('-') ? 0 - rub(roubles.slice(1)) : rub(roubles));

describe('the double entry of an event', () => {
  it.each(table.map(([event, lines]) => [`${event.type} ${JSON.stringify(lines)}`, event, lines] as const))(
    '%s',
    (_, event, lines) => {
      expect(sums(event)).toStrictEqual(
        Object.fromEntries(Object.entries(lines).map(([account, roubles]) => [account, signed(roubles)])),
      );
      expect(postings(event).reduce((sum, line) => sum + line.kopecks, 0)).toBe(0);
      expect(postings(event).filter((line) => line.kopecks === 0)).toStrictEqual([]);
    },
  );

  it('knows every event', () => {
    expect(new Set(table.map(([event]) => event.type)).size).toBe(15);
    expect(() => postings({ type: 'Unheard' } as unknown as AccountEvent)).toThrow(TypeError);
  });
});

describe('the buckets of the certificate', () => {
  const history = [
    issued('2019-09-05', rub('6,000')),
    reserved('2019-09-06'),
    concluded('2019-09-09'),
    debited('2019-09-09', '2019-09', rub('929.21')),
    debited('2019-10-01', '2019-10', rub('1,356.93')),
    reported('2019-10-31', lessons('2019-10', 6, 8), rub('339.23')),
    debited('2019-11-01', '2019-11', rub('1,356.93')),
    terminated('2019-11-02', '2019-11-30', { releases: rub('1,356.93') }),
    expired(rub('2,696.16')),
    expiryReversed(rub('2,696.16'), 'c2'),
    expired(rub('2,696.16')),
    reported('2020-01-10', lessons('2019-11', 1, 2), rub('678.46'), 'expired'),
  ];

  it('are what the entries add up to, after each of them', () => {
    let account = emptyAccount;
    const entries = { budget: 0, available: 0, reserved: 0, payable: 0, expired: 0 };
    for (const event of history) {
      account = evolve(account, event);
      for (const { account: name, kopecks } of postings(event)) entries[name] += kopecks;
      const {
        nominal,
        available,
        reserved: bound,
        spent,
        expired: lapsed,
      } = account.certificates.get(autumn.financingProgramme) as Certificate;
      expect({ budget: 0 - nominal, available, reserved: bound, payable: spent, expired: lapsed }).toStrictEqual(
        entries,
      );
      expect(available + bound + spent + lapsed).toBe(nominal);
    }
  });
});
