import type { Database, Sql } from '@lib/database';
import type { Instant } from '@lib/kernel';
import type { AttemptView, HeldView, WaitingView } from './delivery.dto.js';

/** At most `count` attempts of an endpoint before the one with the number `before`, the newest first. */
export const attemptsOf = (
  sql: Sql,
  endpointId: string,
  before: number,
  count: number,
): Promise<readonly (Pick<AttemptView, keyof AttemptView> & { readonly number: number })[]> =>
  sql.query<Pick<AttemptView, keyof AttemptView> & { readonly number: number }>(
    `SELECT number, message_id AS "messageId", type, holder, at, outcome, status, duration_ms AS "durationMs", answer
     FROM webhooks.attempts WHERE endpoint_id = $1 AND number < $2 ORDER BY number DESC LIMIT $3`,
    [endpointId, before, count],
  );

/** Nobody counts further. */
const COUNTED_MAX = 10_000;
/** So many lines are named whose first message fails. */
const HELD_MAX = 20;

export const waitingOf = async (sql: Sql, endpointId: string): Promise<Pick<WaitingView, keyof WaitingView>> => {
  const [row] = await sql.query<{ messages: number; since: Instant | null }>(
    `SELECT count(*) AS messages, min(since) AS since FROM (
       SELECT since FROM webhooks.deliveries WHERE endpoint_id = $1 AND done_at IS NULL LIMIT $2) AS waiting`,
    [endpointId, COUNTED_MAX],
  );
  const held = await sql.query<Pick<HeldView, keyof HeldView>>(
    `SELECT holder, failures, next_at AS "nextAt" FROM webhooks.lanes
     WHERE endpoint_id = $1 AND failures > 0 ORDER BY failures DESC, holder LIMIT $2`,
    [endpointId, HELD_MAX],
  );
  return { messages: row?.messages ?? 0, since: row?.since ?? null, held };
};

/** For the numbers of the service: messages that wait for endpoints that are on, and how long the first of them does, in seconds. */
export const waitingNow = async (database: Database): Promise<{ messages: number; seconds: number }> => {
  const [row] = await database.query<{ messages: number; seconds: number }>(
    `SELECT count(*) AS messages, coalesce(extract(epoch FROM clock_timestamp() - min(d.since)), 0)::float8 AS seconds
     FROM webhooks.deliveries d JOIN webhooks.endpoints e ON e.id = d.endpoint_id
     WHERE d.done_at IS NULL AND e.state = 'on'`,
  );
  return row ?? { messages: 0, seconds: 0 };
};
