import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { enrollmentContracts, type WireMessage } from '@lib/contracts';
import {
  EventStoreUnavailable,
  MemoryEventStore,
  type StoredEvent,
  type StreamId,
  type SubscriptionMessage,
} from '@lib/event-store';
import { instant, newId } from '@lib/kernel';
import { labelOf, labels, message, until } from '../contract/fixtures.testing.js';
import { EventStoreLog, LAG_MAX, type LoggedMessage } from '../index.js';
import type { ToMessages } from './event-messages.js';

/** Counts how it is read, and goes away when told to. */
class WatchedStore extends MemoryEventStore {
  isAway = false;
  readings = 0;
  fetched = 0;
  subscriptions = 0;
  open = 0;

  override async *readAll(...args: Parameters<MemoryEventStore['readAll']>): AsyncGenerator<StoredEvent> {
    this.readings += 1;
    for await (const event of super.readAll(...args)) {
      this.check();
      this.fetched += 1;
      yield event;
    }
  }

  override async *subscribeAll(
    ...args: Parameters<MemoryEventStore['subscribeAll']>
  ): AsyncGenerator<SubscriptionMessage> {
    this.subscriptions += 1;
    this.open += 1;
    try {
      for await (const news of super.subscribeAll(...args)) {
        this.check();
        yield news;
      }
    } finally {
      this.open -= 1;
    }
  }

  private check(): void {
    if (this.isAway) throw new EventStoreUnavailable('away');
  }
}

describe('EventStoreLog', () => {
  let store: WatchedStore;
  let log: EventStoreLog;
  let sequence: number;
  beforeEach(() => {
    store = new WatchedStore();
    sequence = 0;
    log = new EventStoreLog({
      name: 'accounts',
      store,
      filter: { streamPrefixes: ['account-'] },
      topics: [enrollmentContracts],
      toMessages: ({ data }) => data['messages'] as unknown as readonly WireMessage[],
    });
  });
  afterEach(() => store.close());

  /** An event that tells so many messages, numbered through. */
  const append = async (count: number, stream = 'account'): Promise<void> => {
    const messages = Array.from({ length: count }, () => message('anna', sequence++));
    const recordedAt = instant('2026-09-01T06:00:00Z');
    const event = { id: newId(), type: 'moved', version: 1, data: { messages }, meta: {}, recordedAt };
    await store.append(`${stream}-${newId()}` as StreamId, 'no-stream', [event]);
  };
  /** Reads to the end, so many messages at a time. */
  const readAll = async (max: number): Promise<readonly LoggedMessage[]> => {
    const read: LoggedMessage[] = [];
    for (;;) {
      const page = await log.read(read.at(-1)?.cursor ?? 'start', max);
      read.push(...page);
      if (page.length < max) return read;
    }
  };

  it('shows the messages of the events in order, none, one or several of each, in pages of any size', async () => {
    for (const count of [1, 0, 3, 0, 0, 2, 1]) await append(count);
    await append(1, 'other');
    for (const max of [1, 2, 3, 4, 100]) expect(labelsOf(await readAll(max))).toEqual(labels('anna', 0, 7));
  });

  it('gives every message a cursor of its own, behind which the next one follows', async () => {
    for (const count of [0, 3, 0, 2]) await append(count);
    const all = await readAll(100);
    expect(new Set(all.map(({ cursor }) => cursor)).size).toBe(5);
    for (const [index, { cursor }] of all.entries())
      expect(labelsOf(await log.read(cursor, 100))).toEqual(labels('anna', index + 1, 4 - index));
  });

  it('fetches every event of the past once, however small the pages, for several readers at once', async () => {
    for (let index = 0; index < 100; index++) await append(1);
    const [some, others] = await Promise.all([readAll(7), readAll(9)]);
    expect(labelsOf(some)).toEqual(labels('anna', 0, 100));
    expect(others).toEqual(some);
    expect(store.fetched).toBe(200);
  });

  it('counts what is behind a cursor, up to the cap', async () => {
    await append(3);
    const [first] = await log.read('start', 1);
    expect(await log.lag('start')).toBe(3);
    expect(await log.lag(first!.cursor)).toBe(2);
    await append(LAG_MAX);
    expect(await log.lag('start')).toBe(LAG_MAX);
  });

  it('lets the reader see that the store is away, and goes on when it is back', async () => {
    for (let index = 0; index < 4; index++) await append(1);
    const [first] = await log.read('start', 1);
    store.isAway = true;
    await expect(log.read(first!.cursor, 1)).rejects.toThrow(EventStoreUnavailable);
    store.isAway = false;
    expect(labelsOf(await log.read(first!.cursor, 3))).toEqual(labels('anna', 1, 3));
  });

  describe('whose messages take a while to be made', () => {
    const slowLog = (toMessages: ToMessages, count?: () => number): EventStoreLog =>
      new EventStoreLog({
        name: 'accounts',
        store,
        filter: { streamPrefixes: ['account-'] },
        topics: [enrollmentContracts],
        toMessages,
        ...(count ? { count } : {}),
      });
    const madeOf = ({ data }: StoredEvent): readonly WireMessage[] =>
      data['messages'] as unknown as readonly WireMessage[];

    it('makes those of many events together, and tells them in the order of the events', async () => {
      for (const count of [1, 3, 0, 2, 1]) await append(count);
      const made: (() => void)[] = [];
      const lastFirst = slowLog((event) => {
        const ready = Promise.withResolvers<readonly WireMessage[]>();
        made.push(() => ready.resolve(madeOf(event)));
        if (made.length === 5) for (const tell of made.toReversed()) tell();
        return ready.promise;
      });
      expect(labelsOf(await lastFirst.read('start', 100))).toEqual(labels('anna', 0, 7));
    });

    it('stays where it was when one cannot be made for a while', async () => {
      await append(1);
      await append(1);
      let isAway = true;
      const patchy = slowLog(async (event) => {
        if (isAway) throw new EventStoreUnavailable('away');
        return madeOf(event);
      });
      await expect(patchy.read('start', 10)).rejects.toThrow(EventStoreUnavailable);
      isAway = false;
      expect(labelsOf(await patchy.read('start', 10))).toEqual(labels('anna', 0, 2));
    });

    it('counts them without making them, where it is told how many there are', async () => {
      await append(1);
      await append(1);
      const never = slowLog(
        () => Promise.reject(new Error('nobody asked for it')),
        () => 1,
      );
      expect(await never.lag('start')).toBe(2);
    });
  });

  describe('while somebody listens', () => {
    let news: number;
    let leave: () => Promise<void>;
    beforeEach(async () => {
      news = 0;
      await append(2);
      await append(1);
      const [, , last] = await readAll(10);
      leave = await log.onNews(() => (news += 1), last!.cursor);
      await until(() => news > 0);
      store.readings = 0;
    });
    afterEach(() => leave());

    it('tells of news, also to those who do not read', async () => {
      for (let index = 0; index < 3; index++) {
        const before = news;
        await append(1);
        await until(() => news > before);
      }
    });

    it('serves from one subscription every reader who has come to its beginning', async () => {
      const leaveToo = await log.onNews(() => undefined);
      let cursor = (await log.read('start', 10)).at(-1)!.cursor;
      const readings = store.readings;
      for (let index = 3; index < 8; index++) {
        const before = news;
        await append(1);
        await until(() => news > before);
        const [page, sameAgain] = await Promise.all([log.read(cursor, 10), log.read(cursor, 10)]);
        expect(labelsOf(page)).toEqual([`anna ${index}`]);
        expect(sameAgain).toEqual(page);
        cursor = page[0]!.cursor;
      }
      expect(await log.read(cursor, 10)).toEqual([]);
      expect({ subscriptions: store.subscriptions, readings: store.readings }).toEqual({ subscriptions: 1, readings });
      await leaveToo();
    });

    it('reads in mid-event and from the past as ever', async () => {
      const before = news;
      await append(3);
      await until(() => news > before);
      const all = await log.read('start', 10);
      expect(labelsOf(all)).toEqual(labels('anna', 0, 6));
      for (const [index, { cursor }] of all.entries())
        expect(labelsOf(await log.read(cursor, 2))).toEqual(labels('anna', index + 1, Math.min(2, 5 - index)));
    });

    it('keeps only the latest events, and fetches the others', async () => {
      for (let index = 0; index < 1_500; index++) await append(1);
      await until(() => news > 1_500);
      for (const max of [200, 2_000]) expect(labelsOf(await readAll(max))).toEqual(labels('anna', 0, 1_503));
      expect(store.readings).toBeGreaterThan(0);
    });

    it('opens a subscription that broke off again, where it broke off', async () => {
      const before = news;
      store.isAway = true;
      await append(1);
      await until(() => store.open === 0);
      store.isAway = false;
      await append(1);
      await until(() => news > before);
      expect(labelsOf((await readAll(10)).slice(-2))).toEqual(labels('anna', 3, 2));
    });

    it('ends the subscription when the last one leaves', async () => {
      const leaveToo = await log.onNews(() => undefined);
      await leave();
      expect(store.open).toBe(1);
      await leaveToo();
      await until(() => store.open === 0);
      expect(labelsOf(await log.read('start', 10))).toEqual(labels('anna', 0, 3));
    });
  });
});

const labelsOf = (page: readonly LoggedMessage[]): readonly string[] => page.map((logged) => labelOf(logged.message));
