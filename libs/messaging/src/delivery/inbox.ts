import type { Migration, Sql } from '@lib/database';

/** What each consumer has had: at-least-once delivery with an effect exactly once. */
export class Inbox {
  constructor(private readonly schema: string) {}

  /**
   * True the first time. Ask in the transaction of the effect: both are kept or neither. When two ask at once, the
   * second waits for the first to end.
   */
  async once(tx: Sql, consumer: string, messageId: string): Promise<boolean> {
    const rows = await tx.query(
      `INSERT INTO ${this.schema}.inbox (consumer, message_id) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING 1`,
      [consumer, messageId],
    );
    return rows.length === 1;
  }
}

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
