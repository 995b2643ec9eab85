import type { Database, Migration } from '@lib/database';
import type { Lease } from '../delivery/leases.js';

/** How far each log of a service has been taken to Kafka. */
export class RelayPositions {
  constructor(
    private readonly database: Database,
    private readonly schema: string,
  ) {}

  async load(log: string): Promise<string | 'start'> {
    const [row] = await this.database.query<{ cursor: string }>(
      `SELECT cursor FROM ${this.schema}.relay_positions WHERE log = $1`,
      [log],
    );
    return row?.cursor ?? 'start';
  }

  /** False, and nothing is stored, when the lease has passed to another. */
  store(log: string, cursor: string, lease: Lease): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      if (!(await lease.confirm(tx))) return false;
      await tx.query(
        `INSERT INTO ${this.schema}.relay_positions (log, cursor) VALUES ($1, $2)
         ON CONFLICT (log) DO UPDATE SET cursor = excluded.cursor`,
        [log, cursor],
      );
      return true;
    });
  }
}

/** The table of `RelayPositions`. A relay needs the leases of `messagingMigrations` as well. */
export const relayMigration = (schema: string): Migration => ({
  name: 'messaging-relay-positions',
  sql: `CREATE TABLE ${schema}.relay_positions (log text PRIMARY KEY, cursor text NOT NULL)`,
});
