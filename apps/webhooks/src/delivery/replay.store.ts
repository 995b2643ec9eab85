import type { Sql } from '@lib/database';
import type { Instant } from '@lib/kernel';
import { WAITING } from './delivery.store.js';

/** So many messages are put in line by one request. */
const REPLAYED_MAX = 10_000;

export type Replay = {
  /** Recorded at or after. */
  readonly after: Instant | undefined;
  /** Recorded before. */
  readonly until: Instant | undefined;
  readonly holder: string | undefined;
  /** Behind this place of the message, where an earlier request has left off; 0 at first. */
  readonly behind: number;
};

/**
 * Puts the messages that an endpoint wants once more into their lines, in their order, behind what waits there. One that
 * waits already is not put a second time. Where there are more, `next` is the place to go on from.
 */
export const replayMessages = async (
  tx: Sql,
  endpointId: string,
  { after, until, holder, behind }: Replay,
  now: Instant,
  max = REPLAYED_MAX,
): Promise<{ readonly messages: number; readonly next: number | undefined }> => {
  const [row] = await tx.query<{ seen: number; last: number | null; messages: number }>(
    `WITH chosen AS (
       SELECT m.position, m.holder FROM webhooks.messages m JOIN webhooks.endpoints e ON e.id = $1
       WHERE m.position > $5 AND ($2::timestamptz IS NULL OR m.recorded_at >= $2)
         AND ($3::timestamptz IS NULL OR m.recorded_at < $3) AND ($4::text IS NULL OR m.holder = $4)
         AND (e.types = '{}' OR regexp_replace(m.type, '\\.v[0-9]+$', '') = ANY(e.types))
       ORDER BY m.position LIMIT $6
     ), added AS (
       INSERT INTO webhooks.deliveries (endpoint_id, message, holder, since)
       SELECT $1, position, holder, $7 FROM chosen ORDER BY position
       ON CONFLICT (endpoint_id, message) WHERE done_at IS NULL DO NOTHING RETURNING holder
     ), opened AS (
       INSERT INTO webhooks.lanes (endpoint_id, holder, next_at)
       SELECT DISTINCT $1::uuid, holder, $7::timestamptz FROM added ORDER BY holder
       ON CONFLICT (endpoint_id, holder) DO UPDATE SET holder = excluded.holder
     )
     SELECT (SELECT count(*) FROM chosen) AS seen, (SELECT max(position) FROM chosen) AS last,
       (SELECT count(*) FROM added) AS messages, pg_notify('${WAITING}', '')`,
    [endpointId, after ?? null, until ?? null, holder ?? null, behind, max, now],
  );
  const { seen, last, messages } = row ?? { seen: 0, last: null, messages: 0 };
  return { messages, next: seen < max ? undefined : (last ?? undefined) };
};
