import type { Sql } from '@lib/database';
import { MERGE, type MergeRow } from './merge.commands.js';

export const mergeOf = async (sql: Sql, id: string): Promise<MergeRow | undefined> => {
  const [row] = await sql.query<MergeRow>(`SELECT ${MERGE} FROM enrollment.merges WHERE id = $1`, [id]);
  return row;
};

/** At most `count` merges behind the one with the number `after`, in the order in which they were asked for. */
export const mergesWhere = (
  sql: Sql,
  state: MergeRow['state'] | undefined,
  after: number,
  count: number,
): Promise<readonly (MergeRow & { readonly number: number })[]> =>
  sql.query<MergeRow & { readonly number: number }>(
    `SELECT number, ${MERGE} FROM enrollment.merges
     WHERE number > $1 AND ($2::text IS NULL OR state = $2) ORDER BY number LIMIT $3`,
    [after, state ?? null, count],
  );
