import type { Database, Migration } from '@lib/database';

/** How far a consumer has come in each log. */
export class Cursors {
  constructor(
    private readonly database: Database,
    private readonly schema: string,
    private readonly consumer: string,
  ) {}

  async load(log: string): Promise<string | 'start'> {
    const [row] = await this.database.query<{ cursor: string }>(
      `SELECT cursor FROM ${this.schema}.consumer_cursors WHERE consumer = $1 AND log = $2`,
      [this.consumer, log],
    );
    return row?.cursor ?? 'start';
  }

  async store(log: string, cursor: string): Promise<void> {
    await this.database.query(
      `INSERT INTO ${this.schema}.consumer_cursors (consumer, log, cursor) VALUES ($1, $2, $3)
       ON CONFLICT (consumer, log) DO UPDATE SET cursor = excluded.cursor`,
      [this.consumer, log, cursor],
    );
  }
}

/** The table of `Cursors`. */
export const cursorsMigration = (schema: string): Migration => ({
  name: 'messaging-cursors',
  sql: `CREATE TABLE ${schema}.consumer_cursors (
    consumer text NOT NULL,
    log text NOT NULL,
    cursor text NOT NULL,
    PRIMARY KEY (consumer, log)
  )`,
});
