import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { instant } from '@lib/kernel';
import { EsdbDouble } from '../../../test/esdb/double.js';
import { timedOut } from '../../../test/esdb/faults.js';
import { freshStreams, noted, notes } from './contract/fixtures.js';
import { EsdbEventStore } from './esdb/esdb.event-store.js';
import { EventStoreUnavailable, type StoredEvent } from './event-store.js';
import { headOf } from './hash-chain.js';

/**
 * What real servers did and the double did not: an append is written before it is committed, and for as long as a disk takes
 * its repetitions are dropped without an answer. Two instances that handled one command at once were told after three seconds
 * that the store was away, and right at the next try.
 */
describe('A repetition of an append that is still under way', () => {
  let double: EsdbDouble;
  let store: EsdbEventStore;
  let another: EsdbEventStore;
  let toDisk: () => void;
  let isOver: boolean;
  beforeEach(async () => {
    isOver = false;
    double = await EsdbDouble.start();
    store = EsdbEventStore.open(double.url);
    another = EsdbEventStore.open(double.url);
    const { promise, resolve } = Promise.withResolvers<void>();
    double.mood.onDisk = () => promise;
    // A dropped repetition is never answered, so that who gets an answer has asked again.
    double.mood.commitTimeoutMs = 1_000_000;
    toDisk = resolve;
  });
  afterEach(async () => {
    isOver = true;
    toDisk();
    double.kill();
    await store.close();
    await another.close();
  });

  const stream = freshStreams().named('a');
  const until = async (isSo: () => boolean): Promise<void> => {
    while (!isSo() && !isOver) await new Promise(setImmediate);
  };
  const firstUnderWay = async (event = noted('a')): Promise<() => Promise<readonly StoredEvent[]>> => {
    const answer = store.append(stream, 'no-stream', [event]);
    answer.catch(() => undefined);
    await until(() => double.calls.append === 1);
    return () => answer;
  };

  it('is asked again while the server says nothing, and answered as the first', async () => {
    const event = noted('a');
    const first = await firstUnderWay(event);
    const second = another.append(stream, 'no-stream', [event]);
    await until(() => double.calls.append === 2);
    toDisk();
    expect(await second).toEqual(await first());
    expect(await store.read(stream)).toEqual(await first());
  });

  it('is asked again when the server says at last that it took too long', async () => {
    toDisk();
    const stored = await store.append(stream, 'no-stream', notes(1));
    double.mood.fault = timedOut();
    expect(await store.append(stream, headOf(stored), notes(2))).toEqual(await store.read(stream, 1));
    expect(double.calls.append).toBe(3);
  });

  it('is asked a few times, and then the store is away', async () => {
    const event = noted('a');
    const first = await firstUnderWay(event);
    double.mood.commitTimeoutMs = 10;
    await expect(another.append(stream, 'no-stream', [event])).rejects.toThrow(EventStoreUnavailable);
    // On a busy machine each of the five may be sent twice, for want of an answer.
    expect(double.calls.append).toBeGreaterThanOrEqual(1 + 5);
    expect(double.calls.append).toBeLessThanOrEqual(1 + 2 * 5);
    toDisk();
    expect(await another.append(stream, 'no-stream', [event])).toEqual(await first());
  });

  // The id that the server compares is bound to the hash: with another time it is another event, and refused at once, when
  // the first cannot be read yet.
  it('with a time of its own waits until the first can be read', async () => {
    const event = noted('a');
    const first = await firstUnderWay(event);
    const later = { ...event, recordedAt: instant('2020-10-02T00:00:00.000Z') };
    const second = another.append(stream, 'no-stream', [later]);
    await Promise.race([second, until(() => double.calls.read >= 4)]);
    toDisk();
    expect(await second).toEqual(await first());
  });

  it('in the same process is one call', async () => {
    const events = notes(3);
    const answers = Promise.all(Array.from({ length: 8 }, () => store.append(stream, 'no-stream', events)));
    await until(() => double.calls.append === 1);
    toDisk();
    expect(await answers).toEqual(Array(8).fill(await store.read(stream)));
    expect(double.calls.append).toBe(1);
  });
});
