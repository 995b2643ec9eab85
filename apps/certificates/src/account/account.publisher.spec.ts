import { describe, expect, it } from '@jest/globals';
import { certificatesAccounts, decode, type WireMessage } from '@lib/contracts';
import { MemoryEventStore, type NewEvent, type NonEmpty, type StoredEvent } from '@lib/event-store';
import { derivedId, instant } from '@lib/kernel';
import { streams } from '../ledger/streams.js';
import { accountCodec } from './event-catalogue.js';
import { accountMessage } from './account.publisher.js';
import type { AccountEvent } from './domain/events.js';
import { everyEvent } from './account-samples.testing.js';
import { Standings } from './standing.publisher.js';

const holder = '0199a1f0-0000-7000-8000-000000000001';
const contract = '0199a1f0-0000-7000-8000-0000000000c1';
const correction = '0199a1f0-0000-7000-8000-0000000000a1';
const recordedAt = instant('2019-09-06T06:00:00Z');

/** What an event keeps to itself. Everything else that it says, its message says under the same name. */
const KEPT: Partial<Record<AccountEvent['type'], readonly string[]>> = {
  FundsReserved: ['direction', 'fullNorm'],
  ReservationRefused: ['direction', 'start'],
  NoticeRevoked: ['noticeOn'],
  LessonsCorrectionHeld: ['held', 'planned'],
  AnswerRepeated: ['attempt'],
};

const asker = { kind: 'integration', name: 'portal', proven: false, occasion: 'POST /applications/:id/conclude' };
// Ids that are UUIDs, as they are everywhere but in samples.
const events = everyEvent.map((event) => ({
  ...event,
  ...('contract' in event ? { contract } : {}),
  ...('correction' in event ? { correction } : {}),
})) as readonly AccountEvent[];
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

const read = async (event: StoredEvent) => {
  const message = decode(certificatesAccounts, await messageOf(event));
  if (!message.ok) throw new Error(message.error.faults.join());
  return message.value;
};

describe('the message of an account event', () => {
  it.each(events.map((event, index) => [event.type, index, event] as const))('of %s (%i)', async (_, index, event) => {
    const { data, type, ...head } = await read(stored[index]!);
    expect(type).toBe(event.type.replaceAll(/(?<=.)[A-Z]/g, '-$&').toLowerCase());
    expect(head).toStrictEqual({
      id: derivedId('event', index),
      source: '/certificates',
      key: holder,
      time: recordedAt,
      recordedTime: recordedAt,
      sequence: index,
      causationId: index === 0 ? undefined : 'message-1',
      traceParent: undefined,
      actor: index === 0 ? undefined : asker,
    });
    const inside = new Set(['type', 'number', 'returnsTo', ...(KEPT[event.type] ?? [])]);
    const said = Object.entries(event).filter(([name]) => !inside.has(name));
    expect(data).toMatchObject(Object.fromEntries(said));
    const beside = ['holder', 'unit', 'certificateNumber', 'after', 'provider', 'group', 'module'];
    expect(
      Object.keys(data)
        .filter((name) => !beside.includes(name))
        .toSorted(),
    ).toStrictEqual(
      said
        .map(([name]) => name)
        .filter((name) => !beside.includes(name))
        .toSorted(),
    );
    expect(data).toMatchObject({ holder, unit: 'kopeck', certificateNumber: '4700000001' });
  });

  it('exists for every event and every type of the topic', async () => {
    const types = await Promise.all(stored.map(async (event) => (await read(event)).type));
    expect([...new Set<string>(types)].sort()).toStrictEqual(Object.keys(certificatesAccounts.schemas).sort());
  });

  it('is the same every time', async () => {
    expect(await Promise.all(stored.map(messageOf))).toStrictEqual(await Promise.all(stored.map(messageOf)));
  });

  it('is refused by the sender, not by the reader, where it would break the contract', async () => {
    const [first] = stored;
    await expect(messageOf({ ...first!, stream: streams.account('not-a-uuid') })).rejects.toThrow();
  });
});
