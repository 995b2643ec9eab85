import type { EventStore, LogFilter } from '@lib/event-store';
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
    },
  ) {
    super();
    this.name = options.name;
    this.topics = options.topics.map((topic) => topic.name);
  }

  async read(after: string | 'start', max: number): Promise<readonly LoggedMessage[]> {
    return this.readTail(after, max) ?? this.readPast(after, max);
  }

  async ahead(after: string | 'start', max: number): Promise<readonly string[]> {
    const cursors: string[] = [];
    for await (const { cursor } of this.past(after)) if (cursors.push(cursor) === max) break;
    return cursors;
  }

  async lag(after: string | 'start'): Promise<number> {
    let count = 0;
    for await (const _ of this.past(after)) if ((count += 1) === LAG_MAX) break;
    return count;
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

  private readTail(after: string | 'start', max: number): readonly LoggedMessage[] | undefined {
    const messages = new EventMessages(after, this.options.toMessages);
    const events = this.tail?.since(messages.position);
    if (!events) return undefined;
    const page: LoggedMessage[] = [];
    for (const event of events) {
      page.push(...messages.of(event));
      if (page.length >= max) break;
    }
    return page.slice(0, max);
  }

  // A store reads ahead in large pages: to begin anew for each of our small ones would fetch most events many times.
  private async readPast(after: string | 'start', max: number): Promise<readonly LoggedMessage[]> {
    const reading = this.paused.take(after) ?? this.past(after);
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

  private async *past(after: string | 'start'): AsyncGenerator<LoggedMessage, void> {
    const { store, filter, toMessages } = this.options;
    const messages = new EventMessages(after, toMessages);
    for await (const event of store.readAll(messages.position, filter)) yield* messages.of(event);
  }
}
