import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { realPostgres, type RealPostgres } from '../../../test/support/postgres.js';
import { DatabaseIsNewer, SchemaIsBehind, expectMigrated, migrate, migrateFor } from './migrate.js';
import { PgDatabase } from './pg.database.js';
import { UnfitRole, ownsTables, standsBelow } from './roles.js';
import type { Schema } from './schema.js';

const shop: Schema = {
  name: 'shop',
  migrations: [
    { name: '0001', sql: 'CREATE TABLE shop.sales (id int); CREATE TABLE shop.carts (id int)' },
    { name: '0002', sql: 'CREATE VIEW shop.sums AS SELECT count(*) FROM shop.sales' },
  ],
  rights: { sales: ['INSERT'], carts: ['INSERT', 'UPDATE', 'DELETE'], sums: [] },
};
const before: Schema = { ...shop, migrations: shop.migrations.slice(0, 1), rights: { sales: ['INSERT'], carts: [] } };
const denied = expect.objectContaining({ code: '42501' });

describe('the role of a service, which owns nothing,', () => {
  let server: RealPostgres;
  let owner: PgDatabase;
  let service: PgDatabase;
  let role: string;
  beforeAll(async () => {
    server = await realPostgres();
  });
  beforeEach(async () => {
    const url = await server.createDatabase();
    owner = new PgDatabase(url);
    const address = await server.asFreshUser(url);
    role = new URL(address).username;
    service = new PgDatabase(address);
  });
  afterEach(async () => {
    await service.close();
    await owner.close();
  });
  afterAll(() => server.stop());

  it('may do what the list of the schema says, and no more', async () => {
    expect(await standsBelow(owner, role)).toBe(true);
    expect(await migrateFor(role, owner, shop)).toEqual([]);
    await service.query('INSERT INTO shop.sales VALUES (1); INSERT INTO shop.carts VALUES (1)');
    expect(await service.query('SELECT * FROM shop.sums')).toEqual([{ count: 1 }]);
    await service.query('UPDATE shop.carts SET id = 2; DELETE FROM shop.carts');
    for (const statement of [
      'UPDATE shop.sales SET id = 2',
      'DELETE FROM shop.sales',
      'TRUNCATE shop.carts',
      'ALTER TABLE shop.carts ADD COLUMN more int',
      'DROP TABLE shop.carts',
      'CREATE TABLE shop.more (id int)',
      "INSERT INTO shop.migrations VALUES ('0003')",
    ])
      await expect(service.query(statement)).rejects.toEqual(denied);
    expect([await ownsTables(owner, ['shop']), await ownsTables(service, ['shop'])]).toEqual([true, false]);
  });

  it('gets new rights with the steps that need them, and loses what is listed no more', async () => {
    await migrateFor(role, owner, before);
    await expect(service.query('DELETE FROM shop.carts')).rejects.toEqual(denied);
    expect(await migrateFor(role, owner, shop)).toEqual(['0002']);
    await service.query('DELETE FROM shop.carts; SELECT * FROM shop.sums');
    await migrateFor(role, owner, { ...shop, rights: { ...shop.rights, carts: ['INSERT'] } });
    await expect(service.query('DELETE FROM shop.carts')).rejects.toEqual(denied);
  });

  it('starts where nothing is missing, and says what is missing where something is', async () => {
    await expect(expectMigrated(service, shop)).rejects.toThrow(/in shop 0001, 0002 is missing\. Run the migration/);
    await expect(migrate(service, 'shop', shop.migrations)).rejects.toThrow(SchemaIsBehind);
    await migrate(owner, 'shop', before.migrations);
    await expect(expectMigrated(service, shop)).rejects.toThrow(/in shop the role of this program may read nothing/);
    await migrateFor(role, owner, before);
    await expect(expectMigrated(service, shop)).rejects.toThrow(/in shop 0002 is missing/);
    await expect(migrate(service, 'shop', shop.migrations)).rejects.toThrow(/may not make it/);
    await migrateFor(role, owner, shop);
    await expectMigrated(service, shop);
    expect(await migrate(service, 'shop', shop.migrations)).toEqual([]);
    await expect(expectMigrated(service, before)).rejects.toThrow(DatabaseIsNewer);
  });

  it('is refused where it might become more', async () => {
    expect(await standsBelow(owner, new URL(server.url).username)).toBe(false);
    await expect(standsBelow(owner, 'nobody-at-all')).rejects.toThrow(/there is no such role/);
    const [row] = await owner.query<{ name: string }>('SELECT current_user AS name');
    for (const [may, mayNot, found] of [
      [`GRANT "${row?.name}" TO ${role}`, `REVOKE "${row?.name}" FROM ${role}`, /a member of/],
      [`ALTER ROLE ${role} CREATEROLE`, `ALTER ROLE ${role} NOCREATEROLE`, /may make roles/],
      [`ALTER ROLE ${role} SUPERUSER`, `ALTER ROLE ${role} NOSUPERUSER`, /a superuser/],
      ['GRANT CREATE ON SCHEMA public TO PUBLIC', 'REVOKE CREATE ON SCHEMA public FROM PUBLIC', /make functions/],
    ] as const) {
      await owner.query(may);
      await expect(standsBelow(owner, role)).rejects.toThrow(found);
      await owner.query(mayNot);
    }
    expect(await standsBelow(owner, role)).toBe(true);
  });

  it('is refused where it has rights that nobody listed, and then nothing is changed', async () => {
    await migrateFor(role, owner, before);
    for (const [more, less, found] of [
      [
        'GRANT TRUNCATE ON shop.sales TO PUBLIC',
        'REVOKE TRUNCATE ON shop.sales FROM PUBLIC',
        /TRUNCATE on shop\.sales/,
      ],
      [
        'GRANT UPDATE (id) ON shop.sales TO PUBLIC',
        'REVOKE UPDATE (id) ON shop.sales FROM PUBLIC',
        /UPDATE on shop\.sales/,
      ],
      [
        `ALTER TABLE shop.carts OWNER TO ${role}`,
        'ALTER TABLE shop.carts OWNER TO CURRENT_USER',
        /it owns shop\.carts/,
      ],
    ] as const) {
      await owner.query(more);
      const refused = migrateFor(role, owner, shop);
      await expect(refused).rejects.toThrow(UnfitRole);
      await expect(refused).rejects.toThrow(found);
      await owner.query(less);
    }
    await expect(expectMigrated(owner, shop)).rejects.toThrow(/0002 is missing/);
  });
});
