import type { Reach } from '@lib/access';
import { bindTo, type Sql } from '@lib/database';
import type { EndpointView } from './endpoint.dto.js';
import { endpointsWithin } from './endpoint.reach.js';

/** An endpoint in plain data: a class is no row. */
export type EndpointRow = Pick<EndpointView, keyof EndpointView>;

export const ENDPOINT = `id, owner, url, types, description, state, off_reason AS "offReason", off_at AS "offAt",
  failing_since AS "failingSince", next_at AS "pausedUntil", generation, created_at AS "createdAt"`;

/** An endpoint within reach. */
export const endpointWithin = async (sql: Sql, reach: Reach, id: string): Promise<EndpointRow | undefined> => {
  const values: unknown[] = [id];
  const within = endpointsWithin(reach, bindTo(values));
  const [row] = await sql.query<EndpointRow>(
    `SELECT ${ENDPOINT} FROM webhooks.endpoints WHERE id = $1 AND ${within}`,
    values,
  );
  return row;
};

/** At most `count` endpoints within reach behind the one with the number `after`, in the order of their registration. */
export const endpointsAfter = (
  sql: Sql,
  reach: Reach,
  after: number,
  count: number,
): Promise<readonly (EndpointRow & { readonly number: number })[]> => {
  const values: unknown[] = [after, count];
  const within = endpointsWithin(reach, bindTo(values));
  return sql.query<EndpointRow & { readonly number: number }>(
    `SELECT number, ${ENDPOINT} FROM webhooks.endpoints WHERE number > $1 AND ${within} ORDER BY number LIMIT $2`,
    values,
  );
};

/** Whether there is any endpoint that is not removed: as long as nobody listens nothing is kept. */
export const anyEndpoint = async (sql: Sql): Promise<boolean> => {
  const [row] = await sql.query<{ any: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM webhooks.endpoints WHERE state <> 'removed') AS any`,
  );
  return row?.any ?? false;
};
