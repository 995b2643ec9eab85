import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EventStoreDBClient, type StreamMetadata } from '@eventstore/db-client';
import { EsdbDouble } from '../../../test/esdb/double.js';
import { freshStreams, notes } from './contract/fixtures.js';
import { EsdbEventStore } from './esdb/esdb.event-store.js';
import { EventStoreRefusal } from './esdb/esdb.refusal.js';
import type { StreamId } from './event-store.js';
import { headOf } from './hash-chain.js';

describe('A stream of EventStoreDB from which events were taken', () => {
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

  const metadata = async (stream: string, kept: StreamMetadata): Promise<void> => {
    const client = EventStoreDBClient.connectionString(double.url);
    await client.setStreamMetadata(stream, kept);
    await client.dispose();
  };
  const refusal = expect.objectContaining({ constructor: EventStoreRefusal, reason: 'stream-truncated' });
  const toFresh = (on: EsdbEventStore): Promise<unknown> =>
    on.append(freshStreams().named('fresh'), 'no-stream', notes(1));

  /** Until it has stopped to ask the server about every new stream. */
  const listening = async (on: EsdbEventStore): Promise<void> => {
    for (let reads = -1; reads !== double.calls.read;) {
      reads = double.calls.read;
      await toFresh(on);
    }
  };
  /** Until it knows whatever the log says now, for it knows of a deletion that was later. */
  const informed = async (on: EsdbEventStore): Promise<void> => {
    for (;;) {
      const { named } = freshStreams();
      double.log.softDelete(named('probe'));
      await toFresh(on);
      const appended = await on.append(named('probe'), 'no-stream', notes(1)).catch((error: unknown) => error);
      if (appended instanceof EventStoreRefusal) return;
    }
  };

  // A repetition on a deleted stream was taken for one that does not show yet, and repeated for ever; a first append to one was
  // written at revision 3 with the hash of revision 0, and failed then.
  describe.each<[string, (stream: StreamId) => Promise<unknown>]>([
    ['was deleted', async (stream) => double.log.softDelete(stream)],
    ['is to keep one event', (stream) => metadata(stream, { maxCount: 1 })],
    ['is to keep its events for a day', (stream) => metadata(stream, { maxAge: 86_400 })],
  ])('because it %s', (_, spoil) => {
    it.each<[string, (on: EsdbEventStore) => Promise<unknown>]>([
      ['that was listening', informed],
      ['that asks each time', async () => undefined],
    ])('is not appended to by a store %s', async (kind, prepared) => {
      const { named } = freshStreams();
      const first = notes(3);
      const stored = await store.append(named('a'), 'no-stream', first);
      await store.append(named('a'), headOf(stored), notes(1));
      await listening(store);
      await spoil(named('a'));
      await spoil(named('b'));
      const isNew = kind !== 'that was listening';
      const asked = isNew ? EsdbEventStore.open(double.url) : store;
      await prepared(asked);
      const ledgers = (): number => double.log.records.filter(({ stream }) => !stream.startsWith('$')).length;
      const before = ledgers();
      for (const stream of [named('a'), named('b')])
        for (const events of [first, notes(1)])
          await expect(asked.append(stream, 'no-stream', events)).rejects.toEqual(refusal);
      expect(ledgers()).toBe(before);
      if (isNew) await asked.close();
    });
  });

  it('is asked for by a store that may not read the log', async () => {
    const { named } = freshStreams();
    double.mood.denied.add('$all');
    await toFresh(store);
    double.log.softDelete(named('a'));
    await expect(store.append(named('a'), 'no-stream', notes(1))).rejects.toEqual(refusal);
  });

  it('is told when nobody had heard of it in time', async () => {
    const { named } = freshStreams();
    await store.append(named('a'), 'no-stream', notes(3));
    await listening(store);
    double.mood.muteReads = double.calls.read;
    double.log.softDelete(named('a'));
    await expect(store.append(named('a'), 'no-stream', notes(1))).rejects.toEqual(refusal);
  });

  it('is heard of again after the subscription died in silence', async () => {
    const hasty = EsdbEventStore.open(double.url, { deadlineMs: 300, silenceMs: 20 });
    await listening(hasty);
    double.mood.muteReads = double.calls.read;
    await informed(hasty);
    await hasty.close();
  });

  it('may be written to again when its metadata say so', async () => {
    const { named } = freshStreams();
    await metadata(named('a'), { maxCount: 1 });
    await listening(store);
    await informed(store);
    await expect(store.append(named('a'), 'no-stream', notes(1))).rejects.toEqual(refusal);
    await metadata(named('a'), {});
    await informed(store);
    expect(await store.append(named('a'), 'no-stream', notes(1))).toHaveLength(1);
  });

  // The server answers it as the first time. A single event proves itself, wherever its stream went; whoever reads is refused.
  it('takes the repetition of a later append of one event, and of no more', async () => {
    const [stream, another] = [freshStreams().named('a'), freshStreams().named('b')];
    const [one, two] = [notes(1), notes(2)];
    const stored = await store.append(stream, 'no-stream', notes(2));
    const there = await store.append(another, 'no-stream', notes(2));
    const first = await store.append(stream, headOf(stored), one);
    await store.append(another, headOf(there), two);
    double.log.softDelete(stream);
    double.log.softDelete(another);
    expect(await store.append(stream, headOf(stored), one)).toEqual(first);
    await expect(store.append(another, headOf(there), two)).rejects.toEqual(refusal);
  });
});
