import type { Sql } from '@lib/database';
import type { Instant } from '@lib/kernel';

/** What was delivered before then. */
export const pruneDelivered = async (sql: Sql, before: Instant, rowsMax: number): Promise<number> => {
  const rows = await sql.query(
    `DELETE FROM webhooks.deliveries WHERE id IN (
       SELECT id FROM webhooks.deliveries WHERE done_at < $1 LIMIT $2) RETURNING 1`,
    [before, rowsMax],
  );
  return rows.length;
};

/** Gives up what has waited since before then, and what waits for endpoints that are no more. */
export const giveUp = async (sql: Sql, before: Instant, rowsMax: number): Promise<number> => {
  const rows = await sql.query(
    `DELETE FROM webhooks.deliveries WHERE done_at IS NULL AND id IN (
       (SELECT id FROM webhooks.deliveries WHERE done_at IS NULL AND since < $1 LIMIT $2)
       UNION (SELECT id FROM webhooks.deliveries WHERE done_at IS NULL AND endpoint_id IN (
         SELECT id FROM webhooks.endpoints WHERE state = 'removed') LIMIT $2) LIMIT $2) RETURNING 1`,
    [before, rowsMax],
  );
  return rows.length;
};

/** What was tried before then, and at endpoints that are no more. */
export const pruneAttempts = async (sql: Sql, before: Instant, rowsMax: number): Promise<number> => {
  const rows = await sql.query(
    `DELETE FROM webhooks.attempts WHERE number IN (
       (SELECT number FROM webhooks.attempts WHERE at < $1 LIMIT $2)
       UNION (SELECT number FROM webhooks.attempts WHERE endpoint_id IN (
         SELECT id FROM webhooks.endpoints WHERE state = 'removed') LIMIT $2) LIMIT $2) RETURNING 1`,
    [before, rowsMax],
  );
  return rows.length;
};

/** Lanes of endpoints that are no more. */
export const pruneLanes = async (sql: Sql, rowsMax: number): Promise<number> => {
  const rows = await sql.query(
    `DELETE FROM webhooks.lanes WHERE (endpoint_id, holder) IN (
       SELECT endpoint_id, holder FROM webhooks.lanes WHERE endpoint_id IN (
         SELECT id FROM webhooks.endpoints WHERE state = 'removed') LIMIT $1) RETURNING 1`,
    [rowsMax],
  );
  return rows.length;
};

/** Of a message under the alias `m`: nobody is to be sent it any more. */
export const NOBODY_WAITS =
  'NOT EXISTS (SELECT FROM webhooks.deliveries d WHERE d.message = m.position AND d.done_at IS NULL)';
