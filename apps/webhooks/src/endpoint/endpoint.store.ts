import type { Reach } from '@lib/access';
import { bindTo, type Sql } from '@lib/database';
import { err, newId, ok, type Instant, type Result } from '@lib/kernel';
import { rotatingUntil } from '../secret/secrets.js';
import { afterFailure, isAway, type Failed, type Health } from './domain/health.js';
import { ENDPOINT, type EndpointRow } from './endpoint.query.js';
import { endpointsWithin } from './endpoint.reach.js';

/** So many endpoints one login may have, and all of them together. */
const ENDPOINTS_OF_LOGIN_MAX = 50;
const ENDPOINTS_MAX = 500;

export type Wanted = Pick<EndpointRow, 'url' | 'types' | 'description'>;

/** Undefined where there are too many already. */
export const registerEndpoint = async (
  tx: Sql,
  { owner, url, types, description }: Wanted & { readonly owner: string },
  now: Instant,
): Promise<EndpointRow | undefined> => {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtext('webhooks.endpoints'))`);
  const [row] = await tx.query<EndpointRow>(
    `INSERT INTO webhooks.endpoints (id, owner, url, types, description, created_at)
     SELECT $1, $2, $3, $4, $5, $6
     WHERE (SELECT count(*) FROM webhooks.endpoints WHERE owner = $2 AND state <> 'removed') < $7
       AND (SELECT count(*) FROM webhooks.endpoints WHERE state <> 'removed') < $8
     RETURNING ${ENDPOINT}`,
    [newId(), owner, url, types, description, now, ENDPOINTS_OF_LOGIN_MAX, ENDPOINTS_MAX],
  );
  return row;
};

type Named = { readonly id: string; readonly reach: Reach };

/** Changes what is given; undefined where there is no such endpoint. */
export const changeEndpoint = (
  tx: Sql,
  named: Named,
  { url, types, description }: { [Field in keyof Wanted]?: Wanted[Field] | undefined },
): Promise<EndpointRow | undefined> =>
  update(tx, named, 'url = coalesce($2, url), types = coalesce($3, types), description = coalesce($4, description)', [
    url,
    types,
    description,
  ]);

/** Nothing more is sent to it; what waits for it is deleted with time. Undefined where there is no such endpoint. */
export const removeEndpoint = (tx: Sql, named: Named, now: Instant): Promise<EndpointRow | undefined> =>
  update(tx, named, `state = 'removed', off_at = $2`, [now]);

/** The secret before the present one signs as well until then: a third would end the day of one of them. */
export type StillRotating = { readonly until: Instant };

/**
 * The next secret; the one before it signs as well for a day, or, at once, no other does any more. Undefined where there is
 * no such endpoint.
 */
export const rotateSecret = async (
  tx: Sql,
  named: Named,
  { now, atOnce }: { readonly now: Instant; readonly atOnce: boolean },
): Promise<Result<EndpointRow, StillRotating> | undefined> => {
  const bound: unknown[] = [named.id];
  const [before] = await tx.query<{ rotatedAt: Instant | null }>(
    `SELECT rotated_at AS "rotatedAt" FROM webhooks.endpoints
     WHERE id = $1 AND ${endpointsWithin(named.reach, bindTo(bound))} FOR UPDATE`,
    bound,
  );
  const until = before && rotatingUntil(before.rotatedAt, now);
  if (until !== undefined && !atOnce) return err({ until });
  const rotated = await update(tx, named, 'generation = generation + 1, rotated_at = $2', [atOnce ? null : now]);
  return rotated && ok(rotated);
};

/** As if nothing had failed. Undefined where there is no such endpoint. */
export const enableEndpoint = (tx: Sql, named: Named): Promise<EndpointRow | undefined> =>
  update(
    tx,
    named,
    `state = 'on', off_reason = NULL, off_at = NULL, failures = 0, failing_since = NULL, next_at = NULL`,
    [],
  );

const update = async (
  tx: Sql,
  { id, reach }: Named,
  change: string,
  values: readonly unknown[],
): Promise<EndpointRow | undefined> => {
  const bound: unknown[] = [id, ...values.map((value) => value ?? null)];
  const within = endpointsWithin(reach, bindTo(bound));
  const [row] = await tx.query<EndpointRow>(
    `UPDATE webhooks.endpoints SET ${change} WHERE id = $1 AND ${within} RETURNING ${ENDPOINT}`,
    bound,
  );
  return row;
};

/** A message was taken. True when the endpoint had been away: what waits for it need not wait on. */
export const noteTaken = async (tx: Sql, id: string): Promise<boolean> => {
  const [before] = await tx.query<Health>(
    `SELECT failures FROM webhooks.endpoints WHERE id = $1 AND (failing_since IS NOT NULL OR next_at IS NOT NULL)
     FOR UPDATE`,
    [id],
  );
  if (!before) return false;
  await tx.query('UPDATE webhooks.endpoints SET failures = 0, failing_since = NULL, next_at = NULL WHERE id = $1', [
    id,
  ]);
  return isAway(before);
};

/** An attempt has failed. Resolves to how the endpoint stands then; undefined where it was switched off or removed meanwhile. */
export const noteFailed = async (
  tx: Sql,
  id: string,
  failed: Failed,
  offAfterDays: number,
): Promise<ReturnType<typeof afterFailure> | undefined> => {
  const [before] = await tx.query<Health>(
    `SELECT failures, failing_since AS "failingSince", next_at AS "nextAt" FROM webhooks.endpoints
     WHERE id = $1 AND state = 'on' FOR UPDATE`,
    [id],
  );
  if (!before) return undefined;
  const after = afterFailure(before, failed, offAfterDays);
  const { failures, failingSince, nextAt, off } = after;
  await tx.query(
    `UPDATE webhooks.endpoints SET failures = $2, failing_since = $3, next_at = $4,
       state = CASE WHEN $5::text IS NULL THEN state ELSE 'off' END, off_reason = $5,
       off_at = CASE WHEN $5::text IS NULL THEN NULL ELSE $6::timestamptz END
     WHERE id = $1`,
    [id, failures, failingSince, nextAt, off ?? null, failed.now],
  );
  return after;
};

/** Deletes endpoints that were removed before then: what was theirs is gone by then. */
export const pruneEndpoints = async (sql: Sql, before: Instant, rowsMax: number): Promise<number> => {
  const rows = await sql.query(
    `DELETE FROM webhooks.endpoints WHERE id IN (
       SELECT id FROM webhooks.endpoints WHERE state = 'removed' AND off_at < $1 LIMIT $2) RETURNING 1`,
    [before, rowsMax],
  );
  return rows.length;
};
