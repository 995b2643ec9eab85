import {
  EventStore,
  RevisionConflict,
  type Append,
  type AppendResult,
  type ExpectedHead,
  type LogFilter,
  type NewEvent,
  type NonEmpty,
  type Position,
  type StoredEvent,
  type StreamId,
  type StreamRead,
  type SubscriptionMessage,
} from '@lib/event-store';
import { inSpan } from '@lib/telemetry';

type AppendMeter = {
  append(seconds: number): void;
  conflict(): void;
};

/** An event store whose appends are timed, counted where they conflict, and seen in traces. */
export class MeasuredStore extends EventStore {
  constructor(
    private readonly store: EventStore,
    private readonly meter: AppendMeter,
  ) {
    super();
  }

  get comparesHashes(): boolean {
    return this.store.comparesHashes;
  }

  append(stream: StreamId, expected: ExpectedHead, events: NonEmpty<NewEvent>): Promise<readonly StoredEvent[]> {
    return this.timed(() => this.store.append(stream, expected, events)).catch((error: unknown) => {
      if (error instanceof RevisionConflict) this.meter.conflict();
      throw error;
    });
  }

  async appendEach(items: readonly Append[]): Promise<readonly AppendResult[]> {
    const results = await this.timed(() => this.store.appendEach(items));
    for (const { ok } of results) if (!ok) this.meter.conflict();
    return results;
  }

  read(stream: StreamId, fromRevision?: number, max?: number): Promise<readonly StoredEvent[]> {
    return this.store.read(stream, fromRevision, max);
  }

  readEach(asked: readonly StreamRead[]): Promise<readonly (readonly StoredEvent[])[]> {
    return this.store.readEach(asked);
  }

  readAll(after: Position | 'start', filter?: LogFilter, max?: number): AsyncIterable<StoredEvent> {
    return this.store.readAll(after, filter, max);
  }

  subscribeAll(
    after: Position | 'start',
    options: { readonly filter?: LogFilter; readonly signal: AbortSignal },
  ): AsyncIterable<SubscriptionMessage> {
    return this.store.subscribeAll(after, options);
  }

  close(): Promise<void> {
    return this.store.close();
  }

  private async timed<T>(append: () => Promise<T>): Promise<T> {
    const started = performance.now();
    try {
      return await inSpan('append', { kind: 'client' }, append);
    } finally {
      this.meter.append((performance.now() - started) / 1000);
    }
  }
}
