import type { Message } from '@lib/contracts';
import type { Migration, Sql } from '@lib/database';
import type { Instant } from '@lib/kernel';
import { settle, storable, wasSettled } from './settled.js';

/** What each consumer has had: at-least-once delivery with an effect exactly once. */
export class Inbox {
  constructor(private readonly schema: string) {}

  /**
   * True the first time. Ask in the transaction of the effect: both are kept or neither. When two ask at once, the
   * second waits for the first to end.
   */
  async once(
    tx: Sql,
    consumer: string,
    topic: { readonly name: string },
    { id, key, sequence, recordedTime }: Pick<Message, 'id' | 'key' | 'sequence' | 'recordedTime'>,
  ): Promise<boolean> {
    const standing = { topic: topic.name, key: storable(key), sequence, recordedAt: recordedTime };
    const rows = await tx.query(
      `INSERT INTO ${this.schema}.inbox (consumer, message_id, topic, key, sequence, recorded_at)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING 1`,
      [consumer, id, standing.topic, standing.key, sequence, recordedTime],
    );
    // A statement of its own, after the row: where a pruning took the message's first row away a moment ago, the one
    // above waited for its end, and this one sees what it left.
    return rows.length === 1 && !(await wasSettled(tx, this.schema, consumer, standing));
  }
}

/**
 * Deletes the rows of the oldest messages that were recorded before then, at most so many, and keeps how far they went. Resolves to how many.
 * Rows of earlier versions, which do not know their key, stay.
 */
export const pruneInbox = async (sql: Sql, schema: string, before: Instant, rowsMax: number): Promise<number> => {
  const [row] = await sql.query<{ pruned: number }>(
    `WITH due AS (
       SELECT consumer, message_id FROM ${schema}.inbox WHERE recorded_at < $1
       ORDER BY recorded_at LIMIT $2 FOR UPDATE SKIP LOCKED
     ), gone AS (
       DELETE FROM ${schema}.inbox i USING due WHERE i.consumer = due.consumer AND i.message_id = due.message_id
       RETURNING i.consumer, i.topic, i.key, i.sequence, i.recorded_at
     ), settled AS (${settle(schema)})
     SELECT count(*) AS pruned FROM gone`,
    [before, rowsMax],
  );
  return row?.pruned ?? 0;
};

/** The table of `Inbox`. */
export const inboxMigration = (schema: string): Migration => ({
  name: 'messaging-inbox',
  sql: `CREATE TABLE ${schema}.inbox (
    consumer text NOT NULL,
    message_id text NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (consumer, message_id)
  )`,
});

/** What pruning needs to know of a row. */
export const inboxStandingMigration = (schema: string): Migration => ({
  name: 'messaging-inbox-standing',
  sql: `ALTER TABLE ${schema}.inbox
    ADD COLUMN topic text, ADD COLUMN key text, ADD COLUMN sequence bigint, ADD COLUMN recorded_at timestamptz;
  CREATE INDEX inbox_by_age ON ${schema}.inbox (recorded_at) WHERE recorded_at IS NOT NULL;`,
});
