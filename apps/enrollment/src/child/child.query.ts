import type { Sql } from '@lib/database';
import type { Child } from './domain/child.js';
import type { Vault } from './vault.js';

/** A child as it is stored: what it is like opens only with the vault. */
export type SealedChild = {
  readonly holderId: string;
  readonly municipality: number;
  readonly key: Uint8Array;
  readonly sealed: Uint8Array;
};

export const opened = (vault: Vault, { holderId, municipality, key, sealed }: SealedChild): Child => ({
  holderId,
  municipality,
  ...vault.open(holderId, key, sealed),
});

/** A child of the register, by the id that the register gives it. */
export const childOf = async (sql: Sql, vault: Vault, childId: string): Promise<Child | undefined> => {
  const [row] = await sql.query<SealedChild>(CHILD, [childId]);
  return row && opened(vault, row);
};

export const CHILD = `SELECT c.holder_id AS "holderId", c.municipality, p.key, c.sealed
  FROM enrollment.children c JOIN enrollment.people p USING (holder_id) WHERE c.child_id = $1`;
