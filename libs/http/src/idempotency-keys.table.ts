import type { Migration, Rights, Sql } from '@lib/database';
import { UNNAMED, type Instant } from '@lib/kernel';

/** The status of a key whose work is under way. */
export const OPEN = 0;

/**
 * The table of answers given; kept for ever, because a key means one thing for ever, but for those that are `passing`.
 * Keys are their client's own; those from before belong to whoever did not name itself. A client may write anything into
 * a key and into what it asks, also a name: of a key its hash alone is stored, and what was asked is hashed together with
 * the key, so that what is stored finds and proves nothing for whoever does not have the key.
 */
export const idempotencyMigrations = (schema: string): readonly Migration[] => [
  {
    name: 'idempotency-keys',
    sql: `CREATE TABLE ${schema}.idempotency_keys (
    key text PRIMARY KEY,
    request_hash text NOT NULL,
    status integer NOT NULL,
    answer json NOT NULL,
    answered_at timestamptz NOT NULL DEFAULT now()
  )`,
  },
  {
    name: 'idempotency-keys-of-clients',
    sql: `ALTER TABLE ${schema}.idempotency_keys ADD COLUMN client text NOT NULL DEFAULT '${UNNAMED}';
    ALTER TABLE ${schema}.idempotency_keys DROP CONSTRAINT idempotency_keys_pkey;
    ALTER TABLE ${schema}.idempotency_keys ADD PRIMARY KEY (client, key)`,
  },
  {
    name: 'idempotency-keys-passing',
    sql: `ALTER TABLE ${schema}.idempotency_keys ADD COLUMN passing boolean NOT NULL DEFAULT false;
    CREATE INDEX idempotency_keys_by_age ON ${schema}.idempotency_keys (answered_at) WHERE passing;`,
  },
];

/** Those that are passing are pruned. */
export const idempotencyRights: Rights = { idempotency_keys: ['INSERT', 'UPDATE', 'DELETE'] };

/**
 * Deletes the oldest passing answers that were given before then, at most so many. A key whose work is under way is none.
 * Resolves to how many.
 */
export const pruneAnswers = async (sql: Sql, schema: string, before: Instant, rowsMax: number): Promise<number> => {
  const [row] = await sql.query<{ pruned: number }>(
    `WITH due AS (
       SELECT client, key FROM ${schema}.idempotency_keys
       WHERE passing AND status <> ${OPEN} AND answered_at < $1
       ORDER BY answered_at LIMIT $2 FOR UPDATE SKIP LOCKED
     ), gone AS (
       DELETE FROM ${schema}.idempotency_keys k USING due WHERE k.client = due.client AND k.key = due.key RETURNING 1
     )
     SELECT count(*) AS pruned FROM gone`,
    [before, rowsMax],
  );
  return row?.pruned ?? 0;
};

/** Whether any request that changes something was carried out, or is being, in one of these schemas, if they are there. */
export const hasAnswered = async (sql: Sql, schemas: readonly string[]): Promise<boolean> => {
  const there = await sql.query<{ name: string }>(
    "SELECT name FROM unnest($1::text[]) AS name WHERE to_regclass(name || '.idempotency_keys') IS NOT NULL",
    [schemas],
  );
  for (const { name } of there) {
    const [one] = await sql.query(`SELECT 1 FROM ${name}.idempotency_keys WHERE status < 300 LIMIT 1`);
    if (one) return true;
  }
  return false;
};
