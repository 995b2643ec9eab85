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

export const opened = (vault: Vault, { holderId, municipality, key, sealed }: SealedChild): Child => {
  const { birthDate, category } = vault.open(holderId, key, sealed);
  return { holderId, municipality, birthDate, category };
};

/** A child of the register, by the id that the register gives it. */
export const childOf = async (sql: Sql, vault: Vault, childId: string): Promise<Child | undefined> => {
  const [row] = await sql.query<SealedChild>(CHILD, [vault.indexOf(childId)]);
  return row && opened(vault, row);
};

/** By what the vault finds it. */
export const CHILD = `SELECT c.holder_id AS "holderId", c.municipality, p.key, c.sealed
  FROM enrollment.children c JOIN enrollment.people p USING (holder_id) WHERE c.child_index = $1`;

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
