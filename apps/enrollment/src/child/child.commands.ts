import type { Sql } from '@lib/database';
import { newId } from '@lib/kernel';
import type { ChildRow } from './children-file.js';
import type { Vault } from './vault.js';

export type Changed = { readonly created: number; readonly updated: number; readonly unchanged: number };

type Known = {
  readonly holderId: string;
  readonly childId: string;
  readonly municipality: number;
  readonly key: Uint8Array;
  readonly sealed: Uint8Array;
};
type Sealed = {
  readonly holderId: string;
  readonly childId: string;
  readonly municipality: number;
  readonly key: Uint8Array;
  readonly sealed: Buffer;
};

/** Takes children over from a register: each id once, whatever is known of it already. The same rows again change nothing. */
export const importChildren = async (tx: Sql, vault: Vault, rows: readonly ChildRow[]): Promise<Changed> => {
  // Two imports of the same new child would both create it.
  await tx.query(`SELECT pg_advisory_xact_lock(hashtext('enrollment children import'))`);
  const knownRows = await tx.query<Known>(
    `SELECT c.holder_id AS "holderId", c.child_id AS "childId", c.municipality, p.key, c.sealed
     FROM enrollment.children c JOIN enrollment.people p USING (holder_id) WHERE c.child_id = ANY($1::text[])`,
    [rows.map((row) => row.childId)],
  );
  const known = new Map(knownRows.map((child) => [child.childId, child]));
  const created: Sealed[] = [];
  const updated: Sealed[] = [];
  for (const { childId, birthDate, municipality, category } of rows) {
    const child = known.get(childId);
    if (child && child.municipality === municipality) {
      const before = vault.open(child.holderId, child.key, child.sealed);
      if (before.birthDate === birthDate && before.category === category) continue;
    }
    const holderId = child?.holderId ?? newId();
    const key = child?.key ?? vault.newKey(holderId);
    const sealed = vault.seal(holderId, key, { birthDate, category });
    (child ? updated : created).push({ holderId, childId, municipality, key, sealed });
  }
  if (created.length > 0) {
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
  }
  if (updated.length > 0) {
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
  }
  return {
    created: created.length,
    updated: updated.length,
    unchanged: rows.length - created.length - updated.length,
  };
};
