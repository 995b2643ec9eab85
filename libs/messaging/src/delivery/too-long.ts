import type { Database, Migration } from '@lib/database';
import { isTooLong } from './unavailable.js';

/** Each of them may take half a minute, with the pause of an outage behind it: some minutes. */
export const TOO_LONG_MAX = 10;
/** Of so many messages this process remembers that it has counted them; the others are forgotten by age alone. */
const REMEMBERED_MAX = 1_000;

/**
 * How often a statement of a message has exceeded its time limit, by its origin: of one consumer, in whichever process, and
 * also when that has ended meanwhile.
 */
export class TooLong {
  private readonly table: string;
  private readonly counted = new Set<string>();

  constructor(
    private readonly database: Database,
    schema: string,
    private readonly consumer: string,
  ) {
    this.table = `${schema}.slow_messages`;
  }

  /** Counts the error, if it is one; true when it is the last that the message is given. Rejects when it cannot be counted. */
  async isEnough(origin: string, error: unknown): Promise<boolean> {
    if (!isTooLong(error)) return false;
    if (this.counted.size < REMEMBERED_MAX) this.counted.add(origin);
    // Who counted a message and was gone when another handled it has left its row behind.
    await this.database.query(`DELETE FROM ${this.table} WHERE tried_at < now() - interval '1 day'`);
    const [row] = await this.database.query<{ tries: number }>(
      `INSERT INTO ${this.table} AS slow (consumer, origin, tries, tried_at) VALUES ($1, $2, 1, now())
       ON CONFLICT (consumer, origin) DO UPDATE SET tries = slow.tries + 1, tried_at = now() RETURNING tries`,
      [this.consumer, origin],
    );
    return (row?.tries ?? 0) >= TOO_LONG_MAX;
  }

  /** It was handled, or is parked. */
  async forget(origin: string): Promise<void> {
    if (!this.counted.delete(origin)) return;
    await this.database.query(`DELETE FROM ${this.table} WHERE consumer = $1 AND origin = $2`, [this.consumer, origin]);
  }
}

/** The table of `TooLong`. */
export const tooLongMigration = (schema: string): Migration => ({
  name: 'messaging-slow-messages',
  sql: `CREATE TABLE ${schema}.slow_messages (
    consumer text NOT NULL,
    origin text NOT NULL,
    tries bigint NOT NULL,
    tried_at timestamptz NOT NULL,
    PRIMARY KEY (consumer, origin)
  )`,
});
