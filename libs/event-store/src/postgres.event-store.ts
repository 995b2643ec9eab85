import { setImmediate as othersTurn } from 'node:timers/promises';
import { Gathering, isDatabaseAway, outsideTransaction, refuseInsideTransaction, type Database } from '@lib/database';
import { AppendQueue } from './append-queue.js';
import {
  EventStore,
  EventStoreUnavailable,
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
import { seal } from './hash-chain.js';
import { START, markOf } from './position.js';
import { appendBatch } from './postgres.append.js';
import { selectEvents, selectStreams } from './postgres.read.js';
import { follow, readToEnd, type TailedLog } from './subscription.js';
import { Wakeups } from './wakeups.js';

/**
 * Events in PostgreSQL, a server or in this process, in the schema of `eventStoreMigrations`. Any number of processes may
 * write at once. The database stays the caller's to close, after the store.
 */
export class PostgresEventStore extends EventStore {
  readonly comparesHashes = true;
  private readonly queue: AppendQueue;
  private readonly reads: Gathering<StreamRead, readonly StoredEvent[]>;
  private readonly wakeups: Wakeups;
  private readonly closing = new AbortController();

  constructor(private readonly database: Database) {
    super();
    this.wakeups = new Wakeups((wake) => reached(() => database.listen('event_store', wake)));
    this.reads = new Gathering({
      together: READ_TOGETHER,
      atOnce: READS_AT_ONCE,
      work: (many) => this.readTogether(many.map(({ item }) => item)),
    });
    this.queue = new AppendQueue({
      // A batch has many callers and belongs to the transaction of none of them.
      write: (batch) => outsideTransaction(() => reached(() => appendBatch(database, batch))),
      isUnavailable: (error) => error instanceof EventStoreUnavailable,
    });
  }

  read(stream: StreamId, fromRevision = 0, max?: number): Promise<readonly StoredEvent[]> {
    if (max === undefined) {
      refuseInsideTransaction(this.database);
      return reached(() => this.reads.ask({ stream, fromRevision }));
    }
    return this.select('WHERE e.stream = $1 AND e.revision >= $2 ORDER BY e.revision LIMIT $3', [
      stream,
      fromRevision,
      max,
    ]);
  }

  async readEach(asked: readonly StreamRead[]): Promise<readonly (readonly StoredEvent[])[]> {
    return asked.length === 0 ? [] : reached(() => this.selectEach(asked));
  }

  /** Of streams of which no two are one. */
  private async selectEach(asked: readonly StreamRead[]): Promise<readonly (readonly StoredEvent[])[]> {
    const events = await selectStreams(this.database, asked);
    const found = Map.groupBy(events, ({ stream }) => stream);
    return asked.map(({ stream }) => found.get(stream) ?? []);
  }

  /** Of whoever asks at once, also where several ask for one stream. */
  private async readTogether(asked: readonly StreamRead[]): Promise<readonly (readonly StoredEvent[])[]> {
    const firsts = new Map<StreamId, number>();
    for (const { stream, fromRevision } of asked)
      firsts.set(stream, Math.min(fromRevision, firsts.get(stream) ?? Infinity));
    const streams = [...firsts].map(([stream, fromRevision]) => ({ stream, fromRevision }));
    const read = await this.selectEach(streams);
    const found = new Map(streams.map(({ stream }, index) => [stream, read[index] ?? []]));
    return asked.map(({ stream, fromRevision }) => {
      const events = found.get(stream) ?? [];
      return firsts.get(stream) === fromRevision ? events : events.filter(({ revision }) => revision >= fromRevision);
    });
  }

  async append(stream: StreamId, expected: ExpectedHead, events: NonEmpty<NewEvent>): Promise<readonly StoredEvent[]> {
    if (this.queue.isFull) await this.queue.room();
    const result = await this.enqueue({ stream, expected, events });
    if (!result.ok) throw result.error;
    return result.events;
  }

  async appendEach(items: readonly Append[]): Promise<readonly AppendResult[]> {
    const answers: Promise<AppendResult | Failure>[] = [];
    for (const item of items) {
      if (this.queue.isFull) await this.queue.room();
      answers.push(this.enqueue(item).catch((reason: unknown) => new Failure(reason)));
    }
    // A failure is told when nothing of this call is under way any more.
    return (await Promise.all(answers)).map((answer) => {
      if (answer instanceof Failure) throw answer.reason;
      return answer;
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
    await this.queue.drain();
  }

  private async enqueue({ stream, expected, events }: Append): Promise<AppendResult> {
    // The queue writes outside of it, and on one embedded connection would wait for it for ever.
    refuseInsideTransaction(this.database);
    if (this.closing.signal.aborted) throw new EventStoreUnavailable('the event store is closed');
    return this.queue.add({ stream, expected, events: seal(stream, expected, events) });
  }

  private readonly log: TailedLog = {
    look: async (place) => {
      await othersTurn();
      const rows = await reached(() => this.database.query<Look>(LOOK, [place]));
      const [row] = rows;
      return row ? { last: row, hash: row.there ?? undefined } : { last: START, hash: undefined };
    },
    between: (after, upTo, filter, max) => this.pages(after, upTo, filter?.streamPrefixes, max),
    onNews: (wake) => this.wakeups.join(wake),
    pollMs: POLL_MS,
  };

  private async *pages(
    after: number,
    upTo: number,
    prefixes: readonly string[] = [''],
    max?: number,
  ): AsyncGenerator<readonly StoredEvent[], void, undefined> {
    // By ranges and not by LIMIT: before the table is analysed, the planner may sort all the rest of it for every page.
    const page = (behind: number, step: number): Promise<readonly StoredEvent[]> =>
      this.select('WHERE e.position > $1 AND e.position <= $2 AND e.stream ^@ ANY($3::text[]) ORDER BY e.position', [
        behind,
        Math.min(behind + step, upTo),
        prefixes,
      ]);
    let ahead: Promise<readonly StoredEvent[]> | undefined;
    let step = Math.min(max ?? PAGE_POSITIONS, PAGE_POSITIONS);
    for (let behind = after; behind < upTo;) {
      const events = await (ahead ?? page(behind, step));
      behind += step;
      // Positions have gaps, and a filter makes wider ones.
      step = Math.min(2 * step, PAGE_POSITIONS);
      // On its way while the caller works on this page. A caller that leaves early does not wait for it, and one that has
      // said so has no use for it.
      ahead = max === undefined && behind < upTo ? page(behind, step) : undefined;
      ahead?.catch(() => undefined);
      await othersTurn();
      yield events;
    }
  }

  private select(rest: string, values: readonly unknown[]): Promise<readonly StoredEvent[]> {
    return reached(() => selectEvents(this.database, rest, values));
  }
}

type Look = { readonly place: number; readonly hash: string; readonly there: string | null };
const LOOK = `
  SELECT position AS place, hash, (SELECT hash FROM event_store.events WHERE position = $1) AS there
  FROM event_store.events ORDER BY position DESC LIMIT 1`;
/** An account may be long: not too many of them in one answer. */
const READ_TOGETHER = 16;
const READS_AT_ONCE = 4;
/**
 * So few that what was read of a page and is needed no more goes with the young garbage, and that the next page waits in the
 * connection while this one is worked on.
 */
const PAGE_POSITIONS = 2_000;
const POLL_MS = 500;

class Failure {
  constructor(readonly reason: unknown) {}
}

const reached = async <T>(ask: () => Promise<T>): Promise<T> => {
  try {
    return await ask();
  } catch (error) {
    if (isDatabaseAway(error)) throw new EventStoreUnavailable('the database of the events is away', { cause: error });
    throw error;
  }
};
