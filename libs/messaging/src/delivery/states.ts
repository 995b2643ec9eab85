import type { Message } from '@lib/contracts';
import type { Migration, Sql } from '@lib/database';
import { isSettled } from './settled.js';

/** How far a consumer of states has got with each key. Whatever lies on a topic, and in whatever order: nothing goes back. */
export class States {
  constructor(private readonly schema: string) {}

  /**
   * True where no state of the key was as new. Ask in the transaction of the effect: both are kept or neither. When two ask
   * at once, the second waits for the first to end. One with an older number that was recorded later is newer: its sender
   * was restored from a backup and counts from there, see `isSettled`. What had been told of before it was, and comes again,
   * is older then, whatever its number.
   */
  async isNewer(
    tx: Sql,
    topic: { readonly name: string },
    { key, sequence, recordedTime }: Pick<Message, 'key' | 'sequence' | 'recordedTime'>,
  ): Promise<boolean> {
    const rows = await tx.query(
      `INSERT INTO ${this.schema}.latest_states AS latest (topic, key, sequence, recorded_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (topic, key) DO UPDATE SET sequence = excluded.sequence, recorded_at = excluded.recorded_at
       WHERE NOT (${isSettled('excluded', 'latest')})
         AND excluded.recorded_at + interval '5 minutes' >= latest.recorded_at
       RETURNING 1`,
      [topic.name, key, sequence, recordedTime],
    );
    return rows.length === 1;
  }
}

/** The table of `States`. */
export const statesMigration = (schema: string): Migration => ({
  name: 'messaging-states',
  sql: `CREATE TABLE ${schema}.latest_states (
    topic text NOT NULL,
    key text NOT NULL,
    sequence bigint NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (topic, key)
  )`,
});
