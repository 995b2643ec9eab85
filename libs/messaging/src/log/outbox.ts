import { encode, type Outgoing, type Topic, type WireMessage } from '@lib/contracts';
import { afterCommit, leaveToCommit, type Database, type Migration, type Sql } from '@lib/database';
import { actorNow } from '@lib/actor';
import type { Instant } from '@lib/kernel';
import { traceParent } from '@lib/telemetry';
import type { z } from 'zod';
import { AnotherLog, isThatVery } from '@lib/event-store';
import { LAG_MAX, MessageLog, type LoggedMessage } from './message-log.js';

/**
 * The messages of a relational service, written in the transaction of the change they tell about, so that neither
 * exists without the other. Facts are kept: a new consumer, a new Kafka and a replay read from the start. On a topic of
 * states they need the newest message of each key, and `prune` takes the others.
 *
 * No sender waits for another: a message arrives without a place, and whoever reads first gives the arrived ones their
 * places, in the order of their writing, one reader at a time. A message that was written after another had been committed
 * stands behind it; of two that nobody could tell the order of, either may be first.
 */
export class Outbox extends MessageLog {
  readonly name: string;
  readonly topics: readonly string[];
  private readonly channel: string;
  private readonly states: readonly string[];
  /** How far this process has looked for what may go. */
  private prunedTo = 0;
  /** Several readers of one process are woken by the same news. */
  private placing: Promise<boolean> | undefined;

  constructor(
    private readonly database: Database,
    private readonly schema: 'catalog' | 'enrollment',
    topics: readonly { readonly name: string; readonly compacted: boolean }[],
  ) {
    super();
    this.name = `${schema}.outbox`;
    this.topics = topics.map((topic) => topic.name);
    this.states = topics.filter(({ compacted }) => compacted).map((topic) => topic.name);
    this.channel = `${schema}_outbox`;
  }

  /**
   * Writes the messages in their order. Those of each key come to be numbered without a gap, from 0. Two transactions that
   * tell of one thing must wait for each other before this, by a lock on that thing: their messages then keep their order.
   * @throws ZodError when the data break the topic's schema
   */
  async enqueue<Schemas extends Readonly<Record<string, z.ZodType>>>(
    tx: Sql,
    topic: Topic<Schemas>,
    messages: readonly Outgoing<Topic<Schemas>>[],
  ): Promise<void> {
    if (!this.topics.includes(topic.name)) throw new TypeError(`${this.name} does not carry ${topic.name}`);
    if (messages.length === 0) return;
    const traced = { traceParent: traceParent(), actor: actorNow() };
    const wires = messages.map((message) => encode(topic, { ...traced, ...message }, NOT_YET_NUMBERED));
    const statement = tx.query(
      `INSERT INTO ${this.schema}.outbox_arrivals (topic, key, headers, value)
       SELECT $1, m.key, m.headers::json, m.value
       FROM unnest($2::text[], $3::text[], $4::text[]) WITH ORDINALITY AS m (key, headers, value, n) ORDER BY m.n`,
      [
        topic.name,
        wires.map((wire) => wire.key),
        wires.map((wire) => JSON.stringify(wire.headers)),
        wires.map((wire) => wire.value),
      ],
    );
    await leaveToCommit(statement);
    afterCommit(() => this.database.notify(this.channel));
  }

  async read(after: string | 'start', max: number): Promise<readonly LoggedMessage[]> {
    const columns = 'position, topic, key, sequence, headers, value';
    const placed = await this.behind<OutboxRow>(columns, after, max);
    // A reader that is far behind has enough to do, and does not look for what has arrived.
    const isEnough = placed.length >= max || !(await this.placeTogether());
    return (isEnough ? placed : await this.behind<OutboxRow>(columns, after, max)).map(toLogged);
  }

  async ahead(after: string | 'start', max: number): Promise<readonly string[]> {
    await this.placeArrivals();
    return (await this.behind('position', after, max)).map(cursorOf);
  }

  async lag(after: string | 'start'): Promise<number> {
    const [row] = await this.database.query<{ lag: number; there: string | null }>(
      `SELECT (SELECT count(*) FROM (
           (SELECT 1 FROM ${this.schema}.outbox WHERE position > $1 LIMIT $2)
           UNION ALL (SELECT 1 FROM ${this.schema}.outbox_arrivals LIMIT $2)
           LIMIT $2) AS later) AS lag,
         (SELECT ${MARK} FROM ${this.schema}.outbox WHERE position = $1) AS there`,
      [placeOf(after).position, LAG_MAX],
    );
    this.expectThere(after, row?.there ?? undefined);
    return row?.lag ?? 0;
  }

  /** What arrives too late for the placing under way has its own news. */
  private placeTogether(): Promise<boolean> {
    this.placing ??= this.placeArrivals().finally(() => (this.placing = undefined));
    return this.placing;
  }

  /**
   * Gives what has arrived its places, and the messages of each key their numbers. One reader at a time, so that places
   * become visible in their order and a reader's cursor never passes over one. Resolves to whether there was anything.
   */
  private async placeArrivals(): Promise<boolean> {
    const { schema } = this;
    for (let rounds = 0; ; rounds++) {
      const [waiting] = await this.database.query(`SELECT 1 FROM ${schema}.outbox_arrivals LIMIT 1`);
      if (!waiting || rounds === PLACING_ROUNDS) return rounds > 0;
      await this.database.transaction(async (tx) => {
        // A statement of its own: one that waited for the lock would not see what was committed meanwhile.
        await tx.query('SELECT pg_advisory_xact_lock(hashtext($1))', [this.name]);
        await tx.query(
          `WITH due AS (
             DELETE FROM ${schema}.outbox_arrivals
             WHERE arrival = ANY(ARRAY(SELECT arrival FROM ${schema}.outbox_arrivals ORDER BY arrival LIMIT $1))
             RETURNING arrival, topic, key, headers, value
           )
           INSERT INTO ${schema}.outbox (topic, key, sequence, headers, value)
           SELECT m.topic, m.key,
             coalesce(last.sequence, -1) + row_number() OVER (PARTITION BY m.topic, m.key ORDER BY m.arrival),
             m.headers, m.value
           FROM due m
           LEFT JOIN LATERAL (
             SELECT o.sequence FROM ${schema}.outbox o
             WHERE o.topic = m.topic AND o.key = m.key ORDER BY o.sequence DESC LIMIT 1
           ) last ON true
           ORDER BY m.arrival`,
          [PLACED_AT_ONCE],
        );
      });
    }
  }

  /**
   * Of the next rows behind the last ones it looked at, at most so many, deletes the states that a later message of their
   * key has replaced and that were recorded before then. It goes only as far as every reader has passed, leaves the row at
   * a reader's place, and begins anew after it has come there: `isDone`.
   */
  async prune(
    readers: readonly (string | 'start')[],
    before: Instant,
    rowsMax: number,
  ): Promise<{ readonly pruned: number; readonly isDone: boolean }> {
    if (this.states.length === 0 || readers.length === 0) return { pruned: 0, isDone: true };
    const [row] = await this.database.query<{ pruned: number; seen: number; last: number | null }>(
      `WITH passed AS (
         SELECT position, topic, key, sequence, headers FROM ${this.schema}.outbox
         WHERE position > $1 AND position < $2 ORDER BY position LIMIT $3
       ), gone AS (
         DELETE FROM ${this.schema}.outbox o USING passed p
         WHERE o.position = p.position AND p.topic = ANY($4::text[])
           AND (p.headers->>'ce_recordedtime')::timestamptz < $5
           AND EXISTS (SELECT FROM ${this.schema}.outbox later
                       WHERE later.topic = p.topic AND later.key = p.key AND later.sequence > p.sequence)
         RETURNING 1
       )
       SELECT (SELECT count(*) FROM gone) AS pruned, count(*) AS seen, max(position) AS last FROM passed`,
      [this.prunedTo, Math.min(...readers.map((reader) => placeOf(reader).position)), rowsMax, this.states, before],
    );
    const { pruned, seen, last } = row ?? { pruned: 0, seen: 0, last: null };
    const isDone = seen < rowsMax;
    this.prunedTo = isDone ? 0 : (last ?? 0);
    return { pruned, isDone };
  }

  /** The rows behind a cursor. That of the cursor is read with them: it must be that very one. */
  private async behind<R extends Place>(columns: string, after: string | 'start', max: number): Promise<readonly R[]> {
    const { position } = placeOf(after);
    const rows = await this.database.query<R>(
      `SELECT ${columns}, ${MARK} AS mark
       FROM ${this.schema}.outbox WHERE position >= $1 ORDER BY position LIMIT $2::bigint + 1`,
      [position, max],
    );
    if (position === 0) return rows.slice(0, max);
    const [there, ...rest] = rows;
    this.expectThere(after, there?.position === position ? there.mark : undefined);
    return rest;
  }

  /** @param found the mark of the row at the cursor's place; undefined when there is none */
  private expectThere(cursor: string | 'start', found: string | undefined): void {
    const { position, mark } = placeOf(cursor);
    if (position !== 0 && !isThatVery(mark, found)) throw new AnotherLog(`${this.name} has no message at ${cursor}`);
  }

  onNews(wake: () => void): Promise<() => Promise<void>> {
    return this.database.listen(this.channel, wake);
  }
}

/** The tables of `Outbox`. A value may be missing: a topic that is compacted can carry tombstones. */
export const outboxMigrations = (schema: string): readonly Migration[] => [
  {
    name: 'messaging-outbox',
    sql: `CREATE TABLE ${schema}.outbox (
    position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    topic text NOT NULL,
    key text NOT NULL,
    sequence bigint NOT NULL,
    headers json NOT NULL,
    value text,
    UNIQUE (topic, key, sequence)
  )`,
  },
  {
    name: 'messaging-outbox-arrivals',
    sql: `CREATE TABLE ${schema}.outbox_arrivals (
    arrival bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    topic text NOT NULL,
    key text NOT NULL,
    headers json NOT NULL,
    value text
  )`,
  },
];

const PLACED_AT_ONCE = 1_000;
/** What arrives faster than that is for the next reading. */
const PLACING_ROUNDS = 10;

/** What tells a row from any other that may come to stand at its place. */
const MARK = `left(encode(sha256(convert_to(headers::text, 'UTF8')), 'hex'), 16)`;

type Place = { readonly position: number; readonly mark: string };

type OutboxRow = Place & {
  topic: string;
  key: string;
  sequence: number;
  headers: Record<string, string>;
  value: string | null;
};

// The database numbers, when it places; the column is the truth and the header is filled from it when reading.
const NOT_YET_NUMBERED = 0;

const placeOf = (cursor: string | 'start'): { readonly position: number; readonly mark?: string | undefined } => {
  if (cursor === 'start') return { position: 0 };
  const [, position, mark] = CURSOR.exec(cursor) ?? [];
  if (position === undefined) throw new RangeError(`not a cursor of an outbox: ${cursor}`);
  return { position: Number(position), mark };
};

const CURSOR = /^(\d{1,15})(?:@([\da-f]{16}))?$/;

const cursorOf = ({ position, mark }: Place): string => `${position}@${mark}`;

const toLogged = (row: OutboxRow): LoggedMessage => {
  const { topic, key, sequence, headers, value } = row;
  const message: WireMessage = { topic, key, headers: { ...headers, ce_sequence: String(sequence) }, value };
  return { cursor: cursorOf(row), message };
};
