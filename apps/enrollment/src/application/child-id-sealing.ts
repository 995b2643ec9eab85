import type { Database, Sql } from '@lib/database';
import { plainId } from '@lib/kernel';
import type { Vault } from '../vault/vault.js';

/** Short transactions: on one connection everybody waits for each. */
const BATCH = 500;

/** The same for the ids that applications name: see `child/child-id-sealing.ts`. */
export const sealNamedChildren = async (database: Database, vault: Vault): Promise<void> => {
  while ((await database.transaction((tx) => sealApplications(tx, vault))) === BATCH);
};

/** Those of a child of the register are named by it; of the others the id that they were given is sealed. */
const sealApplications = async (tx: Sql, vault: Vault): Promise<number> => {
  const applications = await tx.query<{ id: string; childId: string; isOfNobody: boolean }>(
    `SELECT id, child_id AS "childId", holder_id IS NULL AS "isOfNobody" FROM enrollment.applications
     WHERE child_id IS NOT NULL ORDER BY id LIMIT ${BATCH} FOR UPDATE`,
  );
  const ofNobody = applications.filter(({ isOfNobody }) => isOfNobody);
  await tx.query(
    `UPDATE enrollment.applications a SET child_index = s.index, child_sealed = s.sealed
     FROM unnest($1::uuid[], $2::bytea[], $3::bytea[]) AS s (id, index, sealed) WHERE a.id = s.id`,
    [
      ofNobody.map(({ id }) => id),
      ofNobody.map(({ childId }) => vault.indexOf(plainId(childId) ?? childId)),
      ofNobody.map(({ id, childId }) => vault.sealWords(id, childId)),
    ],
  );
  await tx.query('UPDATE enrollment.applications SET child_id = NULL WHERE id = ANY($1::uuid[])', [
    applications.map(({ id }) => id),
  ]);
  return applications.length;
};
