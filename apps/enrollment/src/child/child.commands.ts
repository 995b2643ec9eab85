import type { Sql } from '@lib/database';
import { newId, type CalendarDate } from '@lib/kernel';
import type { ChildRow } from './children-file.js';
import { touchedBy, type Moved, type Touched } from './touched.query.js';
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

/** A file of 64 MiB has more than a million children: they are written in parts, so that other requests are answered in between. */
const PART = 5000;

/**
 * Takes children over from a register: each id once, whatever is known of it already. The same rows again change nothing.
 * `touched` names the applications whose terms that changes.
 */
export const importChildren = async (
  tx: Sql,
  vault: Vault,
  rows: readonly ChildRow[],
  today: CalendarDate,
): Promise<{ readonly changed: Changed; readonly touched: Touched }> => {
  // Two imports of the same new child would both create it.
  await tx.query(`SELECT pg_advisory_xact_lock(hashtext('enrollment children import'))`);
  let created = 0;
  const moved: Moved[] = [];
  for (let from = 0; from < rows.length; from += PART) {
    const part = await importPart(tx, vault, rows.slice(from, from + PART));
    created += part.created;
    for (const child of part.moved) moved.push(child);
  }
  return {
    changed: { created, updated: moved.length, unchanged: rows.length - created - moved.length },
    touched: await touchedBy(tx, vault, moved, today),
  };
};

const importPart = async (
  tx: Sql,
  vault: Vault,
  rows: readonly ChildRow[],
): Promise<{ readonly created: number; readonly moved: readonly Moved[] }> => {
  const knownRows = await tx.query<Known>(
    `SELECT c.holder_id AS "holderId", c.child_id AS "childId", c.municipality, p.key, c.sealed
     FROM enrollment.children c JOIN enrollment.people p USING (holder_id) WHERE c.child_id = ANY($1::text[])`,
    [rows.map((row) => row.childId)],
  );
  const known = new Map(knownRows.map((child) => [child.childId, child]));
  const created: Sealed[] = [];
  const updated: Sealed[] = [];
  const moved: Moved[] = [];
  for (const { childId, birthDate, municipality, category } of rows) {
    const child = known.get(childId);
    const holderId = child?.holderId ?? newId();
    const key = child?.key ?? vault.newKey(holderId);
    if (child) {
      const before = vault.open(child.holderId, child.key, child.sealed);
      const isSame =
        before.birthDate === birthDate && before.category === category && child.municipality === municipality;
      if (isSame) continue;
      moved.push({ holderId, birthDate: before.birthDate !== birthDate });
    }
    const sealed = vault.seal(holderId, key, { birthDate, category });
    (child ? updated : created).push({ holderId, childId, municipality, key, sealed });
  }
  await insertChildren(tx, created);
  await updateChildren(tx, updated);
  return { created: created.length, moved };
};

const insertChildren = async (tx: Sql, created: readonly Sealed[]): Promise<void> => {
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

const updateChildren = async (tx: Sql, updated: readonly Sealed[]): Promise<void> => {
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
