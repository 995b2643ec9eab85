import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { LIMITS, PgDatabase, migrate } from '@lib/database';
import { certificatesSchema } from '../../apps/certificates/src/certificates.migrations.js';
import { migrateInstallation } from '../../apps/migrate/src/migration.js';
import type { Settings } from '../../apps/migrate/src/settings.js';
import { ownPostgres, type OwnPostgres } from '../support/own-postgres.js';
import { removeTempFolders, tempFolder } from '../support/temp-folder.js';
import { repository } from './image.js';

const run = promisify(execFile);
const hasPsql = await run('psql', ['--version']).then(
  () => true,
  () => false,
);
if (!hasPsql) process.stderr.write('Left out, deploy/postgres/databases.sql: there is no psql.\n');

const PASSWORDS = {
  OWNER_PASSWORD: 'of-the-owner',
  CATALOG_PASSWORD: 'of-catalog',
  ENROLLMENT_PASSWORD: 'of-enrollment',
  CERTIFICATES_PASSWORD: 'of-certificates',
  WEBHOOKS_PASSWORD: 'of-webhooks',
  PORTAL_PASSWORD: 'of-portal',
};

(hasPsql ? describe : describe.skip)('deploy/postgres/databases.sql', () => {
  let server: OwnPostgres;
  let admin: PgDatabase;
  beforeAll(async () => {
    server = await ownPostgres({ fsync: 'off' });
    admin = new PgDatabase(server.url);
  });
  afterAll(async () => {
    await admin?.close();
    await server?.stop();
    await removeTempFolders();
  });
  beforeEach(async () => {
    for (const name of ['catalog', 'enrollment', 'certificates', 'webhooks', 'portal'])
      await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    for (const name of ['ledger_owner', 'catalog', 'enrollment', 'certificates', 'webhooks', 'portal', 'keeper'])
      await admin.query(`DROP ROLE IF EXISTS ${name}`);
  });

  const as = (role: string, password: string, database: string): string =>
    Object.assign(new URL(server.url), { username: role, password, pathname: `/${database}` }).href;
  const make = async (address = server.url, passwords: Readonly<Record<string, string>> = PASSWORDS): Promise<void> => {
    const file = `${repository}deploy/postgres/databases.sql`;
    await run('psql', [address, '--no-psqlrc', '--quiet', '--file', file], { env: { ...process.env, ...passwords } });
  };
  const certificates = (): Settings => ({
    profile: 'cluster',
    services: ['certificates'],
    events: 'database',
    database: { ownerUrl: as('ledger_owner', 'of-the-owner', 'certificates'), role: 'certificates' },
    limits: LIMITS,
  });
  const portal = (): Settings => ({
    ...certificates(),
    services: ['portal'],
    events: 'elsewhere',
    database: { ownerUrl: as('ledger_owner', 'of-the-owner', 'portal'), role: 'portal' },
  });
  const expectRestricted = async (): Promise<void> => {
    const service = new PgDatabase(as('certificates', 'of-certificates', 'certificates'));
    await service.query(`INSERT INTO certificates.leases VALUES ('some', 'one', now())`);
    for (const statement of ['DELETE FROM event_store.events', 'CREATE SCHEMA more', 'CREATE TEMPORARY TABLE more ()'])
      await expect(service.query(statement)).rejects.toMatchObject({ code: '42501' });
    await service.close();
    const another = new PgDatabase(as('catalog', 'of-catalog', 'certificates'));
    await expect(another.query('SELECT 1')).rejects.toMatchObject({ code: '42501' });
    await another.close();
  };

  it('makes what the migration needs, any number of times', async () => {
    await make();
    await migrateInstallation(certificates(), () => undefined);
    await make();
    await migrateInstallation(certificates(), () => undefined);
    await expectRestricted();
  });

  it('takes the passwords from files, as containers have them, and none that is empty or missing', async () => {
    const folder = await tempFolder();
    const inFiles: Record<string, string> = {};
    for (const [name, password] of Object.entries(PASSWORDS)) {
      inFiles[`${name}_FILE`] = join(folder, name.toLowerCase());
      await writeFile(inFiles[`${name}_FILE`]!, `${password}\n`);
    }
    for (const name of Object.keys(inFiles))
      for (const none of [join(folder, 'none'), '/dev/null'])
        await expect(make(server.url, { ...inFiles, [name]: none })).rejects.toMatchObject({
          stderr: expect.stringContaining('division by zero'),
        });
    expect(await admin.query(`SELECT FROM pg_roles WHERE rolname = 'ledger_owner'`)).toEqual([]);
    await make(server.url, inFiles);
    await migrateInstallation(certificates(), () => undefined);
    await expectRestricted();
  });

  it('gives the cabinet its sessions, and nothing else', async () => {
    await make();
    await migrateInstallation(portal(), () => undefined);
    const cabinet = new PgDatabase(as('portal', 'of-portal', 'portal'));
    await cabinet.query(`INSERT INTO portal.kept VALUES ('a', 'session', 'b', now())`);
    await cabinet.query('DELETE FROM portal.kept');
    for (const statement of [`UPDATE portal.kept SET kind = 'x'`, 'CREATE SCHEMA more', 'DROP TABLE portal.kept'])
      await expect(cabinet.query(statement)).rejects.toMatchObject({ code: '42501' });
    await cabinet.close();
    const elsewhere = new PgDatabase(as('portal', 'of-portal', 'enrollment'));
    await expect(elsewhere.query('SELECT 1')).rejects.toMatchObject({ code: '42501' });
    await elsewhere.close();
  });

  it('also for a role that is no superuser', async () => {
    await admin.query(`CREATE ROLE keeper LOGIN CREATEROLE CREATEDB PASSWORD 'of-keeper'`);
    await make(as('keeper', 'of-keeper', 'postgres'));
    await migrateInstallation(certificates(), () => undefined);
    await expectRestricted();
  });

  // As 0.2.0 left it: the service had made its tables, and is at work.
  it('takes from a service what it owned, and the service goes on', async () => {
    await admin.query(`CREATE ROLE certificates LOGIN PASSWORD 'of-certificates'`);
    await admin.query('CREATE DATABASE certificates OWNER certificates');
    const service = new PgDatabase(as('certificates', 'of-certificates', 'certificates'));
    await migrate(service, 'certificates', certificatesSchema.migrations);
    const works = async (): Promise<void> => {
      await service.query(`INSERT INTO certificates.leases VALUES (gen_random_uuid(), 'one', now())`);
      await service.query(`UPDATE certificates.leases SET holder = 'two'; DELETE FROM certificates.inbox`);
    };
    await works();
    await make();
    await works();
    await expect(service.query('DROP TABLE certificates.leases')).rejects.toMatchObject({ code: '42501' });
    await migrateInstallation(certificates(), () => undefined);
    await works();
    await service.close();
    await expectRestricted();
  });
});
