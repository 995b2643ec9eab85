import type { Message } from '@lib/contracts';
import type { Migration, Sql } from '@lib/database';
import type { Instant } from '@lib/kernel';
import { settle, settledAmong, storable } from './settled.js';

/** What each consumer has had: at-least-once delivery with an effect exactly once. */
export class Inbox {
  constructor(private readonly schema: string) {}

  /**
   * True the first time. Ask in the transaction of the effect: both are kept or neither. When two ask at once, the
   * second waits for the first to end.
   */
  async once(tx: Sql, consumer: string, topic: { readonly name: string }, message: Had): Promise<boolean> {
    const [isFirst] = await this.onceEach(tx, consumer, topic, [message]);
    return isFirst ?? false;
  }

  /** The same for several messages, of which no two are one: for each whether it has come for the first time, in their order. */
  async onceEach(
    tx: Sql,
    consumer: string,
    { name }: { readonly name: string },
    messages: readonly Had[],
  ): Promise<readonly boolean[]> {
    const standings = messages.map(({ key, sequence, recordedTime }) => ({
      topic: name,
      key: storable(key),
      sequence,
      recordedAt: recordedTime,
    }));
    // In one order, so that no two that ask for the same messages wait for each other.
    const rows = await tx.query<{ id: string }>(
      `INSERT INTO ${this.schema}.inbox (consumer, message_id, topic, key, sequence, recorded_at)
       SELECT $1, m.id, $2, m.key, m.sequence, m.recorded_at
       FROM unnest($3::text[], $4::text[], $5::bigint[], $6::timestamptz[]) AS m (id, key, sequence, recorded_at)
       ORDER BY m.id ON CONFLICT DO NOTHING RETURNING message_id AS id`,
      [
        consumer,
        name,
        messages.map(({ id }) => id),
        standings.map(({ key }) => key),
        standings.map(({ sequence }) => sequence),
        standings.map(({ recordedAt }) => recordedAt),
      ],
    );
    const firsts = new Set(rows.map(({ id }) => id));
    if (firsts.size === 0) return messages.map(() => false);
    // A statement of its own, after the rows: where a pruning took a message's first row away a moment ago, the one above
    // waited for its end, and this one sees what it left.
    const settled = await settledAmong(tx, this.schema, consumer, standings);
    return messages.map(({ id }, index) => firsts.has(id) && !settled.has(index));
  }
}

type Had = Pick<Message, 'id' | 'key' | 'sequence' | 'recordedTime'>;

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
