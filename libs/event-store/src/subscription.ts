import type { LogFilter, StoredEvent, SubscriptionMessage } from './event-store.js';

/** What a subscription needs of a log whose positions are whole numbers, the first of them above 0. */
export type TailedLog = {
  /** The position of the last event, 0 when there is none. Whatever is recorded later comes after it. */
  end(): Promise<number>;
  /** The events with after < position ≤ upTo that match, in order. After `max` of them the reader leaves. */
  between(after: number, upTo: number, filter: LogFilter | undefined, max?: number): AsyncIterable<StoredEvent>;
  /** Calls back when there may be something new. It may call too often, and too seldom: `pollMs` is the safety net. */
  onNews(wake: () => void): Promise<() => Promise<void>>;
  readonly pollMs: number;
};

/** What is there when asked, and no more: it ends, however fast others write. */
export async function* readToEnd(
  log: TailedLog,
  after: number,
  filter: LogFilter | undefined,
  max?: number,
): AsyncGenerator<StoredEvent, void, undefined> {
  yield* atMost(max, log.between(after, await endFrom(log, after), filter, max));
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
  after: number,
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
      for await (const event of log.between(seen, end, filter)) {
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

// Who has seen more than there is reads another log, or one restored from an old backup: it would miss events in silence.
const endFrom = async (log: TailedLog, seen: number): Promise<number> => {
  const end = await log.end();
  if (end < seen) throw new RangeError(`position ${seen} lies behind the end of the log, ${end}`);
  return end;
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
