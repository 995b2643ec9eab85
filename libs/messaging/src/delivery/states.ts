import type { Migration, Sql } from '@lib/database';

/** How far a consumer of states has got with each key. Whatever lies on a topic, and in whatever order: nothing goes back. */
export class States {
  constructor(private readonly schema: string) {}

  /**
   * True where no state of the key was as new. Ask in the transaction of the effect: both are kept or neither. When two ask
   * at once, the second waits for the first to end.
   */
  async isNewer(tx: Sql, topic: { readonly name: string }, state: State): Promise<boolean> {
    const rows = await tx.query(
      `INSERT INTO ${this.schema}.latest_states AS latest (topic, key, sequence) VALUES ($1, $2, $3)
       ON CONFLICT (topic, key) DO UPDATE SET sequence = excluded.sequence WHERE latest.sequence < excluded.sequence
       RETURNING 1`,
      [topic.name, state.key, state.sequence],
    );
    return rows.length === 1;
  }
}

type State = {
  readonly key: string;
  /** `ce_sequence`. */
  readonly sequence: number;
};

/** The table of `States`. */
export const statesMigration = (schema: string): Migration => ({
  name: 'messaging-states',
  sql: `CREATE TABLE ${schema}.latest_states (
    topic text NOT NULL,
    key text NOT NULL,
    sequence bigint NOT NULL,
    PRIMARY KEY (topic, key)
  )`,
});
