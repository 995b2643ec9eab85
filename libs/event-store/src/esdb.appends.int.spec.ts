import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EsdbDouble } from '../../../test/esdb/double.js';
import { all, freshStreams, notes, withData } from './contract/fixtures.js';
import { EsdbEventStore } from './esdb/esdb.event-store.js';
import { EventStoreRefusal } from './esdb/esdb.refusal.js';
import { EventStoreUnavailable, RevisionConflict, type NewEvent, type NonEmpty, type StreamId } from './event-store.js';
import { headOf } from './hash-chain.js';

describe('The appends of one process to EventStoreDB', () => {
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

  type Asked = { readonly stream: StreamId; readonly events: NonEmpty<NewEvent> };
  const asked = (count: number): { readonly items: readonly Asked[]; readonly written: () => Promise<unknown> } => {
    const { named, filter } = freshStreams();
    const items = Array.from({ length: count }, (_, index) => ({
      stream: named(index),
      events: notes(1 + (index % 3)),
    }));
    return { items, written: async () => (await all(store.readAll('start', filter))).map(({ id }) => id).toSorted() };
  };
  const appendAll = (items: readonly Asked[]) =>
    Promise.allSettled(items.map(({ stream, events }) => store.append(stream, 'no-stream', events)));
  const idsOf = (items: readonly Asked[]): readonly string[] =>
    items.flatMap(({ events }) => events.map(({ id }) => id)).toSorted();
  const until = async (isSo: () => boolean): Promise<void> => {
    while (!isSo()) await new Promise(setImmediate);
  };

  it('share one call', async () => {
    const { items, written } = asked(40);
    await appendAll(items);
    expect(await written()).toEqual(idsOf(items));
    // On a slow machine an answer is late, and asked for by another call.
    expect(double.calls.batchAppend).toBeLessThanOrEqual(5);
  });

  it('are each answered by itself', async () => {
    const { named } = freshStreams();
    const there = await store.append(named('a'), 'no-stream', notes(2));
    await store.append(named('deleted'), 'no-stream', notes(1));
    double.log.tombstone(named('deleted'));
    double.mood.denied.add(named('denied'));
    const large = withData({ text: 'x'.repeat(1024 * 1024) });
    const answers = await Promise.allSettled([
      store.append(named('a'), headOf(there), notes(1)),
      store.append(named('b'), headOf(there), notes(1)),
      store.append(named('deleted'), headOf(there), notes(1)),
      store.append(named('denied'), headOf(there), notes(1)),
      store.append(named('large'), headOf(there), [large, large]),
      store.append(named('larger'), headOf(there), [withData({ text: 'x'.repeat(16 * 1024 * 1024) })]),
      store.append(named('c'), 'no-stream', notes(3)),
    ]);
    expect(answers).toMatchObject([
      { status: 'fulfilled' },
      { reason: new RevisionConflict(named('b'), 1, 'no-stream') },
      { reason: { constructor: EventStoreRefusal, reason: 'stream-deleted' } },
      { reason: { constructor: EventStoreRefusal, reason: 'access-denied' } },
      { reason: { constructor: EventStoreRefusal, reason: 'append-too-large' } },
      { reason: { constructor: EventStoreRefusal, reason: 'append-too-large' } },
      { status: 'fulfilled' },
    ]);
  });

  it('are all answered by another call when one gives no answer any more, and the first is left', async () => {
    await appendAll(asked(1).items);
    double.mood.muteBatches = double.calls.batchAppend;
    const { items, written } = asked(30);
    for (const { status } of await appendAll(items)) expect(status).toBe('fulfilled');
    expect(await written()).toEqual(idsOf(items));
    await until(() => double.openBatches === 1);
    expect(double.calls.batchAppend).toBeGreaterThan(1);
  });

  // At 300 ms everything was asked again, up to five times, of a server that was behind already.
  it('are asked again later where all of them take long', async () => {
    double.mood.fsyncMs = 450;
    await appendAll(asked(1).items);
    const appended = double.calls.append;
    await appendAll(asked(20).items);
    expect(double.calls.append).toBe(appended + 20);
  });

  it('are away when no call gives an answer, and nothing is left open', async () => {
    const hasty = EsdbEventStore.open(double.url, { deadlineMs: 700 });
    double.mood.muteBatches = Infinity;
    const { named } = freshStreams();
    const events = notes(2);
    await expect(hasty.append(named('a'), 'no-stream', events)).rejects.toThrow(EventStoreUnavailable);
    double.mood.muteBatches = 0;
    const stored = await hasty.append(named('a'), 'no-stream', events);
    expect(await hasty.read(named('a'))).toEqual(stored);
    await hasty.close();
    await until(() => double.openBatches === 0);
  });

  it.each([0, 1, 7])('are lost or doubled by no call that breaks after %i answers', async (answers) => {
    await appendAll(asked(1).items);
    double.mood.breaksAfterAnswers = answers;
    const { items, written } = asked(30);
    const first = await appendAll(items);
    const away = first.filter((answer) => answer.status === 'rejected');
    expect(away).toHaveLength(items.length - answers);
    for (const { reason } of away) expect(reason).toBeInstanceOf(EventStoreUnavailable);
    const again = await appendAll(items);
    for (const [index, answer] of again.entries()) {
      expect(answer.status).toBe('fulfilled');
      if (first[index]?.status === 'fulfilled') expect(answer).toEqual(first[index]);
    }
    expect(await written()).toEqual(idsOf(items));
  });

  // A node that is no leader any more ends the call; what it had taken before may or may not be written.
  it('go to the new leader when the old one ends the call with some of them under way', async () => {
    await appendAll(asked(1).items);
    const { promise: onDisk, resolve: toDisk } = Promise.withResolvers<void>();
    double.mood.onDisk = () => onDisk;
    const [before, after] = [asked(10), asked(10)];
    const appended = double.calls.append;
    const first = appendAll(before.items);
    await until(() => double.calls.append >= appended + 10);
    const leader = await EsdbDouble.start(double.log);
    double.mood.leader = leader.address;
    const second = appendAll(after.items);
    await until(() => leader.calls.append >= 20);
    toDisk();
    for (const { status } of [...(await first), ...(await second)]) expect(status).toBe('fulfilled');
    for (const { items, written } of [before, after]) expect(await written()).toEqual(idsOf(items));
    await store.close();
    leader.kill();
  });
});
