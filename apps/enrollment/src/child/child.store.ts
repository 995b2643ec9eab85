import type { Sql } from '@lib/database';
import type { Instant } from '@lib/kernel';
import type { Vault } from '../vault/vault.js';
import { destroyKey, insertKeys, type PersonKey } from '../vault/vault.store.js';
import type { FoundBy } from './found-by.js';

/** A child as the register has it, sealed. */
type RegisterRow = FoundBy & {
  readonly holderId: string;
  readonly index: Uint8Array;
  readonly municipality: number;
  readonly sealed: Uint8Array;
};
/** A child of the register with its key, as it is stored. */
export type StoredChild = PersonKey & RegisterRow;

/** Whoever adds children waits for each other: two would both create the same new one. */
export const lockRegister = async (tx: Sql): Promise<void> => {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtext('enrollment children import'))`);
};

export const storedChild = async (tx: Sql, holderId: string): Promise<StoredChild | undefined> => {
  const [row] = await tx.query<StoredChild>(`${STORED} WHERE c.holder_id = $1`, [holderId]);
  return row;
};

const STORED = `SELECT c.holder_id AS "holderId", c.child_index AS index, c.document_index AS "documentIndex",
    c.name_index AS "nameIndex", c.municipality, p.kek, p.key, c.sealed
  FROM enrollment.children c JOIN enrollment.people p USING (holder_id)`;

/** Those of the children that are known, by the ids of the register. */
export const storedChildren = async (
  tx: Sql,
  vault: Vault,
  childIds: readonly string[],
): Promise<ReadonlyMap<string, StoredChild>> => {
  const indexes = childIds.map((childId) => vault.indexOf(childId));
  const rows = await tx.query<StoredChild>(`${STORED} WHERE c.child_index = ANY($1::bytea[])`, [indexes]);
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
  await addToRegister(tx, created, now);
};

/** Children whose keys are there. */
export const addToRegister = async (tx: Sql, created: readonly RegisterRow[], now: Instant): Promise<void> => {
  await tx.query(
    `INSERT INTO enrollment.children (holder_id, child_index, municipality, sealed, document_index, name_index, registered_at)
     SELECT *, $7::timestamptz FROM unnest($1::uuid[], $2::bytea[], $3::bigint[], $4::bytea[], $5::bytea[], $6::bytea[])`,
    [
      created.map((child) => child.holderId),
      created.map((child) => child.index),
      created.map((child) => child.municipality),
      created.map((child) => child.sealed),
      created.map((child) => child.documentIndex),
      created.map((child) => child.nameIndex),
      now,
    ],
  );
};

export const updateChildren = async (
  tx: Sql,
  updated: readonly Omit<RegisterRow, 'index'>[],
  now: Instant,
): Promise<void> => {
  if (updated.length === 0) return;
  await tx.query(
    `UPDATE enrollment.children c SET municipality = u.municipality, sealed = u.sealed, registered_at = $6,
       document_index = u.document_index, name_index = u.name_index
     FROM unnest($1::uuid[], $2::bigint[], $3::bytea[], $4::bytea[], $5::bytea[])
       AS u (holder_id, municipality, sealed, document_index, name_index)
     WHERE c.holder_id = u.holder_id`,
    [
      updated.map((child) => child.holderId),
      updated.map((child) => child.municipality),
      updated.map((child) => child.sealed),
      updated.map((child) => child.documentIndex),
      updated.map((child) => child.nameIndex),
      now,
    ],
  );
};

/** Locks a child by its surrogate id; false: it is not there. Always before its applications. */
export const lockedChild = async (tx: Sql, holderId: string): Promise<boolean> => {
  const found = await tx.query('SELECT 1 FROM enrollment.children WHERE holder_id = $1 FOR UPDATE', [holderId]);
  return found.length > 0;
};

/** From now on the id of the other leads to the child that is kept, and so do those that led to the other. */
export const mergeChildren = async (
  tx: Sql,
  { keep, other }: { readonly keep: string; readonly other: string },
): Promise<void> => {
  await tx.query('UPDATE enrollment.children SET merged_into = $1 WHERE holder_id = $2 OR merged_into = $2', [
    keep,
    other,
  ]);
};

/** Locks two children, neither of which is merged into another; false: they are not there so. */
export const lockedBoth = async (tx: Sql, one: string, another: string): Promise<boolean> => {
  const found = await tx.query(
    `SELECT 1 FROM enrollment.children WHERE holder_id = ANY($1::uuid[]) AND merged_into IS NULL
     ORDER BY holder_id FOR UPDATE`,
    [[one, another]],
  );
  return found.length === 2;
};

/** A child with its key and what it is found by: whatever lies sealed under that key opens no more. */
export const removeChild = async (tx: Sql, holderId: string): Promise<void> => {
  await tx.query('DELETE FROM enrollment.guardianships WHERE holder_id = $1', [holderId]);
  await tx.query('DELETE FROM enrollment.claim_codes WHERE holder_id = $1', [holderId]);
  await tx.query('DELETE FROM enrollment.processing_consents WHERE holder_id = $1', [holderId]);
  await tx.query('DELETE FROM enrollment.children WHERE holder_id = $1', [holderId]);
  await destroyKey(tx, holderId);
};
