import {
  RevisionConflict,
  type Append,
  type EventStore,
  type ExpectedHead,
  type NewEvent,
  type NonEmpty,
  type StoredEvent,
  type StreamId,
} from '@lib/event-store';
import { derivedId, type Clock, type Instant, type Result } from '@lib/kernel';
import { metaOf, type Cause } from './cause.js';
import type { EventCodec } from './event-codec.js';

/** A kind of stream: what its events are, how they are stored and what they add up to. */
export type StreamKind<State, Event extends { readonly type: string }> = {
  readonly codec: EventCodec<Event>;
  readonly initial: State;
  readonly evolve: (state: State, event: Event) => State;
};

export type Loaded<State> = {
  readonly state: State;
  readonly head: ExpectedHead;
  /** When the last event was recorded. */
  readonly recordedAt?: Instant;
};

/** A stream of many that could not be handled, and why. */
export type FailedStream = { readonly stream: StreamId; readonly error: unknown };

const ATTEMPTS_MAX = 16;
const CACHED_STREAMS_MAX = 20_000;

/**
 * Load, decide, append: the one way in which events come to be. States are kept in memory between commands and
 * brought up to date from the store before every decision, so a cached state is never the last word; one that the store
 * does not go on from is forgotten.
 */
export class Ledger<State, Event extends { readonly type: string }> {
  private readonly cache = new Map<StreamId, Loaded<State>>();
  private readonly turns = new Map<StreamId, Promise<unknown>>();

  constructor(
    private readonly store: EventStore,
    private readonly clock: Clock,
    private readonly kind: StreamKind<State, Event>,
  ) {}

  /** The state as the store has it now. */
  load(stream: StreamId): Promise<Loaded<State>> {
    return this.inTurn(stream, () => this.refresh(stream));
  }

  /** A state that contains at least the events up to `revision`; asks the store only when the one at hand does not. */
  atLeast(stream: StreamId, revision: number): Promise<Loaded<State>> {
    const known = this.cache.get(stream);
    return known && known.head !== 'no-stream' && known.head.revision >= revision
      ? Promise.resolve(known)
      : this.load(stream);
  }

  /** Appends what `decide` answers and returns it; decides again when another process was faster. No event, no append. */
  handle<Rejected>(
    stream: StreamId,
    cause: Cause,
    decide: (state: State) => Result<readonly Event[], Rejected>,
  ): Promise<Result<{ readonly events: readonly Event[]; readonly state: State }, Rejected>> {
    return this.inTurn(stream, async () => {
      for (let attempt = 1; ; attempt++) {
        const loaded = await this.refresh(stream);
        const decision = decide(loaded.state);
        if (!decision.ok) return decision;
        const append = this.toAppend(stream, loaded, cause, decision.value);
        if (!append) return { ok: true, value: { events: [], state: loaded.state } };
        try {
          const stored = await this.store.append(append.stream, append.expected, append.events);
          const { state } = this.advance(stream, loaded, stored);
          return { ok: true, value: { events: decision.value, state } };
        } catch (error) {
          if (!(error instanceof RevisionConflict) || attempt === ATTEMPTS_MAX) throw error;
        }
      }
    });
  }

  /**
   * Many streams in one write (the monthly run). `overtaken`: another writer was faster, to be handled singly. `failed`: the
   * stream cannot be read or followed, which keeps none of the others waiting.
   */
  async handleEach(
    items: readonly { readonly stream: StreamId; readonly cause: Cause }[],
    decide: (state: State) => readonly Event[],
  ): Promise<{ readonly overtaken: readonly StreamId[]; readonly failed: readonly FailedStream[] }> {
    const prepared = await Promise.allSettled(
      items.map(async (item) => {
        const loaded = await this.load(item.stream);
        const append = this.toAppend(item.stream, loaded, item.cause, decide(loaded.state));
        return append ? [{ item: { ...item, loaded }, append }] : [];
      }),
    );
    const writes = prepared.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
    const results = await this.store.appendEach(writes.map((write) => write.append));
    const overtaken = results.flatMap((result, index) => {
      const write = writes[index];
      if (!write) return [];
      if (!result.ok) return [write.item.stream];
      this.advance(write.item.stream, write.item.loaded, result.events);
      return [];
    });
    const failed = prepared.flatMap((one, index): FailedStream[] => {
      const item = items[index];
      return one.status === 'rejected' && item ? [{ stream: item.stream, error: one.reason as unknown }] : [];
    });
    return { overtaken, failed };
  }

  // Within this process the commands of one stream wait for each other instead of racing to the same revision.
  private inTurn<T>(stream: StreamId, work: () => Promise<T>): Promise<T> {
    const before = this.turns.get(stream) ?? Promise.resolve();
    const mine = before.then(work, work);
    this.turns.set(stream, mine);
    const leave = (): void => {
      if (this.turns.get(stream) === mine) this.turns.delete(stream);
    };
    mine.then(leave, leave);
    return mine;
  }

  private async refresh(stream: StreamId): Promise<Loaded<State>> {
    const known = this.cache.get(stream) ?? { state: this.kind.initial, head: 'no-stream' as const };
    if (known.head === 'no-stream') return this.take(stream, known, await this.store.read(stream));
    // With the event that was the last one: after a failover or a restore another one, or none, may be in its place.
    const [there, ...news] = await this.store.read(stream, known.head.revision);
    if (there?.hash === known.head.hash) return this.take(stream, known, news);
    this.cache.delete(stream);
    return this.refresh(stream);
  }

  private take(stream: StreamId, known: Loaded<State>, news: readonly StoredEvent[]): Loaded<State> {
    return news.length === 0 ? known : this.advance(stream, known, news);
  }

  private advance(stream: StreamId, from: Loaded<State>, events: readonly StoredEvent[]): Loaded<State> {
    this.cache.delete(stream);
    const loaded = events.reduce<Loaded<State>>(
      ({ state }, stored) => ({
        state: this.kind.evolve(state, this.kind.codec.decode(stored)),
        head: { revision: stored.revision, hash: stored.hash },
        recordedAt: stored.recordedAt,
      }),
      from,
    );
    this.cache.set(stream, loaded);
    if (this.cache.size > CACHED_STREAMS_MAX) {
      const [oldest] = this.cache.keys();
      if (oldest !== undefined) this.cache.delete(oldest);
    }
    return loaded;
  }

  private toAppend(
    stream: StreamId,
    { head, recordedAt: before }: Loaded<State>,
    cause: Cause,
    events: readonly Event[],
  ): Append | undefined {
    const now = this.clock.now();
    // The clocks of two hosts differ, and one of them may be set back: what follows was still recorded later.
    const recordedAt = before !== undefined && before > now ? before : now;
    const first = head === 'no-stream' ? 0 : head.revision + 1;
    const meta = metaOf(cause);
    const fresh = events.map((event, index): NewEvent => ({
      // By the command, so that two writers never agree by accident; by the revision, so that one command may write again.
      id: derivedId(stream, cause.commandId, first + index),
      ...this.kind.codec.encode(event),
      meta,
      recordedAt,
    }));
    return isNonEmpty(fresh) ? { stream, expected: head, events: fresh } : undefined;
  }
}

const isNonEmpty = <T>(items: readonly T[]): items is NonEmpty<T> => items.length > 0;
