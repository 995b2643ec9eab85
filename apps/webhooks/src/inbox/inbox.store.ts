import type { Sql } from '@lib/database';
import type { Instant } from '@lib/kernel';

/** So many requests of an endpoint are kept. */
const REQUESTS_KEPT = 100;

export type KeptRequest = {
  readonly at: Instant;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** Keeps what would have been sent, and forgets the oldest of too many. */
export const keepRequest = async (tx: Sql, endpointId: string, { at, headers, body }: KeptRequest): Promise<void> => {
  await tx.query('INSERT INTO webhooks.requests (endpoint_id, at, headers, body) VALUES ($1, $2, $3::json, $4)', [
    endpointId,
    at,
    JSON.stringify(headers),
    body,
  ]);
  await tx.query(
    `DELETE FROM webhooks.requests WHERE endpoint_id = $1 AND number <= (
       SELECT number FROM webhooks.requests WHERE endpoint_id = $1 ORDER BY number DESC OFFSET $2 LIMIT 1)`,
    [endpointId, REQUESTS_KEPT],
  );
};

/** At most `count` requests of an endpoint behind the one with the number `after`, oldest first. */
export const requestsOf = (
  sql: Sql,
  endpointId: string,
  after: number,
  count: number,
): Promise<readonly (KeptRequest & { readonly number: number })[]> =>
  sql.query<KeptRequest & { readonly number: number }>(
    `SELECT number, at, headers, body FROM webhooks.requests
     WHERE endpoint_id = $1 AND number > $2 ORDER BY number LIMIT $3`,
    [endpointId, after, count],
  );

/** Forgets the requests of endpoints that are no more, at most so many. */
export const pruneRequests = async (sql: Sql, rowsMax: number): Promise<number> => {
  const rows = await sql.query(
    `DELETE FROM webhooks.requests WHERE number IN (
       SELECT r.number FROM webhooks.requests r JOIN webhooks.endpoints e ON e.id = r.endpoint_id
       WHERE e.state = 'removed' LIMIT $1) RETURNING 1`,
    [rowsMax],
  );
  return rows.length;
};
