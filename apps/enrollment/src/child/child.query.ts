import type { Sql } from '@lib/database';
import type { Vault } from '../vault/vault.js';
import type { Child } from './domain/child.js';

/** A child as it is stored: what it is like opens only with the vault. */
export type SealedChild = {
  readonly holderId: string;
  readonly municipality: number;
  readonly key: Uint8Array;
  readonly sealed: Uint8Array;
};

/** With the id by which the register names it. */
export type OpenedChild = Child & { readonly childId: string };

export const opened = (vault: Vault, { holderId, municipality, key, sealed }: SealedChild): OpenedChild => {
  const { childId, birthDate, category } = vault.open(holderId, key, sealed);
  return { childId, holderId, municipality, birthDate, category };
};

/** A child of the register, by the id that the register gives it. */
export const childOf = async (sql: Sql, vault: Vault, childId: string): Promise<Child | undefined> => {
  const [row] = await sql.query<SealedChild>(CHILDREN, [[vault.indexOf(childId)]]);
  return row && opened(vault, row);
};

/**
 * Children by what the vault finds them, each beside what it was found by: the child that it was merged into, where it was.
 * Who locks it while it is being merged finds none: the merge is the later truth, and nothing is to begin under the id that
 * it ends.
 */
export const CHILDREN = `SELECT m.child_index::text AS index, c.holder_id AS "holderId", c.municipality, p.key, c.sealed
  FROM enrollment.children m JOIN enrollment.children c ON c.holder_id = coalesce(m.merged_into, m.holder_id)
    JOIN enrollment.people p ON p.holder_id = c.holder_id
  WHERE c.merged_into IS NULL AND m.child_index = ANY($1::bytea[])`;

/** The surrogate ids under which a child is known: its own, and those of the children that were merged into it. */
export const holdersOf = async (sql: Sql, holderId: string): Promise<readonly string[]> => {
  const rows = await sql.query<{ holderId: string }>(
    `SELECT c.holder_id AS "holderId" FROM enrollment.children c WHERE c.holder_id = $1 OR c.merged_into = $1
     ORDER BY c.merged_into IS NOT NULL, c.holder_id`,
    [holderId],
  );
  return rows.map((row) => row.holderId);
};

/** The ids by which the register names children, by their surrogate ids. Whoever was erased has none. */
export const childIdsOf = async (
  sql: Sql,
  vault: Vault,
  holderIds: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const rows = await sql.query<Omit<SealedChild, 'municipality'>>(
    `SELECT c.holder_id AS "holderId", p.key, c.sealed FROM enrollment.children c JOIN enrollment.people p USING (holder_id)
     WHERE c.holder_id = ANY($1::uuid[])`,
    [holderIds],
  );
  return new Map(rows.map(({ holderId, key, sealed }) => [holderId, vault.open(holderId, key, sealed).childId]));
};
