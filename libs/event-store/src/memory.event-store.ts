import type { JsonObject } from './canonical.js';
import {
  EventStore,
  EventStoreUnavailable,
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
} from './event-store.js';
import { headOf, revisionOf, seal } from './hash-chain.js';
import { START, markOf, positionAt } from './position.js';
import { isRepetition } from './repetition.js';
import { follow, readToEnd, type TailedLog } from './subscription.js';

/** A store for unit tests: it lives as long as this object, and answers like the others (the same contract suite). */
export class MemoryEventStore extends EventStore {
  readonly comparesHashes = true;
  private readonly events: StoredEvent[] = [];
  private readonly streams = new Map<StreamId, StoredEvent[]>();
  private readonly followers = new Set<() => void>();
  private readonly closing = new AbortController();

  async read(stream: StreamId, fromRevision = 0, max = Infinity): Promise<readonly StoredEvent[]> {
    return this.streams.get(stream)?.slice(fromRevision, fromRevision + max) ?? [];
  }

  readEach(asked: readonly StreamRead[]): Promise<readonly (readonly StoredEvent[])[]> {
    return Promise.all(asked.map(({ stream, fromRevision }) => this.read(stream, fromRevision)));
  }

  async append(stream: StreamId, expected: ExpectedHead, events: NonEmpty<NewEvent>): Promise<readonly StoredEvent[]> {
    const result = this.tryAppend({ stream, expected, events });
    if (!result.ok) throw result.error;
    return result.events;
  }

  async appendEach(items: readonly Append[]): Promise<readonly AppendResult[]> {
    const answers = await Promise.allSettled(items.map(async (item) => this.tryAppend(item)));
    return answers.map((answer) => {
      if (answer.status === 'rejected') throw answer.reason;
      return answer.value;
    });
  }

  readAll(after: Position | 'start', filter?: LogFilter, max?: number): AsyncIterable<StoredEvent> {
    return readToEnd(this.log, markOf(after), filter, max);
  }

  subscribeAll(
    after: Position | 'start',
    options: { readonly filter?: LogFilter; readonly signal: AbortSignal },
  ): AsyncIterable<SubscriptionMessage> {
    const signal = AbortSignal.any([options.signal, this.closing.signal]);
    return follow(this.log, markOf(after), { ...options, signal });
  }

  async close(): Promise<void> {
    this.closing.abort();
  }

  private tryAppend({ stream, expected, events }: Append): AppendResult {
    if (this.closing.signal.aborted) throw new EventStoreUnavailable('the event store is closed');
    const sealed = seal(stream, expected, events);
    const history = this.streams.get(stream) ?? [];
    const head = headOf(history);
    if (!isSameHead(head, expected)) {
      const first = sealed[0].event.revision;
      const there = history.slice(first, first + events.length);
      if (isRepetition(there, events)) return { ok: true, events: there };
      return { ok: false, error: new RevisionConflict(stream, revisionOf(expected), revisionOf(head)) };
    }
    const stored = sealed.map(({ event, dataJson, metaJson }, index) => ({
      ...event,
      data: JSON.parse(dataJson) as JsonObject,
      meta: JSON.parse(metaJson) as JsonObject,
      position: positionAt(this.events.length + index + 1, event.hash),
    }));
    this.events.push(...stored);
    history.push(...stored);
    this.streams.set(stream, history);
    for (const wake of this.followers) wake();
    return { ok: true, events: stored };
  }

  private async *between(
    after: number,
    upTo: number,
    filter?: LogFilter,
  ): AsyncGenerator<readonly StoredEvent[], void, undefined> {
    const isAsked = ({ stream }: StoredEvent): boolean =>
      !filter || filter.streamPrefixes.some((prefix) => stream.startsWith(prefix));
    yield this.events.slice(after, upTo).filter(isAsked);
  }

  private readonly log: TailedLog = {
    look: async (place) => {
      const last = this.events.at(-1);
      return {
        last: last ? { place: this.events.length, hash: last.hash } : START,
        hash: this.events[place - 1]?.hash,
      };
    },
    between: (after, upTo, filter) => this.between(after, upTo, filter),
    onNews: async (wake) => {
      this.followers.add(wake);
      return async () => void this.followers.delete(wake);
    },
    pollMs: 500,
  };
}

const isSameHead = (a: ExpectedHead, b: ExpectedHead): boolean =>
  a === 'no-stream' || b === 'no-stream' ? a === b : a.revision === b.revision && a.hash === b.hash;
