import { describe, expect, it } from '@jest/globals';
import { type EventStore, type NewEvent, type NonEmpty } from '@lib/event-store';
import { derivedId, instant } from '@lib/kernel';
import { lessons, open, report, reserve, settle } from '../account/account-events.testing.js';
import { after } from '../account/account.testing.js';
import type { AccountEvent } from '../account/domain/events.js';
import { accountCodec } from '../account/event-catalogue.js';
import { FixedClock, TroubledStore } from '../ledger/store.testing.js';
import { streams } from '../ledger/streams.js';
import type { Programmes } from '../programme/programme.commands.js';
import { AccountReader } from './account.query.js';

const anna = '0199a1f0-0000-7000-8000-00000000000a';
const contract = '0199a1f0-0000-7000-8000-0000000000c1';
const programmes = { find: async () => ({ timeZone: 'Europe/Moscow' }) } as unknown as Programmes;

const { events } = after(
  reserve('2019-09-06', { contract }),
  open('2019-09-09', [], contract),
  report('2019-09-30', lessons('2019-09', 6, 8), contract),
  settle('2019-10-01'),
);

const append = (store: EventStore, some: readonly AccountEvent[], from: number, hash?: string) => {
  const fresh = some.map((event, index) => ({
    id: derivedId(anna, from + index),
    ...accountCodec.encode(event),
    meta: {},
    recordedAt: instant('2019-09-06T06:00:00Z'),
  }));
  const head = hash === undefined ? 'no-stream' : ({ revision: from - 1, hash } as const);
  return store.append(streams.account(anna), head, fresh as unknown as NonEmpty<NewEvent>);
};

/** A store that can be exchanged for another one, as by a restore from a backup. */
const reading = (stores: { store: TroubledStore }): AccountReader =>
  new AccountReader(
    { read: (...asked: Parameters<EventStore['read']>) => stores.store.read(...asked) } as unknown as EventStore,
    programmes,
    new FixedClock(),
  );

const read = async (reader: AccountReader): Promise<readonly AccountEvent[] | undefined> =>
  (await reader.read(anna))?.log.map(({ event }) => event);

describe('an account that is read again', () => {
  it('is read from its last event on, and never behind', async () => {
    const store = new TroubledStore();
    const reader = reading({ store });
    const stored = await append(store, events.slice(0, 3), 0);
    expect(await read(reader)).toEqual(events.slice(0, 3));
    await append(store, events.slice(3), 3, stored.at(-1)?.hash);
    expect(await read(reader)).toEqual(events);
    expect(await read(reader)).toEqual(events);
    const last = events.length - 1;
    expect(store.reads.map(([, from]) => from)).toEqual([0, 2, last]);
  });

  it('is read anew where the store has another event in its place, or none', async () => {
    const stores = { store: new TroubledStore() };
    const reader = reading(stores);
    await append(stores.store, events, 0);
    await read(reader);
    stores.store = new TroubledStore();
    await append(stores.store, events.slice(0, 2), 0);
    expect(await read(reader)).toEqual(events.slice(0, 2));
    stores.store = new TroubledStore();
    await append(stores.store, events.slice(0, 1), 0);
    expect(await read(reader)).toEqual(events.slice(0, 1));
    stores.store = new TroubledStore();
    expect(await reader.read(anna)).toBeUndefined();
  });
});
