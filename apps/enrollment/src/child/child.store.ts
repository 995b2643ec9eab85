import type { Sql } from '@lib/database';

/** A child of the register with its key, as it is stored. */
export type StoredChild = {
  readonly holderId: string;
  readonly childId: string;
  readonly municipality: number;
  readonly key: Uint8Array;
  readonly sealed: Uint8Array;
};

/** Those of the children that are known. */
export const storedChildren = (tx: Sql, childIds: readonly string[]): Promise<readonly StoredChild[]> =>
  tx.query<StoredChild>(
    `SELECT c.holder_id AS "holderId", c.child_id AS "childId", c.municipality, p.key, c.sealed
     FROM enrollment.children c JOIN enrollment.people p USING (holder_id) WHERE c.child_id = ANY($1::text[])`,
    [childIds],
  );

export const insertChildren = async (tx: Sql, created: readonly StoredChild[]): Promise<void> => {
  if (created.length === 0) return;
  await tx.query(
    `WITH fresh AS (
       SELECT * FROM unnest($1::uuid[], $2::text[], $3::bigint[], $4::bytea[], $5::bytea[])
         AS f (holder_id, child_id, municipality, key, sealed)
     ), people AS (
       INSERT INTO enrollment.people (holder_id, key) SELECT holder_id, key FROM fresh
     )
     INSERT INTO enrollment.children (holder_id, child_id, municipality, sealed)
     SELECT holder_id, child_id, municipality, sealed FROM fresh`,
    [
      created.map((child) => child.holderId),
      created.map((child) => child.childId),
      created.map((child) => child.municipality),
      created.map((child) => child.key),
      created.map((child) => child.sealed),
    ],
  );
};

export const updateChildren = async (tx: Sql, updated: readonly StoredChild[]): Promise<void> => {
  if (updated.length === 0) return;
  await tx.query(
    `UPDATE enrollment.children c SET municipality = u.municipality, sealed = u.sealed
     FROM unnest($1::uuid[], $2::bigint[], $3::bytea[]) AS u (holder_id, municipality, sealed)
     WHERE c.holder_id = u.holder_id`,
    [
      updated.map((child) => child.holderId),
      updated.map((child) => child.municipality),
      updated.map((child) => child.sealed),
    ],
  );
};

/** A child with its key: whatever lies sealed under that opens no more. */
export const removeChild = async (tx: Sql, holderId: string): Promise<void> => {
  await tx.query('DELETE FROM enrollment.guardianships WHERE holder_id = $1', [holderId]);
  await tx.query('DELETE FROM enrollment.claim_codes WHERE holder_id = $1', [holderId]);
  await tx.query('DELETE FROM enrollment.processing_consents WHERE holder_id = $1', [holderId]);
  await tx.query('DELETE FROM enrollment.children WHERE holder_id = $1', [holderId]);
  await tx.query('DELETE FROM enrollment.people WHERE holder_id = $1', [holderId]);
};
