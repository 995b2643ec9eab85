import type { Sql } from '@lib/database';
import type { Instant } from '@lib/kernel';
import type { PURPOSES, READ } from './read-log.js';

/** That somebody has read what the vault holds of a child. */
export type ReadRow = {
  readonly number: number;
  readonly at: Instant;
  readonly what: (typeof READ)[number];
  readonly why: (typeof PURPOSES)[number];
  readonly kind: 'person' | 'integration';
  readonly roles: string;
  readonly name: string;
};

/** At most `count` reads of a child, under whichever of its surrogate ids, before the one with the number `before`, the newest first. */
export const readsOf = (
  sql: Sql,
  holderIds: readonly string[],
  before: number | undefined,
  count: number,
): Promise<readonly ReadRow[]> =>
  sql.query<ReadRow>(
    `SELECT number, at, what, why, kind, roles, name FROM enrollment.reads
     WHERE holder_id = ANY($1::uuid[]) AND ($2::bigint IS NULL OR number < $2) ORDER BY number DESC LIMIT $3`,
    [holderIds, before ?? null, count],
  );

/** Deletes the oldest reads of before then, at most so many. Resolves to how many. */
export const pruneReads = async (sql: Sql, before: Instant, count: number): Promise<number> => {
  const pruned = await sql.query(
    `DELETE FROM enrollment.reads WHERE number IN (
       SELECT number FROM enrollment.reads WHERE at < $1 ORDER BY at LIMIT $2) RETURNING 1`,
    [before, count],
  );
  return pruned.length;
};
