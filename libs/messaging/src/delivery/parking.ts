import type { WireMessage } from '@lib/contracts';
import type { Database, Sql } from '@lib/database';
import type { Instant } from '@lib/kernel';
import type { Breaker, Failed } from './breaker.js';
import { laneOf, type Delivery } from './delivery.js';
import { settle, standingOf, storable } from './settled.js';
import { Surveys } from './survey.js';
import { TooLong } from './too-long.js';

export type ParkedMessage = {
  readonly id: number;
  readonly origin: string;
  readonly message: WireMessage;
  readonly status: ParkedStatus;
  /** What the last attempt failed with; undefined when the message only waits behind an earlier one of its key. */
  readonly cause: string | undefined;
  readonly parkedAt: string;
  /** Why it was discarded. */
  readonly reason: string | undefined;
};
export type ParkedStatus = 'parked' | 'released' | 'discarded';

/**
 * The messages of one consumer that could not be handled, each with all later messages of its key behind it. A row ends
 * as released or discarded; what has ended is deleted by `pruneParked` alone.
 */
export class Parking {
  readonly tooLong: TooLong;
  readonly surveys: Surveys;
  private readonly table: string;

  constructor(
    private readonly database: Database,
    schema: string,
    private readonly consumer: string,
  ) {
    this.tooLong = new TooLong(database, schema, consumer);
    this.table = `${schema}.parked_messages`;
    this.surveys = new Surveys(database, schema, consumer);
  }

  /** Parks a message that failed; its key is parked from here on. */
  park(delivery: Delivery, cause: string): Promise<void> {
    return this.insert(this.database, delivery, cause);
  }

  /**
   * The same, unless the breaker has it wait. All processes of the consumer do so one after the other: each sees what the
   * others have parked. @throws AlikeFailures
   */
  async parkUnlessAlike(delivery: Delivery, cause: string, breaker: Breaker): Promise<void> {
    // Others may be handled while it waits for its turn: that does not make it the first that fails.
    const within = breaker.lookingBack();
    await this.database.transaction(async (tx) => {
      await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`${this.table} ${this.consumer}`]);
      breaker.parks(laneOf(delivery.message), cause, await this.failedWithin(tx, within()));
      await this.insert(tx, delivery, cause);
    });
  }

  private async failedWithin(sql: Sql, ms: number): Promise<readonly Failed[]> {
    const rows = await sql.query<{ topic: string; key: string; cause: string; ago: number }>(
      `SELECT topic, key, cause, (extract(epoch FROM clock_timestamp() - parked_at) * 1000)::float8 AS ago
       FROM ${this.table} WHERE consumer = $1 AND status = 'parked' AND cause IS NOT NULL
         AND parked_at > clock_timestamp() - $2::float8 * interval '1 millisecond'
       ORDER BY id DESC LIMIT ${FAILED_MAX}`,
      [this.consumer, ms],
    );
    return rows.map(({ topic, key, cause, ago }) => ({ lane: laneOf({ topic, key }), cause, agoMs: ago }));
  }

  private async insert(sql: Sql, { origin, message }: Delivery, cause: string): Promise<void> {
    const { topic, key, sequence, recordedAt } = standingOf(message);
    await sql.query(
      `INSERT INTO ${this.table} (consumer, origin, topic, key, message, cause, sequence, recorded_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (consumer, origin) DO NOTHING`,
      [this.consumer, origin, topic, key, JSON.stringify(message), storable(cause), sequence, recordedAt],
    );
  }

  /**
   * Parks messages of one key behind those that are parked. False, and nothing is parked, when the last of them has been
   * released meanwhile. The row lock closes the race with that release: whichever comes first, no message is left
   * parked behind nobody.
   */
  async queue(lane: readonly Delivery[]): Promise<boolean> {
    const [first] = lane;
    if (!first) return true;
    const standings = lane.map(({ message }) => standingOf(message));
    const rows = await this.database.query(
      `WITH ahead AS (
         SELECT id FROM ${this.table} WHERE consumer = $1 AND topic = $2 AND key = $3 AND status = 'parked'
         ORDER BY id LIMIT 1 FOR UPDATE
       ), written AS (
         INSERT INTO ${this.table} (consumer, origin, topic, key, message, sequence, recorded_at)
         SELECT $1, m.origin, $2, $3, m.message::json, m.sequence, m.recorded_at
         FROM unnest($4::text[], $5::text[], $6::bigint[], $7::timestamptz[])
           WITH ORDINALITY AS m (origin, message, sequence, recorded_at, n)
         WHERE EXISTS (SELECT FROM ahead) ORDER BY m.n
         ON CONFLICT (consumer, origin) DO NOTHING
       )
       SELECT id FROM ahead`,
      [
        this.consumer,
        first.message.topic,
        storable(first.message.key),
        lane.map((delivery) => delivery.origin),
        lane.map((delivery) => JSON.stringify(delivery.message)),
        standings.map(({ sequence }) => sequence),
        standings.map(({ recordedAt }) => recordedAt),
      ],
    );
    return rows.length > 0;
  }

  /** The oldest parked message of a key. */
  async next(topic: string, key: string): Promise<ParkedMessage | undefined> {
    const [row] = await this.database.query<ParkedRow>(
      `SELECT * FROM ${this.table} WHERE consumer = $1 AND topic = $2 AND key = $3 AND status = 'parked'
       ORDER BY id LIMIT 1`,
      [this.consumer, topic, storable(key)],
    );
    return row && toParked(row);
  }

  /** Keys of a topic that have parked messages, by their oldest one, behind the id `after`. */
  async keys(
    topic: string,
    page: { readonly after: number; readonly limit: number },
  ): Promise<readonly { readonly key: string; readonly oldest: number }[]> {
    return this.database.query<{ key: string; oldest: number }>(
      `SELECT key, min(id) AS oldest FROM ${this.table} WHERE consumer = $1 AND topic = $2 AND status = 'parked'
       GROUP BY key HAVING min(id) > $3 ORDER BY oldest LIMIT $4`,
      [this.consumer, topic, page.after, page.limit],
    );
  }

  /** A parked message; undefined when it is not parked (any more). */
  async find(id: number): Promise<ParkedMessage | undefined> {
    const [row] = await this.database.query<ParkedRow>(
      `SELECT * FROM ${this.table} WHERE consumer = $1 AND id = $2 AND status = 'parked'`,
      [this.consumer, id],
    );
    return row && toParked(row);
  }

  /** Its effect has happened. */
  async release(id: number): Promise<void> {
    await this.settle(id, 'released', null);
  }

  /** It failed again. */
  async fail(id: number, cause: string): Promise<void> {
    await this.database.query(
      `UPDATE ${this.table} SET cause = $3 WHERE consumer = $1 AND id = $2 AND status = 'parked'`,
      [this.consumer, id, storable(cause)],
    );
  }

  /** Nobody is told: see `OrderedDelivery.discard`. False when it is not parked (any more). */
  discard(id: number, reason: string): Promise<boolean> {
    return this.settle(id, 'discarded', storable(reason));
  }

  /** Whether it was discarded, and for this reason. */
  async isDiscarded(id: number, reason: string): Promise<boolean> {
    const rows = await this.database.query(
      `SELECT 1 FROM ${this.table} WHERE consumer = $1 AND id = $2 AND status = 'discarded' AND reason = $3`,
      [this.consumer, id, storable(reason)],
    );
    return rows.length > 0;
  }

  /** Oldest first. The next page follows the last id of this one. */
  async list(
    page: { readonly status?: ParkedStatus; readonly after?: number; readonly limit?: number } = {},
  ): Promise<readonly ParkedMessage[]> {
    const rows = await this.database.query<ParkedRow>(
      `SELECT * FROM ${this.table} WHERE consumer = $1 AND status = $2 AND id > $3 ORDER BY id LIMIT $4`,
      [this.consumer, page.status ?? 'parked', page.after ?? 0, page.limit ?? 100],
    );
    return rows.map(toParked);
  }

  /** Whether messages of the topic are parked; with a key, whether some of that key are. */
  async holds(topic: string, key?: string): Promise<boolean> {
    const rows = await this.database.query(
      `SELECT 1 FROM ${this.table} WHERE consumer = $1 AND topic = $2 AND ($3::text IS NULL OR key = $3)
         AND status = 'parked' LIMIT 1`,
      [this.consumer, topic, key === undefined ? null : storable(key)],
    );
    return rows.length > 0;
  }

  /** How many messages are parked. */
  async count(): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(
      `SELECT count(*) FROM ${this.table} WHERE consumer = $1 AND status = 'parked'`,
      [this.consumer],
    );
    return row?.count ?? 0;
  }

  private async settle(id: number, status: ParkedStatus, reason: string | null): Promise<boolean> {
    const rows = await this.database.query(
      `UPDATE ${this.table} SET status = $3, reason = $4, settled_at = now()
       WHERE consumer = $1 AND id = $2 AND status = 'parked' RETURNING 1`,
      [this.consumer, id, status, reason],
    );
    return rows.length === 1;
  }
}

/** More than twenty of each cause that an hour may bring, and one a minute. */
const FAILED_MAX = 1_000;

/**
 * Deletes the oldest messages that were released or discarded before then, at most so many. Resolves to how many. A
 * released one is known by its effect; of a discarded one, which has none, is kept how far its key went, and until
 * nothing of its key is parked any more it stays. One without number or date stays for ever.
 */
export const pruneParked = async (sql: Sql, schema: string, before: Instant, rowsMax: number): Promise<number> => {
  const [row] = await sql.query<{ pruned: number }>(
    `WITH due AS (
       SELECT id FROM ${schema}.parked_messages p
       WHERE status <> 'parked' AND settled_at < $1
         AND (status = 'released' OR sequence IS NOT NULL AND recorded_at IS NOT NULL AND NOT EXISTS (
           SELECT FROM ${schema}.parked_messages w
           WHERE w.consumer = p.consumer AND w.topic = p.topic AND w.key = p.key AND w.status = 'parked'))
       ORDER BY settled_at LIMIT $2 FOR UPDATE SKIP LOCKED
     ), gone AS (
       DELETE FROM ${schema}.parked_messages p USING due WHERE p.id = due.id
       RETURNING p.consumer, p.topic, p.key, p.sequence, p.recorded_at, p.status
     ), settled AS (${settle(schema, "status = 'discarded'")})
     SELECT count(*) AS pruned FROM gone`,
    [before, rowsMax],
  );
  return row?.pruned ?? 0;
};

type ParkedRow = {
  id: number;
  origin: string;
  message: WireMessage;
  status: ParkedStatus;
  cause: string | null;
  parked_at: string;
  reason: string | null;
};

const toParked = (row: ParkedRow): ParkedMessage => ({
  id: row.id,
  origin: row.origin,
  message: row.message,
  status: row.status,
  cause: row.cause ?? undefined,
  parkedAt: row.parked_at,
  reason: row.reason ?? undefined,
});
