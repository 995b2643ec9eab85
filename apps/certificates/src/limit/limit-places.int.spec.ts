import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Database } from '@lib/database';
import type { StreamId } from '@lib/event-store';
import { calendarDate, kopecks, newId, ok } from '@lib/kernel';
import { openDatabase } from '../certificates.testing.js';
import { Ledger } from '../ledger/ledger.js';
import { FixedClock, TroubledStore } from '../ledger/store.testing.js';
import { StoredStreamCache } from '../ledger/stream-cache.store.js';
import { evolveLimit, giveBackPlace, takePlace, untouched, type Limit, type LimitEvent } from './domain/limit.js';
import { limitCodec, limitKind } from './limit.codec.js';

// Each process held every place of a programme in memory and read the whole stream at its first command: 382 MB and four
// seconds for 200,000 places. Now a process holds what changed lately, and asks the cache about the rest.

const on = calendarDate('2020-10-05');
const group = { id: 'general', name: 'Дети', nominal: kopecks(190_000), countLimit: 100_000, sumLimit: null };
const clock = new FixedClock();

let database: Database;
let store: TroubledStore;
let stream: StreamId;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database.close());
beforeEach(() => {
  store = new TroubledStore();
  stream = `limit-${newId()}` as StreamId;
});

type Limits = Ledger<Limit, LimitEvent>;
const aProcess = (of: TroubledStore = store): Limits =>
  new Ledger<Limit, LimitEvent>(of, clock, limitKind, new StoredStreamCache(database));

/** The ordinal of the place that the holder has after asking; and how many events that took. */
const take = async (limits: Limits, holder: string): Promise<readonly [number | undefined, number]> => {
  const decide = (limit: Limit) => ok(takePlace(limit, holder, group, on)?.events ?? []);
  const taken = await limits.handle(stream, { commandId: `take ${newId()}` }, decide, [holder]);
  if (!taken.ok) throw new Error('a place is taken or not');
  return [taken.value.state.places.get(holder)?.ordinal, taken.value.events.length];
};
const giveBack = (limits: Limits, holder: string): Promise<unknown> =>
  limits.handle(stream, { commandId: `back ${newId()}` }, (limit) => ok(giveBackPlace(limit, holder, on, 'no')), [
    holder,
  ]);
const takeMany = (limits: Limits, from: number, to: number): Promise<unknown> =>
  Promise.all(Array.from({ length: to - from }, (_, index) => take(limits, `child ${from + index}`)));
/** By the events alone, all of them in memory. */
const replayed = async (of: TroubledStore = store): Promise<Limit> =>
  (await of.read(stream)).map((event) => limitCodec.decode(event)).reduce(evolveLimit, untouched);

describe('the places of a large programme', () => {
  it('are not all in memory, and each holder still has its own', async () => {
    const first = aProcess();
    await takeMany(first, 0, 5_000);
    expect((await first.load(stream)).state.places.size).toBeLessThan(2_500);
    const second = aProcess();
    store.reads.length = 0;
    const { state } = await second.load(stream, ['child 0', 'nobody']);
    expect(Math.min(...store.reads.map(([, from]) => from))).toBeGreaterThan(2_000);
    expect(state.lastOrdinal).toBe(5_000);
    expect([state.places.get('child 0')?.ordinal, state.places.get('nobody')]).toStrictEqual([1, null]);
    for (const child of [0, 1_999, 2_000, 4_999]) expect(await take(second, `child ${child}`)).toEqual([child + 1, 0]);
    expect(await take(second, 'child 5000')).toEqual([5_001, 1]);
  });

  it('given back long after they were taken are free, and stay so', async () => {
    const [one, two] = [aProcess(), aProcess()];
    await takeMany(one, 0, 2_500);
    await giveBack(two, 'child 3');
    await giveBack(one, 'child 3');
    await takeMany(two, 2_500, 5_000);
    expect((await replayed()).issued.get('general')?.count).toBe(4_999);
    const third = aProcess();
    expect((await third.load(stream, ['child 3'])).state.places.get('child 3')).toBe(null);
    expect(await take(third, 'child 3')).toEqual([5_001, 1]);
    expect(await take(one, 'child 3')).toEqual([5_001, 0]);
  });

  it('are the same to processes that take and give back beside each other', async () => {
    const processes = [aProcess(), aProcess(), aProcess()];
    for (let turn = 0; turn < 12; turn++)
      await Promise.all(
        processes.flatMap((limits, index) =>
          Array.from({ length: 250 }, async (_, n) => {
            const holder = `child ${(turn * 400 + n * 7 + index * 3) % 4_000}`;
            if ((n + turn) % 5 === 0) await giveBack(limits, holder);
            else await take(limits, holder);
          }),
        ),
      );
    const truth = await replayed();
    const holders = Array.from({ length: 4_000 }, (_, child) => `child ${child}`);
    for (const limits of [...processes, aProcess()]) {
      const { state } = await limits.load(stream, holders);
      expect(state.issued).toStrictEqual(truth.issued);
      expect(holders.map((holder) => state.places.get(holder)?.ordinal)).toStrictEqual(
        holders.map((holder) => truth.places.get(holder)?.ordinal),
      );
    }
  });

  // A server that had lost its end, or was restored: what the snapshot told was not in the log any more.
  it('are those of the log, where the snapshots are of another one', async () => {
    const running = aProcess();
    await takeMany(running, 0, 4_500);
    const restored = new TroubledStore();
    await takeMany(aProcess(restored), 10, 2_600);
    const after = aProcess(restored);
    expect(await take(after, 'child 3')).toEqual([2_591, 1]);
    expect(await take(after, 'child 10')).toEqual([1, 0]);
    expect((await replayed(restored)).places.size).toBe(2_591);
    expect(await take(running, 'child 4499')).toEqual([4_500, 0]);
  });

  it('are found in the log where the cache is empty', async () => {
    await takeMany(aProcess(), 0, 4_500);
    await database.query('TRUNCATE certificates.stream_snapshots, certificates.stream_entries');
    const limits = aProcess();
    expect(await take(limits, 'child 7')).toEqual([8, 0]);
    expect(await take(limits, 'new')).toEqual([4_501, 1]);
  });
});
