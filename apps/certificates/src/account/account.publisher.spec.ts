import { describe, expect, it } from '@jest/globals';
import { certificatesAccounts, decode, type WireMessage } from '@lib/contracts';
import { MemoryEventStore, type NewEvent, type NonEmpty, type StoredEvent } from '@lib/event-store';
import { derivedId, instant } from '@lib/kernel';
import { streams } from '../ledger/streams.js';
import { accountCodec } from './account.codec.js';
import { accountMessage } from './account.publisher.js';
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
import { Standings } from './standing.publisher.js';

type Standing = { after?: unknown; provider?: unknown; group?: unknown; module?: unknown };

const holder = '0199a1f0-0000-7000-8000-000000000001';
const contract = '0199a1f0-0000-7000-8000-0000000000c1';
const correction = '0199a1f0-0000-7000-8000-0000000000a1';
const before = { held: 0, planned: 8, reportedOn: day('2019-10-31') };
const recordedAt = instant('2019-09-06T06:00:00Z');

// Each event with its message type and the fields that are told, besides holder, programme, date and standing.
const table: readonly (readonly [AccountEvent, string, readonly string[]])[] = [
  [
    issued('2019-09-05', rub('5,000')),
    'certificate-issued',
    ['certificateGroup', 'nominal', 'from', 'toExclusive', 'certificateNumber'],
  ],
  [
    reserved('2019-09-06'),
    'funds-reserved',
    ['contract', 'start', 'lastDay', 'fullPrice', 'share', 'coPayment', 'parts'],
  ],
  [refused('2019-09-06', 'insufficient-funds'), 'reservation-refused', ['contract', 'reason']],
  [concluded('2019-09-09'), 'contract-concluded', ['contract']],
  [
    debited('2019-10-01', '2019-10', rub('1,017.70'), { returned: rub('339.23') }),
    'month-debited',
    ['contract', 'month', 'debited', 'returned'],
  ],
  [
    reported('2019-10-31', lessons('2019-10', 6, 8), rub('339.23')),
    'lessons-reported',
    ['contract', 'month', 'held', 'planned', 'returned'],
  ],
  [
    terminated('2019-10-17', '2019-10-31', { releases: rub('1,356.93'), refunds: rub('1,356.93') }),
    'contract-terminated',
    ['contract', 'by', 'lastDay', 'released', 'refunded'],
  ],
  [
    released('2019-09-09', { releases: rub('4,070.79'), refunds: rub('929.21') }),
    'reservation-released',
    ['contract', 'reason', 'released', 'refunded'],
  ],
  [expired(rub('1,234.56')), 'period-expired', ['expired']],
  [closed('2019-10-17', rub('1,234.56')), 'certificate-closed', ['reason', 'expired']],
  [expiryReversed(rub('1,234.56'), 'c2'), 'expiry-reversed', ['reversed', 'contract']],
  [
    noticeRevoked('2019-10-17', '2019-10-17', { reserves: rub('1,356.93'), debits: rub('1,356.93') }),
    'notice-revoked',
    ['contract', 'revocation', 'lastDay', 'reserved', 'debited'],
  ],
  [
    revocationRefused('2019-10-17', 'insufficient-funds'),
    'notice-revocation-refused',
    ['contract', 'revocation', 'reason'],
  ],
  [
    answerRepeated('2019-09-06', 1, { answer: 'refused', reason: 'insufficient-funds' }),
    'answer-repeated',
    ['contract', 'answer', 'reason'],
  ],
  [
    { ...held('2019-11-05', lessons('2019-10', 8, 8), rub('1,356.93')), correction },
    'lessons-correction-held',
    ['contract', 'correction', 'month', 'setAside'],
  ],
  [
    { ...correctionRefused('2019-11-05', '2019-10', rub('460.17')), correction },
    'lessons-correction-refused',
    ['contract', 'correction', 'month', 'missing'],
  ],
  [
    { ...corrected('2019-11-05', lessons('2019-10', 8, 8), before, { debits: rub('1,356.93') }), correction },
    'lessons-corrected',
    ['contract', 'correction', 'month', 'held', 'planned', 'reason', 'before', 'debited', 'returned', 'released'],
  ],
  [
    { ...correctionDropped('2019-11-05', '2019-10', rub('1,356.93')), correction },
    'lessons-correction-dropped',
    ['contract', 'correction', 'month', 'setAside'],
  ],
];

const asker = { kind: 'integration', name: 'portal', proven: false, occasion: 'POST /applications/:id/conclude' };
const events = table.map(([event]) => ('contract' in event ? { ...event, contract } : event));
const store = new MemoryEventStore();
const stored = await store.append(
  streams.account(holder),
  'no-stream',
  events.map((event, index) => ({
    id: derivedId('event', index),
    ...accountCodec.encode(event),
    meta: index === 0 ? { commandId: 'm1' } : { commandId: 'm1', causationId: 'message-1', actor: asker },
    recordedAt,
  })) as unknown as NonEmpty<NewEvent>,
);

const standings = new Standings(store);
const messageOf = async (event: StoredEvent): Promise<WireMessage> =>
  accountMessage(event, await standings.after(event));

describe('the message of an account event', () => {
  it.each(table.map(([event, type, fields], index) => [event.type, type, fields, index] as const))(
    '%s is %s',
    async (_, type, fields, index) => {
      const event = events[index] as AccountEvent;
      const wire = await messageOf(stored[index]!);
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
        actor: index === 0 ? undefined : asker,
      });
      const { financingProgramme, ...told } = event as AccountEvent & Record<string, unknown>;
      const { after: _after, provider: _provider, group: _group, module: _module, ...own } = { ...data } as Standing;
      expect(own).toStrictEqual({
        holder,
        financingProgramme,
        on: event.on,
        unit: 'kopeck',
        certificateNumber: '4700000001',
        ...Object.fromEntries(fields.map((field) => [field, told[field === 'certificateNumber' ? 'number' : field]])),
      });
      expect(wire.topic).toBe('certificates.accounts.v1');
    },
  );

  it('exists for every event and every type of the topic', () => {
    expect(table.map(([, type]) => type).sort()).toStrictEqual(Object.keys(certificatesAccounts.schemas).sort());
  });

  it('is the same every time', async () => {
    expect(await Promise.all(stored.map(messageOf))).toStrictEqual(await Promise.all(stored.map(messageOf)));
  });

  it('is refused by the sender, not by the reader, where it would break the contract', async () => {
    const [first] = stored;
    await expect(messageOf({ ...first!, stream: streams.account('not-a-uuid') })).rejects.toThrow();
  });
});
