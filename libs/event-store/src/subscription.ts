import type { LogFilter, StoredEvent, SubscriptionMessage } from './event-store.js';
import { AnotherLog, START, isThatVery, positionAt, type Mark } from './position.js';

/** What a subscription needs of a log whose positions are whole numbers, the first of them above 0. */
export type TailedLog = {
  /**
   * The last event, `START` when there is none, and the hash of the event at a place, where there is one. Whatever is
   * recorded later comes after the last.
   */
  look(place: number): Promise<{ readonly last: Mark; readonly hash: string | undefined }>;
  /** The events with after < position ≤ upTo that match, in order, page by page. After `max` of them the reader leaves. */
  between(
    after: number,
    upTo: number,
    filter: LogFilter | undefined,
    max?: number,
  ): AsyncIterable<readonly StoredEvent[]>;
  /** Calls back when there may be something new. It may call too often, and too seldom: `pollMs` is the safety net. */
  onNews(wake: () => void): Promise<() => Promise<void>>;
  readonly pollMs: number;
};

/** What is there when asked, and no more: it ends, however fast others write. */
export async function* readToEnd(
  log: TailedLog,
  after: Mark,
  filter: LogFilter | undefined,
  max?: number,
): AsyncGenerator<StoredEvent, void, undefined> {
  const end = await endFrom(log, after);
  let left = max ?? Infinity;
  if (left > 0)
    for await (const page of log.between(after.place, end.place, filter, max))
      for (const event of page) {
        yield event;
        left -= 1;
        if (left === 0) return;
      }
}

/** The first `max` of the events, or all of them. Whoever gives them is not asked for one more. */
export async function* atMost(
  max: number | undefined,
  events: AsyncIterable<StoredEvent>,
): AsyncGenerator<StoredEvent, void, undefined> {
  if (max === undefined) {
    yield* events;
    return;
  }
  let left = max;
  if (left > 0)
    for await (const event of events) {
      yield event;
      left -= 1;
      if (left === 0) return;
    }
}

/** Reads to the end, says so once, then follows the log until the signal aborts. */
export async function* follow(
  log: TailedLog,
  after: Mark,
  { filter, signal }: { readonly filter?: LogFilter; readonly signal: AbortSignal },
): AsyncGenerator<SubscriptionMessage, void, undefined> {
  if (signal.aborted) return;
  const bell = new Bell();
  const leave = await log.onNews(bell.ring);
  signal.addEventListener('abort', bell.ring);
  try {
    let seen = after;
    for (let isLive = false; ; isLive = true) {
      // Every position up to the end is settled, so that also what the filter hides is not looked at again.
      const end = await endFrom(log, seen);
      for await (const page of log.between(seen.place, end.place, filter))
        for (const event of page) {
          if (signal.aborted) return;
          yield { kind: 'event', event };
        }
      seen = end;
      if (signal.aborted) return;
      if (!isLive) yield { kind: 'caught-up' };
      await bell.heard(log.pollMs);
    }
  } catch (error) {
    // Who aborts because it shuts down may have closed the database already.
    if (!signal.aborted) throw error;
  } finally {
    signal.removeEventListener('abort', bell.ring);
    await leave();
  }
}

// Looked at with every look for news, for the server behind an address may have become another one.
const endFrom = async (log: TailedLog, seen: Mark): Promise<Mark> => {
  const { last, hash } = await log.look(seen.place);
  if (seen.place !== START.place && !isThatVery(seen.hash, hash))
    throw new AnotherLog(`the log has no event at ${positionAt(seen.place, seen.hash)}`);
  return last;
};

/** Remembers a ring that came while nobody was listening. */
class Bell {
  private hasRung = false;
  private onRing: (() => void) | undefined;

  readonly ring = (): void => {
    this.hasRung = true;
    this.onRing?.();
  };

  async heard(patienceMs: number): Promise<void> {
    if (!this.hasRung) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, patienceMs);
      this.onRing = resolve;
      await promise;
      clearTimeout(timer);
    }
    this.hasRung = false;
  }
}
