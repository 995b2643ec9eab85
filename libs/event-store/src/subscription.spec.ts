import { describe, expect, it } from '@jest/globals';
import { MemoryEventStore } from './memory.event-store.js';
import type { Position, StoredEvent } from './event-store.js';
import { placeOf, positionOf } from './position.js';
import { follow, readToEnd, type TailedLog } from './subscription.js';
import { Wakeups } from './wakeups.js';

const signal = new AbortController().signal;
const at = (place: number): StoredEvent => ({ position: positionOf(place) }) as StoredEvent;

/** A log of numbered events that never tells when there is news. */
const silentLog = (last: { place: number }): TailedLog => ({
  end: async () => last.place,
  between: async function* (after, upTo) {
    for (let place = after + 1; place <= upTo; place++) yield at(place);
  },
  onNews: async () => async () => undefined,
  pollMs: 1,
});

describe('a subscription', () => {
  it('finds by itself what no news told', async () => {
    const last = { place: 2 };
    const seen: string[] = [];
    for await (const message of follow(silentLog(last), 0, { signal })) {
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
    for await (const message of follow(log, 0, { signal })) {
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
    for await (const _ of follow(log, 0, { signal })) break;
    expect(listeners).toBe(0);
    const failing = { ...log, end: () => Promise.reject(new Error('away')) };
    await expect(Array.fromAsync(follow(failing, 0, { signal }))).rejects.toThrow('away');
    expect(listeners).toBe(0);
    const abort = new AbortController();
    for await (const message of follow(log, 0, { signal: abort.signal }))
      if (message.kind === 'caught-up') abort.abort();
    expect(listeners).toBe(0);
  });

  it('ends without a fault when the log is closed after its signal has aborted', async () => {
    const abort = new AbortController();
    const log: TailedLog = {
      ...silentLog({ place: 0 }),
      end: async () => {
        abort.abort();
        throw new Error('closed');
      },
    };
    expect(await Array.fromAsync(follow(log, 0, { signal: abort.signal }))).toEqual([]);
  });

  it('refuses a position that the log has not reached: it belongs to another log, or to one restored from a backup', async () => {
    const log = silentLog({ place: 3 });
    await expect(Array.fromAsync(follow(log, 4, { signal }))).rejects.toThrow(RangeError);
    await expect(Array.fromAsync(readToEnd(log, 4, undefined))).rejects.toThrow(RangeError);
    await expect(Array.fromAsync(readToEnd(log, 3, undefined))).resolves.toEqual([]);
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
  it.each(['0', '-1', '01', '1.5', '1e3', '', 'start ', '9007199254740992'])('is not %j', (text) => {
    expect(() => placeOf(text as Position)).toThrow(RangeError);
  });
  it('orders as a number', () => {
    expect(placeOf('start')).toBe(0);
    expect(placeOf(positionOf(10))).toBe(10);
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
