import type { Database, Sql } from '@lib/database';
import type { Vault } from '../vault/vault.js';

/** Short transactions: on one connection everybody waits for each. */
const BATCH = 500;

/**
 * Seals the ids of children that versions before wrote in the clear, and forgets what they wrote. Nothing is left to do at
 * the starts after; several processes may do it at once.
 */
export const sealChildIds = async (database: Database, vault: Vault): Promise<void> => {
  while ((await database.transaction((tx) => sealChildren(tx, vault))) === BATCH);
};

type ClearChild = {
  readonly holderId: string;
  readonly childId: string;
  readonly key: Uint8Array;
  readonly sealed: Uint8Array;
};

const sealChildren = async (tx: Sql, vault: Vault): Promise<number> => {
  const children = await tx.query<ClearChild>(
    `SELECT c.holder_id AS "holderId", c.child_id AS "childId", p.key, c.sealed
     FROM enrollment.children c JOIN enrollment.people p USING (holder_id)
     WHERE c.child_id IS NOT NULL ORDER BY c.holder_id LIMIT ${BATCH} FOR UPDATE OF c`,
  );
  await tx.query(
    `UPDATE enrollment.children c SET child_id = NULL, child_index = s.index, sealed = s.sealed
     FROM unnest($1::uuid[], $2::bytea[], $3::bytea[]) AS s (holder_id, index, sealed) WHERE c.holder_id = s.holder_id`,
    [
      children.map(({ holderId }) => holderId),
      children.map(({ childId }) => vault.indexOf(childId)),
      children.map(({ holderId, childId, key, sealed }) =>
        vault.seal(holderId, key, { ...vault.open(holderId, key, sealed), childId }),
      ),
    ],
  );
  return children.length;
};
