import { describe, expect, it } from '@jest/globals';
import { MemoryEventStore } from './memory.event-store.js';
import type { Position, StoredEvent } from './event-store.js';
import { AnotherLog, START, markOf, positionAt, type Mark } from './position.js';
import { follow, readToEnd, type TailedLog } from './subscription.js';
import { Wakeups } from './wakeups.js';

const signal = new AbortController().signal;
const at = (place: number): StoredEvent => ({ position: positionAt(place, undefined) }) as StoredEvent;

const hashAt = (place: number): string => String(place).padStart(64, '0');

/** A log of numbered events that never tells when there is news. */
const silentLog = (last: { place: number }): TailedLog => ({
  look: async (place) => ({
    last: { place: last.place, hash: hashAt(last.place) },
    hash: place > last.place ? undefined : hashAt(place),
  }),
  between: async function* (after, upTo) {
    for (let place = after + 1; place <= upTo; place++) yield [at(place)];
  },
  onNews: async () => async () => undefined,
  pollMs: 1,
});

describe('a subscription', () => {
  it('finds by itself what no news told', async () => {
    const last = { place: 2 };
    const seen: string[] = [];
    for await (const message of follow(silentLog(last), START, { signal })) {
      seen.push(message.kind === 'event' ? message.event.position : message.kind);
      if (message.kind === 'caught-up') last.place = 4;
      if (seen.length === 5) break;
    }
    expect(seen).toEqual(['1', '2', 'caught-up', '3', '4']);
  });

  it('hears news that come while it is reading', async () => {
    let wake = (): void => undefined;
    const last = { place: 1 };
    const log: TailedLog = {
      ...silentLog(last),
      onNews: async (news) => {
        wake = news;
        return async () => undefined;
      },
      pollMs: 1_000_000,
    };
    const seen: string[] = [];
    for await (const message of follow(log, START, { signal })) {
      seen.push(message.kind === 'event' ? message.event.position : message.kind);
      if (last.place < 3) {
        last.place += 1;
        wake();
      }
      if (seen.at(-1) === '3') break;
    }
    expect(seen).toEqual(['1', 'caught-up', '2', '3']);
  });

  it('leaves the news when it ends, however it ends', async () => {
    let listeners = 0;
    const log: TailedLog = {
      ...silentLog({ place: 3 }),
      onNews: async () => {
        listeners += 1;
        return async () => void (listeners -= 1);
      },
    };
    for await (const _ of follow(log, START, { signal })) break;
    expect(listeners).toBe(0);
    const failing = { ...log, look: () => Promise.reject(new Error('away')) };
    await expect(Array.fromAsync(follow(failing, START, { signal }))).rejects.toThrow('away');
    expect(listeners).toBe(0);
    const abort = new AbortController();
    for await (const message of follow(log, START, { signal: abort.signal }))
      if (message.kind === 'caught-up') abort.abort();
    expect(listeners).toBe(0);
  });

  it('ends without a fault when the log is closed after its signal has aborted', async () => {
    const abort = new AbortController();
    const log: TailedLog = {
      ...silentLog({ place: 0 }),
      look: async () => {
        abort.abort();
        throw new Error('closed');
      },
    };
    expect(await Array.fromAsync(follow(log, START, { signal: abort.signal }))).toEqual([]);
  });

  it('refuses a position that the log has not reached: it belongs to another log, or to one restored from a backup', async () => {
    const log = silentLog({ place: 3 });
    const [third, fourth] = [3, 4].map((place) => ({ place, hash: undefined })) as [Mark, Mark];
    await expect(Array.fromAsync(follow(log, fourth, { signal }))).rejects.toThrow(AnotherLog);
    await expect(Array.fromAsync(readToEnd(log, fourth, undefined))).rejects.toThrow(AnotherLog);
    await expect(Array.fromAsync(readToEnd(log, third, undefined))).resolves.toEqual([]);
  });

  it('ends when its store is closed', async () => {
    const store = new MemoryEventStore();
    const kinds: string[] = [];
    for await (const message of store.subscribeAll('start', { signal })) {
      kinds.push(message.kind);
      await store.close();
    }
    expect(kinds).toEqual(['caught-up']);
  });
});

describe('a position', () => {
  it.each(['1@', '1@ab', '@0123456789abcdef', '0', '-1', '01', '1.5', '1e3', '', 'start ', '9007199254740992'])(
    'is not %j',
    (text) => {
      expect(() => markOf(text as Position)).toThrow(RangeError);
    },
  );
  it('is a number and the beginning of a hash, which earlier versions did not tell', () => {
    expect(markOf('start')).toEqual(START);
    expect(markOf(positionAt(10, hashAt(3)))).toEqual({ place: 10, hash: '0'.repeat(16) });
    expect(markOf(positionAt(10, undefined))).toEqual({ place: 10, hash: undefined });
  });
});

describe('wake-ups', () => {
  const listener = (): { wakeups: Wakeups; calls: string[]; news: () => void } => {
    const calls: string[] = [];
    let news = (): void => undefined;
    const wakeups = new Wakeups(async (wake) => {
      calls.push('listen');
      news = wake;
      return async () => void calls.push('stop');
    });
    return { wakeups, calls, news: () => news() };
  };

  it('share one listener from the first to the last', async () => {
    const { wakeups, calls, news } = listener();
    const woken: string[] = [];
    const [leaveA, leaveB] = await Promise.all([
      wakeups.join(() => woken.push('a')),
      wakeups.join(() => woken.push('b')),
    ]);
    news();
    await leaveA();
    news();
    await leaveB();
    expect(woken).toEqual(['a', 'b', 'b']);
    expect(calls).toEqual(['listen', 'stop']);
    await (
      await wakeups.join(() => undefined)
    )();
    expect(calls).toEqual(['listen', 'stop', 'listen', 'stop']);
  });

  it('can be joined again after listening failed', async () => {
    let isAway = true;
    const wakeups = new Wakeups(async () => {
      if (isAway) throw new Error('away');
      return async () => undefined;
    });
    await expect(wakeups.join(() => undefined)).rejects.toThrow('away');
    isAway = false;
    await expect(wakeups.join(() => undefined)).resolves.toBeInstanceOf(Function);
  });
});
