import type { Sql } from '@lib/database';
import type { Instant } from '@lib/kernel';
import type { Vault } from '../vault/vault.js';
import { destroyKey, insertKeys } from '../vault/vault.store.js';
import type { ParentDto, ParentView } from './parent.dto.js';

/** What a parent says of itself. */
export type Parent = Pick<ParentDto, keyof ParentDto>;
/** The same with when it was said, and which version of it that is. */
export type KnownParent = { readonly view: Parent & Pick<ParentView, 'toldAt'>; readonly version: string };

/** Keeps others from writing of the same parent before the end of the transaction. */
export const lockParent = async (tx: Sql, person: string): Promise<void> => {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`enrollment parent ${person}`]);
};

type Row = {
  readonly person: string;
  readonly version: string;
  readonly key: Uint8Array;
  readonly sealed: Uint8Array;
  readonly toldAt: Instant;
};

/** What persons have said of themselves; those who have said nothing are left out. */
export const parentsOf = async (
  sql: Sql,
  vault: Vault,
  persons: readonly string[],
): Promise<ReadonlyMap<string, KnownParent>> => {
  const rows = await sql.query<Row>(
    `SELECT o.person, o.version, p.key, o.sealed, o.told_at AS "toldAt"
     FROM enrollment.parents o JOIN enrollment.people p ON p.holder_id = o.person WHERE o.person = ANY($1::uuid[])`,
    [persons],
  );
  return new Map(
    rows.map(({ person, version, key, sealed, toldAt }) => [
      person,
      { view: { ...(JSON.parse(vault.openText(person, key, sealed)) as Parent), toldAt }, version },
    ]),
  );
};

/** What a person has said of itself. */
export const parentOf = async (sql: Sql, vault: Vault, person: string): Promise<KnownParent | undefined> =>
  (await parentsOf(sql, vault, [person])).get(person);

type Told = { readonly person: string; readonly said: Parent; readonly version: string };

export const insertParent = async (tx: Sql, vault: Vault, told: Told, now: Instant): Promise<void> => {
  const { person, said, version } = told;
  const key = vault.newKey(person);
  await insertKeys(tx, [{ holderId: person, ...key }]);
  await tx.query(
    'INSERT INTO enrollment.parents (person, version, sealed, told_at, wants_mail) VALUES ($1, $2, $3, $4, $5)',
    [person, version, vault.sealText(person, key.key, JSON.stringify(said)), now, said.mailNews === true],
  );
};

export const updateParent = async (tx: Sql, vault: Vault, told: Told, now: Instant): Promise<void> => {
  const { person, said, version } = told;
  const [row] = await tx.query<{ key: Uint8Array }>(
    'SELECT p.key FROM enrollment.people p WHERE p.holder_id = $1 FOR UPDATE',
    [person],
  );
  if (!row) throw new TypeError('a locked parent is gone');
  await tx.query(
    'UPDATE enrollment.parents SET version = $2, sealed = $3, told_at = $4, wants_mail = $5 WHERE person = $1',
    [person, version, vault.sealText(person, row.key, JSON.stringify(said)), now, said.mailNews === true],
  );
};

/** Destroys the key of what a person has said of itself. False: it has said nothing. */
export const forgetParent = async (tx: Sql, person: string): Promise<boolean> => {
  const gone = await tx.query('DELETE FROM enrollment.parents WHERE person = $1 RETURNING 1', [person]);
  if (gone.length === 0) return false;
  await destroyKey(tx, person);
  return true;
};
