import type { Database } from '@lib/database';

/** So much one login may say in a day. */
const A_DAY = 5;
/** What is older goes with the next that is said, so many at a time. */
const KEPT = '1 year';
const PRUNED_AT_ONCE = 100;
const SHOWN = 50;

export type Feedback = {
  readonly id: string;
  readonly providerName: string;
  readonly said: string;
  readonly at: string;
  readonly answer: string | null;
};

/** What families say of providers, and what the operator answers. */
export class FeedbackStore {
  constructor(private readonly database: Database) {}

  /** The same id again changes nothing. False: this login has said enough for a day. */
  async say(one: {
    readonly id: string;
    readonly person: string;
    readonly providerId: string;
    readonly providerName: string;
    readonly said: string;
  }): Promise<boolean> {
    const { id, person, providerId, providerName, said } = one;
    await this.database.query(
      `DELETE FROM portal.feedback WHERE id IN
         (SELECT id FROM portal.feedback WHERE at < now() - $1::interval ORDER BY at LIMIT $2)`,
      [KEPT, PRUNED_AT_ONCE],
    );
    await this.database.query(
      `INSERT INTO portal.feedback (id, person, provider_id, provider_name, said)
       SELECT $1, $2, $3, $4, $5
       WHERE (SELECT count(*) FROM portal.feedback WHERE person = $2 AND at > now() - interval '1 day') < $6
       ON CONFLICT (id) DO NOTHING`,
      [id, person, providerId, providerName, said, A_DAY],
    );
    const taken = await this.database.query('SELECT 1 FROM portal.feedback WHERE id = $1 AND person = $2', [
      id,
      person,
    ]);
    return taken.length > 0;
  }

  /** What a login has said, the newest first. */
  of(person: string): Promise<readonly Feedback[]> {
    return this.database.query(`${SELECTED} WHERE person = $1 ORDER BY at DESC LIMIT $2`, [person, SHOWN]);
  }

  /** For the operator: what waits for an answer, the oldest first, and after it what has one. */
  all(): Promise<readonly Feedback[]> {
    return this.database.query(`${SELECTED} ORDER BY answered_at DESC NULLS FIRST, at LIMIT $1`, [SHOWN]);
  }

  /** Answers once: an answer that is there stays. */
  async answer(id: string, answer: string, by: string): Promise<void> {
    await this.database.query(
      `UPDATE portal.feedback SET answer = $2, answered_at = now(), answered_by = $3 WHERE id = $1 AND answer IS NULL`,
      [id, answer, by],
    );
  }
}

const SELECTED = `SELECT id, provider_name AS "providerName", said, answer,
  to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS at FROM portal.feedback`;
