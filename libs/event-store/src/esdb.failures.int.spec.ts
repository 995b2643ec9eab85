import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EventStoreDBClient, jsonEvent, type StreamMetadata } from '@eventstore/db-client';
import { EsdbDouble } from '../../../test/esdb/double.js';
import { accessDenied, handlerFailed, notReady } from '../../../test/esdb/faults.js';
import { fault } from '../../../test/esdb/grpc.js';
import { canonicalJson } from './canonical.js';
import { all, append, caughtUp, eventsIn, freshStreams, noted, notes, until, withData } from './contract/fixtures.js';
import { idOfHash } from './esdb/esdb.codec.js';
import { EsdbEventStore } from './esdb/esdb.event-store.js';
import { EventStoreRefusal } from './esdb/esdb.refusal.js';
import {
  EventStoreUnavailable,
  RevisionConflict,
  type NewEvent,
  type NonEmpty,
  type Position,
  type StoredEvent,
  type StreamId,
  type SubscriptionMessage,
} from './event-store.js';
import { headOf, verifyChain } from './hash-chain.js';

describe('EsdbEventStore', () => {
  const { signal } = new AbortController();
  let double: EsdbDouble;
  let store: EsdbEventStore;
  beforeEach(async () => {
    double = await EsdbDouble.start();
    store = EsdbEventStore.open(double.url, { deadlineMs: 5_000 });
  });
  afterEach(async () => {
    await store.close();
    double.kill();
  });

  const everyCall = (on: EsdbEventStore, stream: StreamId): Promise<unknown>[] => [
    on.read(stream),
    on.append(stream, 'no-stream', notes(1)),
    on.appendEach([append(stream, 'no-stream', ...notes(1))]),
    all(on.readAll('start')),
    all(on.subscribeAll('start', { signal })),
  ];
  const unavailable = { status: 'rejected', reason: expect.any(EventStoreUnavailable) };
  const refused = (reason: EventStoreRefusal['reason']) => ({
    status: 'rejected',
    reason: expect.objectContaining({ constructor: EventStoreRefusal, reason }),
  });

  it('tells that the server is away', async () => {
    double.kill();
    for (const answer of await Promise.allSettled(everyCall(store, freshStreams().named('a'))))
      expect(answer).toEqual(unavailable);
  });

  it('tells that a server that answers nothing is away, when its time is over', async () => {
    double.mood.isStalled = true;
    const hasty = EsdbEventStore.open(double.url, { deadlineMs: 100 });
    for (const answer of await Promise.allSettled(everyCall(hasty, freshStreams().named('a'))))
      expect(answer).toEqual(unavailable);
    await hasty.close();
  });

  it('does not wait for the deadline of each append of a long run', async () => {
    double.mood.isStalled = true;
    const hasty = EsdbEventStore.open(double.url, { deadlineMs: 100, appendsMax: 2 });
    const { named } = freshStreams();
    const items = Array.from({ length: 100 }, (_, index) => append(named(index), 'no-stream', ...notes(1)));
    await expect(hasty.appendEach(items)).rejects.toThrow(EventStoreUnavailable);
    expect(double.calls.append).toBeLessThan(10);
    await hasty.close();
  });

  it.each([
    ['a server that is not ready', notReady()],
    ['a call cancelled by the server', fault(1, 'The server is shutting down')],
    ['an election', fault(2, 'No leader info available in response')],
    ['a broken connection', fault(13, 'Received RST_STREAM with code 2')],
  ])('takes %s for a server that is away', async (_, error) => {
    const stream = freshStreams().named('a');
    const stored = await store.append(stream, 'no-stream', notes(1));
    double.mood.fault = error;
    // On a slow machine the call is made a second time before the first is answered.
    double.mood.isFaultStanding = true;
    await expect(store.append(stream, headOf(stored), notes(1))).rejects.toThrow(EventStoreUnavailable);
  });

  it.each([
    ['a server that is not ready', notReady()],
    ['an election', fault(2, 'No leader info available in response')],
    ['what went wrong in the server', handlerFailed()],
  ])('takes %s for a server that is away when it reads, too', async (_, error) => {
    double.mood.fault = error;
    await expect(store.read(freshStreams().named('a'))).rejects.toThrow(EventStoreUnavailable);
  });

  it('does not ask for a stream without a name', async () => {
    await expect(store.read('' as StreamId)).rejects.toThrow(TypeError);
    expect(double.calls.read).toBe(0);
  });

  it('passes on what it does not know, and does not call it away', async () => {
    double.mood.fault = fault(3, 'The combination is invalid.');
    const failed = store.read(freshStreams().named('a'));
    await expect(failed).rejects.toThrow('The combination is invalid.');
    await expect(failed).rejects.not.toThrow(EventStoreUnavailable);
  });

  it('tells that access is denied', async () => {
    const stream = freshStreams().named('a');
    double.mood.denied.add(stream).add('$all');
    for (const answer of await Promise.allSettled(everyCall(store, stream)))
      expect(answer).toEqual(refused('access-denied'));
    double.mood.fault = fault(16, 'Who are you?');
    expect(await Promise.allSettled([store.read(stream)])).toEqual([refused('access-denied')]);
    double.mood.fault = accessDenied();
    expect(await Promise.allSettled([store.read(stream)])).toEqual([refused('access-denied')]);
  });

  it('tells that a stream is deleted for ever', async () => {
    const { named, filter } = freshStreams();
    const stored = await store.append(named('a'), 'no-stream', notes(1));
    double.log.tombstone(named('a'));
    const answers = [store.append(named('a'), headOf(stored), notes(1)), store.read(named('a'))];
    expect(await Promise.allSettled(answers)).toEqual([refused('stream-deleted'), refused('stream-deleted')]);
    expect(await all(store.readAll('start', filter))).toEqual(stored);
  });

  it.each([
    ['1 MiB', 1024 * 1024],
    ['16 MiB, which gRPC does not take,', 16 * 1024 * 1024],
  ])('tells that an append of %s is too large, and appends the next', async (_, size) => {
    const stream = freshStreams().named('a');
    const tooLarge = store.append(stream, 'no-stream', [noted('a'), withData({ text: 'x'.repeat(size) })]);
    expect(await Promise.allSettled([tooLarge])).toEqual([refused('append-too-large')]);
    const fits = withData({ text: 'x'.repeat(1024 * 1024 - 1_000) });
    expect(await store.append(stream, 'no-stream', [fits])).toHaveLength(1);
    expect(await store.read(stream)).toHaveLength(1);
  });

  it('turns to the leader', async () => {
    const leader = await EsdbDouble.start(double.log);
    double.mood.leader = leader.address;
    const { named, filter } = freshStreams();
    const stored = await store.append(named('a'), 'no-stream', notes(2));
    expect(leader.calls.append).toBe(1);
    const fresh = [1, 2, 3].map(() => EsdbEventStore.open(double.url));
    expect(await fresh[0]!.read(named('a'))).toEqual(stored);
    expect(await all(fresh[1]!.readAll('start', filter))).toEqual(stored);
    expect(eventsIn(await until(fresh[2]!.subscribeAll('start', { filter, signal }), caughtUp))).toEqual(stored);
    for (const one of fresh) await one.close();
    leader.kill();
  });

  it('records the events once when the answer was lost and they are asked for again', async () => {
    const stream = freshStreams().named('a');
    const events = notes(3);
    double.mood.diesAfterAppend = true;
    await expect(store.append(stream, 'no-stream', events)).rejects.toThrow(EventStoreUnavailable);
    await double.restart();
    const stored = await store.append(stream, 'no-stream', events);
    expect(stored.map(({ id }) => id)).toEqual(events.map(({ id }) => id));
    expect(await store.read(stream)).toEqual(stored);
  });

  it.each([0, 1, 25, 60])(
    'loses and doubles nothing when the server dies after %i messages of a subscription and comes back',
    async (messages) => {
      const { named, filter } = freshStreams();
      const past = await store.append(named('past'), 'no-stream', notes(40));
      const told: SubscriptionMessage[] = [];
      const { promise: isOpen, resolve: opened } = Promise.withResolvers<void>();
      const reading = (async () => {
        for await (const message of store.subscribeAll('start', { filter, signal })) {
          told.push(message);
          if (told.length === 1) {
            double.mood.diesAfterMessages = messages;
            opened();
          }
          if (eventsIn(told).length === 70) return;
        }
      })();
      await isOpen;
      let head: readonly StoredEvent[] = [];
      for (let turn = 0; turn < 30; turn++) {
        head = await persist(store, named('live'), head, notes(1), () => double.restart());
      }
      double.mood.diesAfterMessages = Infinity;
      if (!double.isUp) await double.restart();
      await reading;
      expect(eventsIn(told)).toEqual(await all(store.readAll('start', filter)));
      expect(told.filter(caughtUp)).toHaveLength(1);
      expect(eventsIn(told).slice(0, 40)).toEqual(past);
    },
  );

  it('gives a subscription up when the server stays away', async () => {
    const patient = EsdbEventStore.open(double.url, { reconnectsMax: 3 });
    const told: SubscriptionMessage[] = [];
    const following = (async () => {
      for await (const message of patient.subscribeAll('start', { signal })) {
        told.push(message);
        if (caughtUp(message)) double.kill();
      }
    })();
    await expect(following).rejects.toThrow(EventStoreUnavailable);
    expect(told.filter(caughtUp)).toHaveLength(1);
    await patient.close();
  });

  it('ends a subscription that looks for its server when the store is closed', async () => {
    const closing = EsdbEventStore.open(double.url);
    for await (const message of closing.subscribeAll('start', { signal }))
      if (caughtUp(message)) {
        double.kill();
        setImmediate(() => void closing.close());
      }
    await expect(closing.append(freshStreams().named('a'), 'no-stream', notes(1))).rejects.toThrow(
      EventStoreUnavailable,
    );
    await expect(closing.read(freshStreams().named('a'))).rejects.toThrow(EventStoreUnavailable);
  });

  it('ends a subscription that waits for a server that answers nothing, when its signal aborts', async () => {
    double.mood.isStalled = true;
    const abort = new AbortController();
    // Nothing else would end it within the hour.
    const patient = EsdbEventStore.open(double.url, { deadlineMs: 3_600_000 });
    const told = all(patient.subscribeAll('start', { signal: abort.signal }));
    while (double.calls.read === 0) await new Promise(setImmediate);
    abort.abort();
    expect(await told).toEqual([]);
    await patient.close();
  });

  it('writes what is under way before it closes', async () => {
    const closing = EsdbEventStore.open(double.url, { appendsMax: 2 });
    const { named } = freshStreams();
    const appending = Array.from({ length: 10 }, (_, index) => closing.append(named(index), 'no-stream', notes(1)));
    await closing.close();
    for (const [index, stored] of (await Promise.all(appending)).entries())
      expect(await store.read(named(index))).toEqual(stored);
  });

  describe('in a log that is not its own alone', () => {
    const foreign = async (stream: string): Promise<void> => {
      const client = EventStoreDBClient.connectionString(double.url);
      await client.appendToStream(stream, jsonEvent({ type: 'noted', data: { note: 'foreign' } }));
      await client.dispose();
    };

    const metadata = async (stream: string, kept: StreamMetadata): Promise<void> => {
      const client = EventStoreDBClient.connectionString(double.url);
      await client.setStreamMetadata(stream, kept);
      await client.dispose();
    };

    it('passes over what others have written', async () => {
      const { named, filter } = freshStreams();
      const [a] = await store.append(named('a'), 'no-stream', notes(1));
      await foreign(named('foreign'));
      double.log.writeLink(named('links'), double.log.records.at(-1)!);
      double.log.softDelete(named('gone'));
      double.log.writeSystemEvent();
      const [b] = await store.append(named('b'), 'no-stream', notes(1));
      double.log.writeSystemEvent();
      expect(await all(store.readAll('start'))).toEqual([a, b]);
      expect(await all(store.readAll('start', filter))).toEqual([a, b]);
      expect(eventsIn(await until(store.subscribeAll(a!.position, { signal }), caughtUp))).toEqual([b]);
    });

    it('does not read a stream in which others have written, or from which events were taken', async () => {
      const { named } = freshStreams();
      await store.append(named('a'), 'no-stream', notes(2));
      await foreign(named('a'));
      await expect(store.read(named('a'))).rejects.toThrow('2 is no event of the ledger');
      await store.append(named('b'), 'no-stream', notes(5));
      await metadata(named('b'), { truncateBefore: 2 });
      await expect(store.read(named('b'))).rejects.toThrow('lacks 0');
      expect(await store.read(named('b'), 3)).toHaveLength(2);
    });

    it('reads nothing back of one event that was appended', async () => {
      const stream = freshStreams().named('a');
      const stored = await store.append(stream, 'no-stream', notes(1));
      // It hears of truncated streams by now, and reads nothing for the first event of one either.
      let before = -1;
      while (before !== double.calls.read) {
        before = double.calls.read;
        await store.append(freshStreams().named('another'), 'no-stream', notes(1));
      }
      const next = await store.append(stream, headOf(stored), [withData({ b: 1, a: [{ z: 'я' }] })]);
      expect(double.calls.read).toBe(before);
      expect(await store.read(stream)).toEqual([...stored, ...next]);
    });

    it('asks for prefixes letter by letter', async () => {
      const { named, prefix } = freshStreams();
      const [a] = await store.append(named('e\u0301a'), 'no-stream', notes(1));
      const [b] = await store.append(named('.*|b'), 'no-stream', notes(1));
      await store.append(named('xyz'), 'no-stream', notes(1));
      expect(await all(store.readAll('start', { streamPrefixes: [`${prefix}e`, `${prefix}.*|`] }))).toEqual([a, b]);
      expect(await all(store.readAll('start', { streamPrefixes: [''] }))).toHaveLength(3);
    });

    it('finds its way through many events of others', async () => {
      const { named, filter } = freshStreams();
      const [a] = await store.append(named('a'), 'no-stream', notes(1));
      for (let index = 0; index < 3_000; index++) double.log.writeSystemEvent();
      expect(await all(store.readAll('start', filter))).toEqual([a]);
      expect(await all(store.readAll(a!.position, filter))).toEqual([]);
      expect(await until(store.subscribeAll(a!.position, { filter, signal }), caughtUp)).toHaveLength(1);
    });
  });

  it.each(['', '1', '1/', '-1/0', '01/1', '1/2', '9223372036854775808/0', 'a/b'])(
    'does not take %j for a position',
    async (position) => {
      expect(() => store.readAll(position as Position)).toThrow(RangeError);
      expect(() => store.subscribeAll(position as Position, { signal })).toThrow(RangeError);
    },
  );

  it('stores the bytes that were hashed', async () => {
    const stream = freshStreams().named('a');
    const event = { ...withData({ z: 1, '10': { b: [], a: 'ё' }, '9': 2 }), meta: { b: 1, a: 2 } };
    const [stored] = await store.append(stream, 'no-stream', [event]);
    const { hash, id, meta, recordedAt, version } = stored!;
    const record = double.log.records.find((one) => one.id === idOfHash(hash))!;
    expect(new TextDecoder().decode(record.data)).toBe(canonicalJson(event.data));
    expect(new TextDecoder().decode(record.metadata)).toBe(canonicalJson({ hash, id, meta, recordedAt, version }));
    expect(id).toBe(event.id);
    expect(verifyChain(await store.read(stream))).toBeUndefined();
  });

  it('gives the server an id that is bound to the content: a UUID of version 8', () => {
    const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
    expect(idOfHash('00'.repeat(32))).toMatch(uuid);
    expect(idOfHash('ff'.repeat(32))).toBe('ffffffff-ffff-8fff-bfff-ffffffffffff');
  });

  // The server compared ids alone: another content under the same id was a silent success.
  it('refuses another content under the same id at the same place', async () => {
    const stream = freshStreams().named('a');
    const event = withData({ note: 'first' });
    await store.append(stream, 'no-stream', [event]);
    const other = { ...event, data: { note: 'second' } };
    await expect(store.append(stream, 'no-stream', [other])).rejects.toBeInstanceOf(RevisionConflict);
    expect((await store.read(stream)).map(({ data }) => data)).toEqual([{ note: 'first' }]);
  });

  it('reads events from before the ids were bound: theirs is the server’s', async () => {
    const stream = freshStreams().named('a');
    const [sealed] = await store.append(stream, 'no-stream', [withData({ note: 'then' })]);
    const { hash, meta, recordedAt, version, id, type, data } = sealed!;
    const old = freshStreams().named('b');
    const client = EventStoreDBClient.connectionString(double.url);
    try {
      const metadata = { hash, meta, recordedAt, version };
      await client.appendToStream(old, jsonEvent({ id, type, data, metadata }));
    } finally {
      await client.dispose();
    }
    expect(await store.read(old)).toMatchObject([{ id, type, data, hash }]);
  });

  it('does not write to the streams of the system', async () => {
    await expect(store.append('$ledger' as StreamId, 'no-stream', notes(1))).rejects.toThrow(TypeError);
  });
});

/** Appends to the stream; while the server is away, it is started and asked again with the same events. */
const persist = async (
  store: EsdbEventStore,
  stream: StreamId,
  history: readonly StoredEvent[],
  events: NonEmpty<NewEvent>,
  restart: () => Promise<void>,
): Promise<readonly StoredEvent[]> => {
  for (;;)
    try {
      return await store.append(stream, headOf(history), events);
    } catch (error) {
      if (!(error instanceof EventStoreUnavailable)) throw error;
      await restart();
    }
};
