import { setTimeout as pause } from 'node:timers/promises';
import type { JsonObject } from '../canonical.js';
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
} from '../event-store.js';
import { revisionOf, seal, type SealedEvent } from '../hash-chain.js';
import { isRepetition } from '../repetition.js';
import { atMost } from '../subscription.js';
import { proposed } from './esdb.codec.js';
import { EsdbConnection } from './esdb.connection.js';
import { follow, reached, readToEnd } from './esdb.log.js';
import { placeOf, positionOf, type LogPlace } from './esdb.position.js';
import { lastRevisionOf, readStream, refuseTruncated } from './esdb.stream.js';
import { Truncations } from './esdb.truncations.js';
import { Lanes } from './lanes.js';

export type EsdbOptions = {
  /** How long the server may take for an answer, and for the next message of a long one. */
  readonly deadlineMs?: number;
  /** How many appends may be under way at once. */
  readonly appendsMax?: number;
  /** How often in a row a subscription looks for a server that went away, for half a minute by default. */
  readonly reconnectsMax?: number;
  /** After so long without a message a subscription looks whether there should have been one. */
  readonly silenceMs?: number;
};

/**
 * Events in EventStoreDB 23.10 or later, of which any number of processes may be clients. The server checks the revision that a
 * writer expects, not the hash: a writer who knows the right revision and a wrong hash is not refused, and `verifyChain` shows it.
 * Nobody may delete or truncate a stream of the ledger; one that was is not read (docs/eventstoredb-double.md).
 */
export class EsdbEventStore extends EventStore {
  readonly comparesHashes = false;
  private readonly closing = new AbortController();
  private readonly lanes: Lanes;
  private readonly truncations: Truncations;
  private readonly underWay = new Map<string, Promise<AppendResult>>();

  private constructor(
    private readonly connection: EsdbConnection,
    private readonly limits: {
      readonly appendsMax: number;
      readonly reconnectsMax: number;
      readonly silenceMs: number;
    },
  ) {
    super();
    this.lanes = new Lanes(limits.appendsMax);
    this.truncations = new Truncations(connection, { signal: this.closing.signal, silenceMs: limits.silenceMs });
  }

  /** Connects with the first call. @throws EventStoreMisconfigured for a connection string that cannot work. */
  static open(
    url: string,
    { deadlineMs = 10_000, appendsMax = 256, reconnectsMax = 10, silenceMs = 30_000 }: EsdbOptions = {},
  ): EsdbEventStore {
    return new EsdbEventStore(new EsdbConnection(url, deadlineMs), { appendsMax, reconnectsMax, silenceMs });
  }

  /**
   * Resolves when the log can be read.
   * @throws EventStoreMisconfigured, EventStoreUnavailable, EventStoreRefusal
   */
  async reach(): Promise<void> {
    await reached(this.connection);
  }

  /** @throws EventStoreRefusal, Error for a stream that lacks events or has others than the ledger's. */
  async read(stream: StreamId, fromRevision = 0, max?: number): Promise<readonly StoredEvent[]> {
    if (stream === '') throw new TypeError('not a stream: ""');
    return readStream(this.connection, stream, fromRevision, max);
  }

  /** The server has no question about several streams: so many are asked about at a time. */
  async readEach(asked: readonly StreamRead[]): Promise<readonly (readonly StoredEvent[])[]> {
    const lanes = new Lanes(READS_MAX);
    const answers = await Promise.allSettled(
      asked.map(({ stream, fromRevision }) => lanes.take(() => this.read(stream, fromRevision))),
    );
    return answers.map((answer) => {
      if (answer.status === 'rejected') throw answer.reason;
      return answer.value;
    });
  }

  async append(stream: StreamId, expected: ExpectedHead, events: NonEmpty<NewEvent>): Promise<readonly StoredEvent[]> {
    const result = await this.tryAppend({ stream, expected, events });
    if (!result.ok) throw result.error;
    return result.events;
  }

  async appendEach(items: readonly Append[]): Promise<readonly AppendResult[]> {
    const answers = new Map<Append, AppendResult | Failure>();
    let away: EventStoreUnavailable | undefined;
    const inOrder = async (ofOneStream: readonly Append[]): Promise<void> => {
      for (const item of ofOneStream)
        try {
          answers.set(item, await this.tryAppend(item, () => away));
        } catch (error) {
          answers.set(item, new Failure(error));
          if (error instanceof EventStoreUnavailable) away ??= error;
        }
    };
    await Promise.all(
      Map.groupBy(items, ({ stream }) => stream)
        .values()
        .map(inOrder),
    );
    return items.map((item) => {
      const answer = answers.get(item);
      if (answer instanceof Failure) throw answer.reason;
      if (!answer) throw new Error('an item was not tried');
      return answer;
    });
  }

  readAll(after: Position | 'start', filter?: LogFilter, max?: number): AsyncIterable<StoredEvent> {
    const events = readToEnd(this.connection, after === 'start' ? undefined : placeOf(after), filter);
    return max === undefined ? events : atMost(max, events);
  }

  subscribeAll(
    after: Position | 'start',
    options: { readonly filter?: LogFilter; readonly signal: AbortSignal },
  ): AsyncIterable<SubscriptionMessage> {
    const signal = AbortSignal.any([options.signal, this.closing.signal]);
    const { reconnectsMax, silenceMs } = this.limits;
    return follow(this.connection, after === 'start' ? undefined : placeOf(after), {
      ...options,
      signal,
      reconnectsMax,
      silenceMs,
    });
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.lanes.empty();
    await this.connection.close();
  }

  private async tryAppend(
    { stream, expected, events }: Append,
    known: () => EventStoreUnavailable | undefined = () => undefined,
  ): Promise<AppendResult> {
    if (this.closing.signal.aborted) throw new EventStoreUnavailable('the event store is closed');
    if (stream.startsWith('$')) throw new TypeError(`a stream of the system: ${stream}`);
    const sealed = seal(stream, expected, events);
    // Between them these hashes cover the whole append: the same once more, in this process, is one question.
    const key = `${sealed[0].event.hash} ${sealed.at(-1)?.event.hash}`;
    const same = this.underWay.get(key);
    if (same) return same;
    const answer = this.lanes.take(async () => {
      // Who is away for one is away for the rest: a long run must not wait for the deadline of each.
      const away = known();
      if (away) throw away;
      return this.appendSealed({ stream, expected, events }, sealed);
    });
    this.underWay.set(key, answer);
    return answer.finally(() => this.underWay.delete(key));
  }

  private async appendSealed(
    { stream, expected, events }: Append,
    sealed: NonEmpty<SealedEvent>,
  ): Promise<AppendResult> {
    if (expected === 'no-stream') await this.truncations.refuse(stream);
    const { conflict, last } = await this.connection.append({ stream, expected, events: sealed.map(proposed) });
    const first = sealed[0].event.revision;
    // The id that the server compares is made of the hash: what it took, now or before, is this very event.
    if (sealed.length === 1 && last?.revision === first) return { ok: true, events: [asStored(sealed[0], last.place)] };
    // Deleted so shortly before that nobody had heard of it.
    if (last && last.revision !== first + events.length - 1) await refuseTruncated(this.connection, stream);
    // Of several events the answer names only the last position, and of a conflict not what stands there already.
    const stored = await this.readBack(stream, first, events.length, conflict ?? first + events.length - 1);
    if (isRepetition(stored, events)) return { ok: true, events: stored };
    const actual = conflict ?? (await lastRevisionOf(this.connection, stream));
    return { ok: false, error: new RevisionConflict(stream, revisionOf(expected), actual) };
  }

  /**
   * The events of a stream from a revision on, up to the one that it is known to reach: the server decides on an append by what
   * is written, and shows what is committed.
   */
  private async readBack(
    stream: StreamId,
    from: number,
    max: number,
    last: 'no-stream' | number,
  ): Promise<readonly StoredEvent[]> {
    const due = last === 'no-stream' ? 0 : Math.min(last - from + 1, max);
    for (let turn = 0; ; turn++) {
      const stored = await readStream(this.connection, stream, from, max);
      if (stored.length >= due) return stored;
      if (turn === 0) await refuseTruncated(this.connection, stream);
      if (turn === SHOWN_AFTER_MS.length)
        throw new EventStoreUnavailable(`${stream} does not show yet what was appended`);
      await pause(SHOWN_AFTER_MS[turn]);
    }
  }
}

const READS_MAX = 32;

/** How long to wait before each further look for what was written and is not shown. */
const SHOWN_AFTER_MS = [5, 10, 20, 40, 80, 160, 320, 640, 1_280];

/** As it would be read back. */
const asStored = ({ event, dataJson, metaJson }: SealedEvent, place: LogPlace): StoredEvent => ({
  ...event,
  data: JSON.parse(dataJson) as JsonObject,
  meta: JSON.parse(metaJson) as JsonObject,
  position: positionOf({ ...place, hash: event.hash }),
});

class Failure {
  constructor(readonly reason: unknown) {}
}
