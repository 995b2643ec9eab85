import type { Sql } from '@lib/database';
import { ERASURE, type ErasureRow } from './erasure.commands.js';

export const erasureOf = async (sql: Sql, id: string): Promise<ErasureRow | undefined> => {
  const [row] = await sql.query<ErasureRow>(`SELECT ${ERASURE} FROM enrollment.erasures WHERE id = $1`, [id]);
  return row;
};

/** At most `count` erasures behind the one with the number `after`, in the order in which they were asked for. */
export const erasuresWhere = (
  sql: Sql,
  state: ErasureRow['state'] | undefined,
  after: number,
  count: number,
): Promise<readonly (ErasureRow & { readonly number: number })[]> =>
  sql.query<ErasureRow & { readonly number: number }>(
    `SELECT number, ${ERASURE} FROM enrollment.erasures
     WHERE number > $1 AND ($2::text IS NULL OR state = $2) ORDER BY number LIMIT $3`,
    [after, state ?? null, count],
  );
