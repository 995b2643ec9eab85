import { describe, expect, it } from '@jest/globals';
import { instant, newId } from '@lib/kernel';
import { AppendQueue, type AppendQueueOptions, type SealedAppend } from './append-queue.js';
import type { NewEvent, StreamId } from './event-store.js';
import { seal } from './hash-chain.js';

const event = (): NewEvent => ({
  id: newId(),
  type: 'noted',
  version: 1,
  data: {},
  meta: {},
  recordedAt: instant('2020-10-01T07:00:00.123Z'),
});
const item = (stream: string, events = 1): SealedAppend => ({
  stream: stream as StreamId,
  expected: 'no-stream',
  events: seal(stream as StreamId, 'no-stream', [event(), ...Array.from({ length: events - 1 }, event)]),
});

class Away extends Error {}

/** A queue whose batches are written down by the names of their streams. */
const queueOver = (
  options: Partial<AppendQueueOptions> = {},
): { queue: AppendQueue; batches: string[][]; add: (stream: string, events?: number) => Promise<unknown> } => {
  const batches: string[][] = [];
  const queue = new AppendQueue({
    write: async (batch) => {
      batches.push(batch.map(({ stream }) => stream));
      for (const { stream } of batch) {
        if (stream.startsWith('bad')) throw new TypeError(stream);
        if (stream.startsWith('away')) throw new Away(stream);
      }
      return batch.map(() => ({ ok: true, events: [] }));
    },
    isUnavailable: (error) => error instanceof Away,
    ...options,
  });
  return { queue, batches, add: (stream, events) => queue.add(item(stream, events)) };
};

describe('the append queue', () => {
  it('writes what has gathered as one batch', async () => {
    const { add, batches } = queueOver();
    await Promise.all([add('a'), add('b'), add('c')]);
    expect(batches).toEqual([['a', 'b', 'c']]);
  });

  it('gathers the next batch while one is being written', async () => {
    const { promise: written, resolve: release } = Promise.withResolvers<void>();
    const batches: string[][] = [];
    const queue = new AppendQueue({
      write: async (batch) => {
        batches.push(batch.map(({ stream }) => stream));
        if (batches.length === 1) await written;
        return batch.map(() => ({ ok: true, events: [] }));
      },
      isUnavailable: () => false,
    });
    const first = queue.add(item('a'));
    while (batches.length === 0) await new Promise(setImmediate);
    const others = [queue.add(item('b')), queue.add(item('c'))];
    release();
    await Promise.all([first, ...others]);
    expect(batches).toEqual([['a'], ['b', 'c']]);
  });

  it('never puts two items of one stream into a batch, and keeps their order', async () => {
    const { add, batches } = queueOver();
    const order: string[] = [];
    const named = (stream: string, name: string): Promise<unknown> => add(stream).then(() => order.push(name));
    await Promise.all([named('a', 'a1'), named('a', 'a2'), named('b', 'b1'), named('a', 'a3'), named('b', 'b2')]);
    expect(batches).toEqual([['a', 'b'], ['a', 'b'], ['a']]);
    expect(order).toEqual(['a1', 'b1', 'a2', 'b2', 'a3']);
  });

  it('bounds a batch by its items', async () => {
    const { add, batches } = queueOver({ itemsMax: 2 });
    await Promise.all(['a', 'b', 'c', 'd', 'e'].map((stream) => add(stream)));
    expect(batches).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
  });

  it('bounds a batch by its events, but takes an item of any size', async () => {
    const { add, batches } = queueOver({ eventsMax: 4 });
    await Promise.all([add('a', 2), add('b', 2), add('c', 1), add('d', 9), add('e', 4)]);
    expect(batches).toEqual([['a', 'b'], ['c'], ['d'], ['e']]);
  });

  it('fails only the item that cannot be written', async () => {
    const { add, batches } = queueOver();
    const ends = await Promise.allSettled([add('a'), add('bad'), add('c')]);
    expect(ends.map((end) => end.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(ends[1]).toEqual({ status: 'rejected', reason: new TypeError('bad') });
    expect(batches).toEqual([['a', 'bad', 'c'], ['a'], ['bad'], ['c']]);
  });

  it('does not try one by one when the store is away', async () => {
    const { add, batches } = queueOver();
    const ends = await Promise.allSettled([add('a'), add('away'), add('c')]);
    for (const end of ends) expect(end).toEqual({ status: 'rejected', reason: new Away('away') });
    expect(batches).toEqual([['a', 'away', 'c']]);
  });

  it('stops trying one by one when the store goes away meanwhile', async () => {
    const { add, batches } = queueOver();
    const ends = await Promise.allSettled([add('a'), add('bad'), add('away'), add('d')]);
    expect(ends.map((end) => end.status)).toEqual(['fulfilled', 'rejected', 'rejected', 'rejected']);
    expect(ends[3]).toEqual({ status: 'rejected', reason: new Away('away') });
    expect(batches).toEqual([['a', 'bad', 'away', 'd'], ['a'], ['bad'], ['away']]);
  });

  it('goes on after a failure', async () => {
    const { add } = queueOver();
    await expect(add('away')).rejects.toThrow(Away);
    await expect(add('a')).resolves.toEqual({ ok: true, events: [] });
  });

  it('has room again when a batch is written', async () => {
    const { queue, add } = queueOver({ itemsMax: 1, waitingMax: 2 });
    const adding = [add('a'), add('b')];
    expect(queue.isFull).toBe(true);
    await queue.room();
    expect(queue.isFull).toBe(false);
    await Promise.all(adding);
  });

  it('is drained when everything is written', async () => {
    const { queue, add, batches } = queueOver({ itemsMax: 1 });
    const adding = [add('a'), add('b')];
    await queue.drain();
    expect(batches).toEqual([['a'], ['b']]);
    await Promise.all(adding);
    await queue.drain();
  });
});
