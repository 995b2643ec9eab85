import { describe, expect, it } from '@jest/globals';
import { certificatesAccounts, decode } from '@lib/contracts';
import { MemoryEventStore, type NewEvent, type NonEmpty } from '@lib/event-store';
import { derivedId, instant } from '@lib/kernel';
import { streams } from '../ledger/streams.js';
import { accountCodec } from './account.codec.js';
import { accountMessage } from './account.publisher.js';
import type { AccountEvent } from './domain/events.js';
import {
  debited,
  expired,
  expiryReversed,
  issued,
  lessons,
  opened,
  refused,
  released,
  reported,
  reserved,
  rub,
  shortened,
} from './sentences.testing.js';

const holder = '0199a1f0-0000-7000-8000-000000000001';
const contract = '0199a1f0-0000-7000-8000-0000000000c1';
const recordedAt = instant('2019-09-06T06:00:00Z');

// Each event with its message type and the fields that are told, besides holder, programme and date.
const table: readonly (readonly [AccountEvent, string, readonly string[]])[] = [
  [
    issued('2019-09-05', rub('5,000')),
    'certificate-issued',
    ['certificateGroup', 'nominalKopecks', 'from', 'toExclusive', 'certificateNumber'],
  ],
  [
    reserved('2019-09-06'),
    'funds-reserved',
    ['contract', 'start', 'lastDay', 'fullPriceKopecks', 'shareKopecks', 'coPaymentKopecks', 'parts'],
  ],
  [refused('2019-09-06', 'insufficient-funds'), 'reservation-refused', ['contract', 'reason']],
  [opened('2019-09-09'), 'contract-opened', ['contract']],
  [
    debited('2019-10-01', '2019-10', rub('1,017.70'), { returned: rub('339.23') }),
    'month-debited',
    ['contract', 'month', 'debitedKopecks', 'returnedKopecks'],
  ],
  [
    reported('2019-10-31', lessons('2019-10', 6, 8), rub('339.23')),
    'completeness-reported',
    ['contract', 'month', 'held', 'planned', 'returnedKopecks'],
  ],
  [
    shortened('2019-10-17', '2019-10-31', { releases: rub('1,356.93'), refunds: rub('1,356.93') }),
    'contract-shortened',
    ['contract', 'lastDay', 'releasedKopecks', 'refundedKopecks'],
  ],
  [
    released('2019-09-09', { releases: rub('4,070.79'), refunds: rub('929.21') }),
    'reservation-released',
    ['contract', 'reason', 'releasedKopecks', 'refundedKopecks'],
  ],
  [expired(rub('1,234.56')), 'period-expired', ['expiredKopecks']],
  [expiryReversed(rub('1,234.56'), 'c2'), 'expiry-reversed', ['reversedKopecks']],
];

const events = table.map(([event]) => ('contract' in event ? { ...event, contract } : event));
const stored = await new MemoryEventStore().append(
  streams.account(holder),
  'no-stream',
  events.map((event, index) => ({
    id: derivedId('event', index),
    ...accountCodec.encode(event),
    meta: index === 0 ? { commandId: 'm1' } : { commandId: 'm1', causationId: 'message-1' },
    recordedAt,
  })) as unknown as NonEmpty<NewEvent>,
);

describe('the message of an account event', () => {
  it.each(table.map(([event, type, fields], index) => [event.type, type, fields, index] as const))(
    '%s is %s',
    (_, type, fields, index) => {
      const event = events[index] as AccountEvent;
      const wire = accountMessage(stored[index]!);
      const message = decode(certificatesAccounts, wire);
      if (!message.ok) throw new Error(message.error.faults.join());
      const { data, ...head } = message.value;
      expect(head).toStrictEqual({
        id: derivedId('event', index),
        source: '/certificates',
        type,
        key: holder,
        time: recordedAt,
        recordedTime: recordedAt,
        sequence: index,
        causationId: index === 0 ? undefined : 'message-1',
        traceParent: undefined,
      });
      const { programme, ...told } = event as AccountEvent & Record<string, unknown>;
      expect(data).toStrictEqual({
        holder,
        financingProgramme: programme,
        on: event.on,
        ...Object.fromEntries(fields.map((field) => [field, told[field === 'certificateNumber' ? 'number' : field]])),
      });
      expect(wire.topic).toBe('certificates.accounts.v1');
    },
  );

  it('exists for every event and every type of the topic', () => {
    expect(table.map(([, type]) => type).sort()).toStrictEqual(Object.keys(certificatesAccounts.schemas).sort());
  });

  it('is the same every time', () => {
    expect(stored.map(accountMessage)).toStrictEqual(stored.map(accountMessage));
  });

  it('is refused by the sender, not by the reader, where it would break the contract', () => {
    const [first] = stored;
    expect(() => accountMessage({ ...first!, stream: streams.account('not-a-uuid') })).toThrow();
  });
});
