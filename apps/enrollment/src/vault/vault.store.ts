import type { Database, Sql } from '@lib/database';
import type { VaultKeys } from '@lib/operations';
import { KeyRing, type WrappedKey } from './key-ring.js';
import { Vault, type OwnKeys } from './vault.js';

/** Keys of persons, by their surrogate ids. */
export type PersonKey = WrappedKey & { readonly holderId: string };

export const insertKeys = async (tx: Sql, keys: readonly PersonKey[]): Promise<void> => {
  await tx.query(
    `INSERT INTO enrollment.people (holder_id, kek, key) SELECT * FROM unnest($1::uuid[], $2::text[], $3::bytea[])`,
    [keys.map(({ holderId }) => holderId), keys.map(({ kek }) => kek), keys.map(({ key }) => key)],
  );
};

/** The key of a person; undefined once it is destroyed. */
export const keyOf = async (sql: Sql, holderId: string): Promise<Uint8Array | undefined> =>
  (await keysOf(sql, [holderId])).get(holderId);

/** The same for many, by their surrogate ids. */
export const keysOf = async (sql: Sql, holderIds: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> => {
  const people = await sql.query<{ holderId: string; key: Uint8Array }>(
    'SELECT holder_id AS "holderId", key FROM enrollment.people WHERE holder_id = ANY($1::uuid[])',
    [holderIds],
  );
  return new Map(people.map(({ holderId, key }) => [holderId, key]));
};

/** Whatever lies sealed under the person's key opens no more. */
export const destroyKey = (tx: Sql, holderId: string): Promise<void> => destroyKeys(tx, [holderId]);

/** The same for many. */
export const destroyKeys = async (tx: Sql, holderIds: readonly string[]): Promise<void> => {
  await tx.query('DELETE FROM enrollment.people WHERE holder_id = ANY($1::uuid[])', [holderIds]);
};

/** The installation's key opens nothing of what lies in its vault. */
export class WrongVaultKey extends Error {
  constructor() {
    super('VAULT_KEY does not open the vault of this database');
    this.name = 'WrongVaultKey';
  }
}

/** Short transactions: on one connection everybody waits for each. */
const BATCH = 500;

/**
 * The vault of a database. Keys of the installation are made at the first start; every key that lies under another key
 * than the present one is wrapped anew, which leaves what it seals as it is.
 * @throws WrongVaultKey
 */
export const openVault = async (database: Database, keys: VaultKeys): Promise<Vault> => {
  const ring = new KeyRing(keys);
  const own = await database.transaction((tx) => ownKeys(tx, ring));
  let last: string | undefined;
  do last = await database.transaction((tx) => rewrapPeople(tx, ring, last));
  while (last !== undefined);
  return new Vault(ring, own);
};

const ownKeys = async (tx: Sql, ring: KeyRing): Promise<OwnKeys> => {
  // Where there is no key of the installation yet, its people tell whether the ring is theirs. One that was damaged does not.
  const people = await tx.query<Person>(
    `SELECT holder_id AS "holderId", key FROM enrollment.people
     WHERE NOT EXISTS (SELECT FROM enrollment.vault_keys) LIMIT 10`,
  );
  if (people.length > 0 && !people.some(({ holderId, key }) => opens(ring, holderId, key))) throw new WrongVaultKey();
  return { index: await ownKey(tx, ring, 'index'), words: await ownKey(tx, ring, 'words') };
};

const ownKey = async (tx: Sql, ring: KeyRing, name: keyof OwnKeys): Promise<Buffer> => {
  const fresh = ring.newKey(name);
  await tx.query('INSERT INTO enrollment.vault_keys (name, kek, key) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
    name,
    fresh.kek,
    fresh.key,
  ]);
  const [stored] = await tx.query<WrappedKey>('SELECT kek, key FROM enrollment.vault_keys WHERE name = $1 FOR UPDATE', [
    name,
  ]);
  if (!stored) throw new TypeError(`the key ${name} of the vault is gone`);
  if (!opens(ring, name, stored.key)) throw new WrongVaultKey();
  if (stored.kek !== ring.present) {
    const anew = ring.rewrap(name, stored.key);
    await tx.query('UPDATE enrollment.vault_keys SET kek = $2, key = $3 WHERE name = $1', [name, anew.kek, anew.key]);
  }
  return ring.unwrap(name, stored.key);
};

type Person = { readonly holderId: string; readonly key: Uint8Array };

/** The next batch behind a holder. Resolves to its last holder; to undefined when there is none behind it. */
const rewrapPeople = async (tx: Sql, ring: KeyRing, behind: string | undefined): Promise<string | undefined> => {
  const people = await tx.query<Person>(
    `SELECT holder_id AS "holderId", key FROM enrollment.people
     WHERE kek IS DISTINCT FROM $1 AND ($2::uuid IS NULL OR holder_id > $2) ORDER BY holder_id LIMIT ${BATCH} FOR UPDATE`,
    [ring.present, behind ?? null],
  );
  // One that was damaged stays as it is, and keeps nobody else from theirs.
  const anew = people
    .filter(({ holderId, key }) => opens(ring, holderId, key))
    .map(({ holderId, key }) => ({ holderId, ...ring.rewrap(holderId, key) }));
  await tx.query(
    `UPDATE enrollment.people p SET kek = $1, key = anew.key
     FROM unnest($2::uuid[], $3::bytea[]) AS anew (holder_id, key) WHERE p.holder_id = anew.holder_id`,
    [ring.present, anew.map(({ holderId }) => holderId), anew.map(({ key }) => key)],
  );
  return people.at(-1)?.holderId;
};

const opens = (ring: KeyRing, purpose: string, key: Uint8Array): boolean => {
  try {
    ring.unwrap(purpose, key);
    return true;
  } catch {
    return false;
  }
};
