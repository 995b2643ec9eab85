import type { EventStore, LogFilter, StoredEvent } from '@lib/event-store';
import { EventMessages, type ToMessages } from './event-messages.js';
import { EventTail } from './event-tail.js';
import { LAG_MAX, MessageLog, type LoggedMessage } from './message-log.js';
import { PausedReadings } from './paused-readings.js';

/**
 * An event store as a log of messages: the events are the outbox. While somebody listens for news, one subscription is
 * open, whatever the number of readers; whoever has reached the end is served from it.
 */
export class EventStoreLog extends MessageLog {
  readonly name: string;
  readonly topics: readonly string[];
  private readonly listeners = new Set<() => void>();
  private tail: EventTail | undefined;
  private readonly paused = new PausedReadings<LoggedMessage>();

  constructor(
    private readonly options: {
      readonly name: string;
      readonly store: EventStore;
      readonly filter: LogFilter;
      readonly topics: readonly { readonly name: string }[];
      readonly toMessages: ToMessages;
      /** How many messages an event tells, for who only counts; unless told, they are made. */
      readonly count?: (event: StoredEvent) => number;
    },
  ) {
    super();
    this.name = options.name;
    this.topics = options.topics.map((topic) => topic.name);
  }

  async read(after: string | 'start', max: number): Promise<readonly LoggedMessage[]> {
    return (await this.readTail(after, max)) ?? this.readPast(after, max);
  }

  async ahead(after: string | 'start', max: number): Promise<readonly string[]> {
    const cursors: string[] = [];
    for await (const cursor of this.cursors(after)) if (cursors.push(cursor) === max) break;
    return cursors;
  }

  async lag(after: string | 'start'): Promise<number> {
    let lag = 0;
    for await (const _ of this.cursors(after)) if ((lag += 1) === LAG_MAX) break;
    return lag;
  }

  async onNews(wake: () => void, after: string | 'start' = 'start'): Promise<() => Promise<void>> {
    const { store, filter, toMessages } = this.options;
    this.listeners.add(wake);
    this.tail ??= new EventTail({
      store,
      filter,
      after: new EventMessages(after, toMessages).position,
      onNews: () => this.listeners.forEach((listener) => listener()),
    });
    return async () => {
      this.listeners.delete(wake);
      if (this.listeners.size > 0) return;
      this.tail?.close();
      this.tail = undefined;
      this.paused.clear();
    };
  }

  private async readTail(after: string | 'start', max: number): Promise<readonly LoggedMessage[] | undefined> {
    const messages = new EventMessages(after, this.options.toMessages);
    const events = this.tail?.since(messages.position);
    if (!events) return undefined;
    const page: LoggedMessage[] = [];
    for (let next = 0; next < events.length && page.length < max;) {
      const some = events.slice(next, next + atOnce(max - page.length));
      page.push(...(await messages.of(some)));
      next += some.length;
    }
    return page.slice(0, max);
  }

  // A store reads ahead in large pages: to begin anew for each of our small ones would fetch most events many times.
  private async readPast(after: string | 'start', max: number): Promise<readonly LoggedMessage[]> {
    const reading = this.paused.take(after) ?? this.past(after, atOnce(max));
    const page: LoggedMessage[] = [];
    while (page.length < max) {
      const next = await reading.next();
      if (next.done) return page;
      page.push(next.value);
    }
    const last = page.at(-1);
    if (last) this.paused.put(last.cursor, reading);
    return page;
  }

  /** The messages behind a cursor, made of so many events at once. */
  private async *past(after: string | 'start', events: number): AsyncGenerator<LoggedMessage, void> {
    const { store, filter, toMessages } = this.options;
    const messages = new EventMessages(after, toMessages);
    let some: StoredEvent[] = [];
    for await (const event of store.readAll(messages.position, filter)) {
      some.push(event);
      if (some.length < events) continue;
      yield* await messages.of(some);
      some = [];
    }
    yield* await messages.of(some);
  }

  /** The cursors of the messages behind a cursor; the messages themselves are made only where they must be counted. */
  private async *cursors(after: string | 'start'): AsyncGenerator<string, void> {
    const { store, filter, toMessages, count } = this.options;
    const messages = new EventMessages(after, toMessages);
    for await (const event of store.readAll(messages.position, filter))
      yield* messages.cursorsOf(event, count?.(event) ?? (await toMessages(event)).length);
  }
}

/** An event may need the store before it can be told: so many wait for it together. */
const atOnce = (wanted: number): number => Math.min(wanted, 100);
