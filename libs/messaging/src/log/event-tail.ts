import { AnotherLog, type EventStore, type LogFilter, type Position, type StoredEvent } from '@lib/event-store';
import { backoffMs, type Backoff } from '@lib/kernel';
import { pause } from '../waiting/pause.js';

/** Follows an event store from a position on and keeps the latest events: who reads at the end of the log needs no query. */
export class EventTail {
  private readonly closing = new AbortController();
  private readonly events: StoredEvent[] = [];
  /** The event before the first one kept. */
  private before: Position | 'start';
  private isAnotherLog = false;

  constructor(
    private readonly options: {
      readonly store: EventStore;
      readonly filter: LogFilter;
      readonly after: Position | 'start';
      /** Called when the tail has caught up, and for every event from then on. */
      readonly onNews: () => void;
    },
  ) {
    this.before = options.after;
    void this.follow(this.closing.signal);
  }

  /** The events behind the position as far as they have come in; undefined when the position is not among those kept, or the log is another one by now. */
  since(position: Position | 'start'): readonly StoredEvent[] | undefined {
    if (this.isAnotherLog) return undefined;
    const index = this.events.findLastIndex((event) => event.position === position);
    return index === -1 && position !== this.before ? undefined : this.events.slice(index + 1);
  }

  close(): void {
    this.closing.abort();
  }

  private async follow(signal: AbortSignal): Promise<void> {
    for (let failures = 1; !signal.aborted; failures++) {
      try {
        await this.subscribe(signal);
        failures = 1;
      } catch (error) {
        // Whoever reads meets the same error, and tells it.
        this.isAnotherLog ||= error instanceof AnotherLog;
      }
      await pause(backoffMs(failures, REOPEN), signal);
    }
  }

  private async subscribe(signal: AbortSignal): Promise<void> {
    const { store, filter, onNews } = this.options;
    const last = this.events.at(-1)?.position ?? this.before;
    let isLive = false;
    for await (const news of store.subscribeAll(last, { filter, signal })) {
      if (news.kind === 'event') this.keep(news.event);
      else isLive = true;
      if (isLive) onNews();
    }
  }

  private keep(event: StoredEvent): void {
    this.events.push(event);
    if (this.events.length > KEPT_MAX) this.before = this.events.shift()?.position ?? this.before;
  }
}

const KEPT_MAX = 1_000;
const REOPEN: Backoff = { firstMs: 100, maxMs: 10_000 };
