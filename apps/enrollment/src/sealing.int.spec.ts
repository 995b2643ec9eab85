import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Database } from '@lib/database';
import { calendarDate, instant, newId } from '@lib/kernel';
import { sealNamedChildren } from './application/child-id-sealing.js';
import { sealChildIds } from './child/child-id-sealing.js';
import { childIdsOf, childOf } from './child/child.query.js';
import { sealed as box } from '@lib/sealing';
import { openDatabase } from './enrollment.testing.js';
import { insertParent, parentOf } from './parent/parent.store.js';
import { WrongVaultKey, openVault } from './vault/vault.store.js';

const first = randomBytes(32);
const second = randomBytes(32);
const person = { birthDate: calendarDate('2008-06-26'), category: 'general' };

let database: Database;
beforeAll(async () => {
  database = await openDatabase();
});
beforeEach(() => database.query('TRUNCATE enrollment.people, enrollment.vault_keys, enrollment.applications CASCADE'));
afterAll(() => database.close());

/** A child as a version before the sealed ids stored it. */
const storedBefore = async (childId: string, key = randomBytes(32)): Promise<string> => {
  const holder = newId();
  await database.query('INSERT INTO enrollment.people (holder_id, key) VALUES ($1, $2)', [
    holder,
    box(first, holder, key),
  ]);
  await database.query(
    'INSERT INTO enrollment.children (holder_id, child_id, municipality, sealed) VALUES ($1, $2, 2442, $3)',
    [holder, childId, box(key, holder, Buffer.from(JSON.stringify(person)))],
  );
  return holder;
};
const keysUnder = async (): Promise<readonly (string | null)[]> =>
  (await database.query<{ kek: string | null }>('SELECT DISTINCT kek FROM enrollment.people')).map(({ kek }) => kek);

describe('the vault of a database', () => {
  it('opens with its key, and with another one not at all', async () => {
    await storedBefore('24-1');
    await expect(openVault(database, { present: second })).rejects.toThrow(WrongVaultKey);
    await openVault(database, { present: first });
    await expect(openVault(database, { present: second })).rejects.toThrow('VAULT_KEY does not open the vault');
  });

  it('is the same for every process that opens it at once', async () => {
    const vaults = await Promise.all(Array.from({ length: 5 }, () => openVault(database, { present: first })));
    expect(new Set(vaults.map((vault) => vault.indexOf('24-1').toString('hex'))).size).toBe(1);
  });

  it('goes over to another key, after which the one before may be thrown away', async () => {
    const holders = await Promise.all(Array.from({ length: 1200 }, (_, at) => storedBefore(`24-${at}`)));
    const earlier = await openVault(database, { present: first });
    await sealChildIds(database, earlier);
    // Not everybody with a key is a child.
    const [parent, said] = [newId(), { lastName: 'Зверева', firstName: 'Ольга' }];
    const told = { person: parent, said, version: newId() };
    await database.transaction((tx) => insertParent(tx, earlier, told, instant('2020-09-21T05:00:00Z')));
    const before = await database.query('SELECT holder_id, sealed FROM enrollment.children ORDER BY holder_id');
    await openVault(database, { present: second, others: [first] });
    expect(await keysUnder()).toHaveLength(1);
    expect(await database.query('SELECT holder_id, sealed FROM enrollment.children ORDER BY holder_id')).toEqual(
      before,
    );
    const vault = await openVault(database, { present: second });
    expect((await childIdsOf(database, vault, holders)).size).toBe(1200);
    expect(await childOf(database, vault, '24-7')).toMatchObject({ holderId: holders[7], category: 'general' });
    expect((await parentOf(database, vault, parent))?.view).toMatchObject(said);
  });

  it('goes over for everybody whose key is whole, though one was damaged', async () => {
    const [whole, damaged] = [await storedBefore('24-1'), await storedBefore('24-2')];
    await database.query("UPDATE enrollment.people SET key = 'x' WHERE holder_id = $1", [damaged]);
    await openVault(database, { present: second, others: [first] });
    const [row] = await database.query<{ kek: string }>('SELECT kek FROM enrollment.people WHERE holder_id = $1', [
      whole,
    ]);
    expect(row?.kek).toMatch(/^[0-9a-f]{16}$/);
    expect(await keysUnder()).toContain(null);
  });
});

// The register's id of a child lay in the clear beside its surrogate id, in two tables, their indexes and every dump.
describe('ids of children that a version before wrote in the clear', () => {
  it('are sealed at the next start, and found as before', async () => {
    const holder = await storedBefore('24-000441');
    const apply = (id: string, childId: string, holderId: string | null) =>
      database.query(
        `INSERT INTO enrollment.applications (id, child_id, holder_id, group_id, start, submitted_on, state)
         VALUES ($1, $2, $3, '1', '2020-10-02', '2020-10-01', 'refused')`,
        [id, childId, holderId],
      );
    await apply(newId(), '24-000441', holder);
    await apply(newId(), '24-000999', null);
    const vault = await openVault(database, { present: first });
    await sealChildIds(database, vault);
    await sealNamedChildren(database, vault);
    const dump = JSON.stringify([
      await database.query('SELECT c::text FROM enrollment.children c'),
      await database.query('SELECT a::text FROM enrollment.applications a'),
    ]);
    expect(dump).not.toMatch(/24-000/);
    expect(await childOf(database, vault, '24-000441')).toEqual({
      childId: '24-000441',
      holderId: holder,
      municipality: 2442,
      ...person,
    });
    const [unknown] = await database.query<{ id: string; sealed: Uint8Array }>(
      'SELECT id, child_sealed AS sealed FROM enrollment.applications WHERE child_index = $1',
      [vault.indexOf('24-000999')],
    );
    expect(vault.openWords(unknown?.id ?? '', unknown?.sealed ?? Buffer.alloc(0))).toBe('24-000999');
  });
});
