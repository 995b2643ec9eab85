import type { Sql } from '@lib/database';
import type { Instant } from '@lib/kernel';
import type { Vault } from '../vault/vault.js';
import { destroyKey, insertKeys, type PersonKey } from '../vault/vault.store.js';

/** A child of the register with its key, as it is stored. */
export type StoredChild = PersonKey & {
  readonly index: Uint8Array;
  readonly municipality: number;
  readonly sealed: Uint8Array;
};

/** Those of the children that are known, by the ids of the register. */
export const storedChildren = async (
  tx: Sql,
  vault: Vault,
  childIds: readonly string[],
): Promise<ReadonlyMap<string, StoredChild>> => {
  const indexes = childIds.map((childId) => vault.indexOf(childId));
  const rows = await tx.query<StoredChild>(
    `SELECT c.holder_id AS "holderId", c.child_index AS index, c.municipality, p.kek, p.key, c.sealed
     FROM enrollment.children c JOIN enrollment.people p USING (holder_id) WHERE c.child_index = ANY($1::bytea[])`,
    [indexes],
  );
  const byIndex = new Map(rows.map((row) => [hex(row.index), row]));
  return new Map(
    childIds.flatMap((childId, at) => {
      const index = indexes[at];
      const row = index && byIndex.get(hex(index));
      return row ? [[childId, row]] : [];
    }),
  );
};

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

export const insertChildren = async (tx: Sql, created: readonly StoredChild[], now: Instant): Promise<void> => {
  if (created.length === 0) return;
  await insertKeys(tx, created);
  await tx.query(
    `INSERT INTO enrollment.children (holder_id, child_index, municipality, sealed, registered_at)
     SELECT *, $5::timestamptz FROM unnest($1::uuid[], $2::bytea[], $3::bigint[], $4::bytea[])`,
    [
      created.map((child) => child.holderId),
      created.map((child) => child.index),
      created.map((child) => child.municipality),
      created.map((child) => child.sealed),
      now,
    ],
  );
};

export const updateChildren = async (tx: Sql, updated: readonly StoredChild[], now: Instant): Promise<void> => {
  if (updated.length === 0) return;
  await tx.query(
    `UPDATE enrollment.children c SET municipality = u.municipality, sealed = u.sealed, registered_at = $4
     FROM unnest($1::uuid[], $2::bigint[], $3::bytea[]) AS u (holder_id, municipality, sealed)
     WHERE c.holder_id = u.holder_id`,
    [
      updated.map((child) => child.holderId),
      updated.map((child) => child.municipality),
      updated.map((child) => child.sealed),
      now,
    ],
  );
};

/** Locks a child by its surrogate id; false: it is not there. Always before its applications. */
export const lockedChild = async (tx: Sql, holderId: string): Promise<boolean> => {
  const found = await tx.query('SELECT 1 FROM enrollment.children WHERE holder_id = $1 FOR UPDATE', [holderId]);
  return found.length > 0;
};

/** A child with its key and what it is found by: whatever lies sealed under that key opens no more. */
export const removeChild = async (tx: Sql, holderId: string): Promise<void> => {
  await tx.query('DELETE FROM enrollment.guardianships WHERE holder_id = $1', [holderId]);
  await tx.query('DELETE FROM enrollment.claim_codes WHERE holder_id = $1', [holderId]);
  await tx.query('DELETE FROM enrollment.processing_consents WHERE holder_id = $1', [holderId]);
  await tx.query('DELETE FROM enrollment.children WHERE holder_id = $1', [holderId]);
  await destroyKey(tx, holderId);
};
