import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { NewerVersion } from '@lib/kernel';
import { accountCodec } from './account.codec.js';
import type { AccountEvent } from './domain/events.js';
import {
  answerRepeated,
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
  noticeRevoked,
  concluded,
  refused,
  released,
  reported,
  reserved,
  revocationRefused,
  rub,
  terminated,
} from './account-events.testing.js';

type Stored = Parameters<typeof accountCodec.decode>[0];

// What has been written stays readable for ever. `account-events.json` has what is written today; a sample that is no longer
// written moves, unchanged, to a file of its own.
const frozen = (file: string): readonly Stored[] =>
  JSON.parse(readFileSync(new URL(`./samples/${file}`, import.meta.url), 'utf8')) as readonly Stored[];

const events: readonly AccountEvent[] = [
  issued('2019-09-05', rub('5,000')),
  reserved('2019-09-06'),
  refused('2019-09-06', 'contract-period-over'),
  refused('2019-09-06', 'no-certificate-place'),
  refused('2019-09-06', 'insufficient-funds'),
  concluded('2019-09-09'),
  debited('2019-10-01', '2019-10', rub('1,017.70'), { returned: rub('339.23') }),
  debited('2019-12-01', '2019-12', rub('1,017.70'), { returned: rub('339.23'), to: 'expired' }),
  reported('2019-10-31', lessons('2019-10', 6, 8), rub('339.23')),
  terminated('2019-10-17', '2019-10-31', { releases: rub('1,356.93'), refunds: rub('1,356.93') }),
  {
    ...terminated('2020-01-02', '2019-10-31', { releases: rub('0'), refunds: rub('2,713.86'), to: 'expired' }),
    by: 'provider',
  },
  released('2019-09-09', { releases: rub('4,070.79'), refunds: rub('929.21') }),
  expired(rub('1,234.56')),
  expiryReversed(rub('1,234.56'), 'c2'),
  closed('2019-10-17', rub('1,234.56'), 'refused-by-family'),
  { ...terminated('2019-10-17', '2019-10-31', { releases: rub('2,713.86') }), by: 'operator' },
  noticeRevoked('2019-10-17', '2019-10-17', { reserves: rub('1,356.93'), debits: rub('1,356.93') }),
  revocationRefused('2019-10-17', 'insufficient-funds'),
  answerRepeated('2019-09-06', 1, { answer: 'reserved' }),
  answerRepeated('2019-09-06', 2, { answer: 'refused', reason: 'insufficient-funds' }),
  held('2019-11-05', lessons('2019-10', 8, 8), rub('1,356.93')),
  correctionRefused('2020-01-10', '2019-10', rub('460.17'), 'expired'),
  corrected(
    '2019-11-05',
    lessons('2019-10', 8, 8),
    { held: 0, planned: 8, reportedOn: day('2019-10-31') },
    {
      debits: rub('678.47'),
      returns: rub('0.01'),
      releases: rub('678.46'),
    },
  ),
  correctionDropped('2019-11-05', '2019-10', rub('1,356.93')),
];

describe('account events of the first version', () => {
  it.each(
    frozen('account-events.v1.json').map((stored, index) => [`${stored.type} (${index})`, stored, events[index]]),
  )('%s is read as what it is called today', (_, stored, event) => {
    expect(accountCodec.decode(stored as Stored)).toStrictEqual(event);
  });
});

describe('the stored form of an account event', () => {
  const written = frozen('account-events.json');

  it.each(events.map((event, index) => [`${event.type} (${index})`, event, written[index]] as const))(
    '%s is written as it was, and read again',
    (_, event, stored) => {
      expect(JSON.parse(JSON.stringify(accountCodec.encode(event)))).toStrictEqual(stored);
      expect(accountCodec.decode(stored!)).toStrictEqual(event);
    },
  );

  it('has a frozen sample of every event', () => {
    expect(written).toHaveLength(events.length);
    expect([...new Set(written.map(({ type, version }) => `${type} ${version}`))].sort()).toStrictEqual([
      'AnswerRepeated 1',
      'CertificateClosed 1',
      'CertificateIssued 2',
      'ContractConcluded 2',
      'ContractTerminated 2',
      'ExpiryReversed 2',
      'FundsReserved 2',
      'LessonsCorrected 1',
      'LessonsCorrectionDropped 1',
      'LessonsCorrectionHeld 1',
      'LessonsCorrectionRefused 1',
      'LessonsReported 2',
      'MonthDebited 2',
      'NoticeRevocationRefused 1',
      'NoticeRevoked 1',
      'PeriodExpired 2',
      'ReservationRefused 2',
      'ReservationReleased 2',
    ]);
  });

  it('survives the way to JSON and back, whatever the texts', () => {
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(text, text, fc.maxSafeNat(), fc.constantFrom(...events), (contract, reason, amount, event) => {
        const changed = {
          ...event,
          ...('contract' in event ? { contract } : {}),
          ...(event.type === 'ReservationReleased' ? { reason, released: amount } : {}),
        } as AccountEvent;
        const { type, version, data } = accountCodec.encode(changed);
        expect(accountCodec.decode({ type, version, data: JSON.parse(JSON.stringify(data)) })).toStrictEqual(changed);
      }),
    );
  });
});

describe('what is not an event of the account is not guessed:', () => {
  const debit = accountCodec.encode(debited('2019-10-01', '2019-10', rub('1,356.93')));
  it.each([
    ['an unknown type', { ...debit, type: 'MonthCredited' }],
    ['an inherited name', { ...debit, type: 'toString' }],
    ['no type', { ...debit, type: '' }],
    ['a version of the future', { ...debit, version: 3 }],
    ['a version before the first', { ...debit, version: 0 }],
    ['data of another type', { ...debit, type: 'FundsReserved' }],
  ])('%s', (_, stored) => {
    expect(() => accountCodec.decode(stored)).toThrow();
  });

  it.each(['MonthCredited', 'toString', 'constructor'])('the type %s, by its name', (type) => {
    expect(() => accountCodec.decode({ ...debit, type })).toThrow(new NewerVersion(`event ${type} version 2`));
  });

  it.each([
    ['a missing field', { returned: undefined }],
    ['a negative amount', { debited: -1 }],
    ['a fraction of a kopeck', { debited: 0.5 }],
    ['an amount beyond the safe integers', { debited: 2 ** 53 }],
    ['an amount as text', { debited: '135693' }],
    ['a date that does not exist', { on: '2019-02-29' }],
    ['a month that does not exist', { month: '2019-13' }],
    ['another way back', { returnsTo: 'cash' }],
  ])('%s', (_, damage) => {
    expect(() => accountCodec.decode({ ...debit, data: { ...debit.data, ...(damage as object) } })).toThrow();
  });
});
