import type { Sql } from '@lib/database';
import type { Instant } from '@lib/kernel';
import { withoutVersion } from '../endpoint/domain/message-types.js';
import type { KeptMessage } from '../message/message.store.js';
import type { Outcome } from './domain/outcome.js';

/** Whoever sends is told on this channel of what waits. */
export const WAITING = 'webhooks_waiting';

/** The messages of one holder that one endpoint gets, in a line. */
export type Lane = { readonly endpointId: string; readonly holder: string };

/** A message waits from now on for every endpoint that wants its type. */
export const awaitDeliveries = async (tx: Sql, messages: readonly KeptMessage[], now: Instant): Promise<boolean> => {
  const [row] = await tx.query<{ any: boolean }>(
    `WITH added AS (
       INSERT INTO webhooks.deliveries (endpoint_id, message, holder, since)
       SELECT e.id, m.position, m.holder, $4
       FROM unnest($1::bigint[], $2::text[], $3::text[]) AS m (position, holder, type)
       JOIN webhooks.endpoints e ON e.state <> 'removed' AND (e.types = '{}' OR m.type = ANY(e.types))
       ORDER BY e.id, m.holder, m.position
       RETURNING endpoint_id, holder
     ), opened AS (
       INSERT INTO webhooks.lanes (endpoint_id, holder, next_at)
       SELECT DISTINCT endpoint_id, holder, $4::timestamptz FROM added ORDER BY endpoint_id, holder
       -- Locks the row: whoever closes the lane waits, and then finds the message.
       ON CONFLICT (endpoint_id, holder) DO UPDATE SET holder = excluded.holder
     )
     SELECT EXISTS (SELECT FROM added) AS any`,
    [
      messages.map(({ position }) => position),
      messages.map(({ holder }) => holder),
      messages.map(({ type }) => withoutVersion(type)),
      now,
    ],
  );
  return row?.any ?? false;
};

export type DueLane = Lane & {
  /** Of the endpoint, in a row. */
  readonly failures: number;
};

/** Lanes whose first message is due, at most so many of an endpoint, the longest waiting first. */
export const dueLanes = (sql: Sql, now: Instant, ofEndpointMax: number): Promise<readonly DueLane[]> =>
  sql.query<DueLane>(
    `SELECT e.id AS "endpointId", l.holder, e.failures FROM webhooks.endpoints e
     CROSS JOIN LATERAL (
       SELECT holder, next_at FROM webhooks.lanes WHERE endpoint_id = e.id AND next_at <= $1 ORDER BY next_at LIMIT $2
     ) l
     WHERE e.state = 'on' AND (e.next_at IS NULL OR e.next_at <= $1) ORDER BY l.next_at`,
    [now, ofEndpointMax],
  );

/** The first message of a lane, and how its endpoint stands now. */
export type NextDelivery = {
  readonly id: number;
  readonly messageId: string;
  readonly type: string;
  readonly body: string;
  readonly url: string | null;
  readonly generation: number;
  readonly rotatedAt: Instant | null;
  /** Of the lane, in a row. */
  readonly failures: number;
};

/** Undefined when the lane has nothing, or nothing may be sent at present. */
export const nextDelivery = async (
  sql: Sql,
  { endpointId, holder }: Lane,
  now: Instant,
): Promise<NextDelivery | undefined> => {
  const [row] = await sql.query<NextDelivery>(
    `SELECT d.id, m.id AS "messageId", m.type, m.body, e.url, e.generation, e.rotated_at AS "rotatedAt", l.failures
     FROM webhooks.deliveries d
     JOIN webhooks.messages m ON m.position = d.message
     JOIN webhooks.endpoints e ON e.id = d.endpoint_id
     JOIN webhooks.lanes l ON l.endpoint_id = d.endpoint_id AND l.holder = d.holder
     WHERE d.endpoint_id = $1 AND d.holder = $2 AND d.done_at IS NULL
       AND e.state = 'on' AND (e.next_at IS NULL OR e.next_at <= $3)
     ORDER BY d.id LIMIT 1`,
    [endpointId, holder, now],
  );
  return row;
};

/** The turn of a lane is over: one that has nothing more is closed, any other goes to the end of those that wait. */
export const endTurn = async (tx: Sql, { endpointId, holder }: Lane, now: Instant): Promise<void> => {
  const lane = [endpointId, holder];
  await tx.query('SELECT 1 FROM webhooks.lanes WHERE endpoint_id = $1 AND holder = $2 FOR UPDATE', lane);
  // A statement of its own: it sees what came while the lock was waited for.
  await tx.query(
    `DELETE FROM webhooks.lanes WHERE endpoint_id = $1 AND holder = $2 AND NOT EXISTS (
       SELECT FROM webhooks.deliveries WHERE endpoint_id = $1 AND holder = $2 AND done_at IS NULL)`,
    lane,
  );
  await tx.query('UPDATE webhooks.lanes SET next_at = $3 WHERE endpoint_id = $1 AND holder = $2 AND next_at < $3', [
    ...lane,
    now,
  ]);
};

export type Attempt = {
  readonly at: Instant;
  readonly outcome: Outcome;
  readonly status: number | null;
  readonly durationMs: number;
  readonly answer: string | null;
};

export const noteAttempt = async (
  tx: Sql,
  { endpointId, holder }: Lane,
  { messageId, type }: Pick<NextDelivery, 'messageId' | 'type'>,
  { at, outcome, status, durationMs, answer }: Attempt,
): Promise<void> => {
  await tx.query(
    `INSERT INTO webhooks.attempts (endpoint_id, message_id, type, holder, at, outcome, status, duration_ms, answer)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [endpointId, messageId, type, holder, at, outcome, status, durationMs, answer],
  );
};

export const noteDelivered = async (tx: Sql, { endpointId, holder }: Lane, id: number, now: Instant): Promise<void> => {
  await tx.query('UPDATE webhooks.deliveries SET done_at = $2 WHERE id = $1 AND done_at IS NULL', [id, now]);
  await tx.query('UPDATE webhooks.lanes SET failures = 0 WHERE endpoint_id = $1 AND holder = $2 AND failures > 0', [
    endpointId,
    holder,
  ]);
};

/** The first message of the lane failed. */
export const holdLane = async (tx: Sql, { endpointId, holder }: Lane, until: Instant): Promise<void> => {
  await tx.query(
    'UPDATE webhooks.lanes SET failures = failures + 1, next_at = $3 WHERE endpoint_id = $1 AND holder = $2',
    [endpointId, holder, until],
  );
};

/** Whatever waits for an endpoint is due at once. */
export const releaseLanes = async (tx: Sql, endpointId: string, now: Instant): Promise<void> => {
  await tx.query('UPDATE webhooks.lanes SET failures = 0, next_at = $2 WHERE endpoint_id = $1', [endpointId, now]);
  await tx.query(`SELECT pg_notify('${WAITING}', '')`);
};
