import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LIMITS, PgDatabase } from '@lib/database';
import { freshUsers } from '../../../test/esdb/access.js';
import { EsdbDouble } from '../../../test/esdb/double.js';
import { realPostgres, type RealPostgres } from '../../../test/support/postgres.js';
import { migrateInstallation, schemasOf } from './migration.js';
import { MIGRATED, SERVICES, type Settings } from './settings.js';

const quietly = (): void => undefined;
const whole = { services: MIGRATED, events: 'database' } as const;

describe.each(['cluster', 'embedded'] as const)('the tables of an installation, %s,', (profile) => {
  let server: RealPostgres;
  let owner: PgDatabase;
  let service: PgDatabase;
  let settings: Settings;
  beforeAll(async () => {
    server = await realPostgres();
    const ownerUrl = await server.createDatabase();
    const address = await server.asFreshUser(ownerUrl);
    const role = new URL(address).username;
    settings = { ...whole, profile, database: { ownerUrl, role }, limits: LIMITS };
    owner = new PgDatabase(ownerUrl);
    service = new PgDatabase(address);
    await migrateInstallation(settings, quietly);
  });
  afterAll(async () => {
    await service.close();
    await owner.close();
    await server.stop();
  });

  const tables = (): Promise<readonly { readonly name: string }[]> =>
    owner.query(
      `SELECT nspname || '.' || relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
       WHERE relkind IN ('r', 'p', 'v', 'm') AND relname <> 'migrations'
         AND nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') ORDER BY 1`,
    );

  it('are all in the lists of what the services may do', async () => {
    const listed = schemasOf(settings).flatMap(({ name, rights }) =>
      Object.keys(rights).map((table) => `${name}.${table}`),
    );
    expect((await tables()).map(({ name }) => name)).toEqual(listed.toSorted());
  });

  it('can be read by the services', async () => {
    for (const { name } of await tables()) await service.query(`SELECT FROM ${name} LIMIT 1`);
  });

  // What an account or an answer is for ever is added to; what is deleted is over, or a person who is erased.
  it('are deleted from where something is pruned, given back, forgotten or erased, and nowhere else', () => {
    const deletable = schemasOf(settings).flatMap(({ name, rights }) =>
      Object.entries(rights).flatMap(([table, more]) => (more.includes('DELETE') ? [`${name}.${table}`] : [])),
    );
    const ofEach = ['idempotency_keys', 'inbox', 'leases', 'parked_messages', 'slow_messages'];
    expect(deletable.toSorted()).toEqual(
      [
        ...SERVICES.flatMap((schema) => ofEach.map((table) => `${schema}.${table}`)),
        'catalog.outbox',
        'catalog.outbox_arrivals',
        'catalog.places',
        'clock.services',
        'clock.setting',
        'enrollment.bulk_jobs',
        'enrollment.children',
        'enrollment.claim_codes',
        'enrollment.guardianships',
        'enrollment.mail_news',
        'enrollment.outbox_arrivals',
        'enrollment.parents',
        'enrollment.people',
        'enrollment.processing_consents',
        'enrollment.reads',
        'enrollment.registrations',
        ...['attempts', 'deliveries', 'endpoints', 'lanes', 'messages', 'requests'].map((table) => `webhooks.${table}`),
        'portal.feedback',
        'portal.kept',
      ].toSorted(),
    );
  });

  it('are brought up to date any number of times', async () => {
    const told = await migrateInstallation(settings, quietly);
    expect(told).toEqual([
      expect.stringMatching(/^Up to date: clock, /),
      `The role ${settings.database.role} may do there what the services need, and owns nothing.`,
    ]);
  });

  it('are the role’s own where the owner is the role of the services, and that is said', async () => {
    const ownerUrl = await server.createDatabase();
    const { username } = new URL(ownerUrl);
    expect(await migrateInstallation({ ...settings, database: { ownerUrl, role: username } }, quietly)).toContain(
      `The role ${username} owns the tables: PostgreSQL does not keep the services from changing what is recorded.`,
    );
  });

  it.each([
    `UPDATE event_store.events SET data = '{}'`,
    `UPDATE event_store.events SET data = '{}' WHERE false`,
    'DELETE FROM event_store.events',
    'TRUNCATE event_store.events',
    'ALTER TABLE event_store.events DISABLE TRIGGER refuse_change',
    'ALTER TABLE event_store.events DISABLE TRIGGER ALL',
    'DROP TRIGGER refuse_change ON event_store.events',
    'DROP TABLE event_store.events',
    'DROP SCHEMA event_store CASCADE',
    'CREATE INDEX more ON event_store.events (type)',
    'CREATE RULE nothing AS ON INSERT TO event_store.events DO INSTEAD NOTHING',
    'CREATE TRIGGER more BEFORE INSERT ON event_store.events EXECUTE FUNCTION event_store.refuse_change()',
    `CREATE OR REPLACE FUNCTION event_store.refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'`,
    'ALTER FUNCTION event_store.refuse_change() RENAME TO gone',
    'CREATE TABLE event_store.more (id int)',
    'CREATE TABLE public.more (id int)',
    'CREATE SCHEMA more',
    'SET session_replication_role = replica',
    `DO $$ BEGIN EXECUTE format('SET ROLE %I', (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = 'event_store.events'::regclass)); END $$`,
    'ALTER TABLE event_store.events OWNER TO CURRENT_USER',
    `INSERT INTO event_store.migrations (name) VALUES ('0002')`,
    'DELETE FROM enrollment.outbox',
    'DELETE FROM certificates.entries',
    'UPDATE certificates.entries SET kopecks = 0',
    'DELETE FROM enrollment.applications',
  ])('refuse the service’s role: %s', async (statement) => {
    await expect(service.query(statement)).rejects.toMatchObject({
      code: '42501',
      // By PostgreSQL itself: the trigger refuses with the same code.
      message: expect.stringMatching(/permission denied|must be owner/),
    });
  });
});

it('the users of EventStoreDB get what they need, where its administrator is named', async () => {
  const server = await realPostgres();
  const ownerUrl = await server.createDatabase();
  const double = await EsdbDouble.start(undefined, { tls: true });
  double.mood.users = freshUsers();
  const as = (login: string): string => double.url.replace('esdb://', `esdb://${login}@`);
  const rights = { adminUrl: as('admin:changeit'), ledgerUrl: as('ledger:a') };
  const database = { ownerUrl, role: new URL(ownerUrl).username };
  const settings = { ...whole, profile: 'cluster', events: 'elsewhere', database, rights, limits: LIMITS } as const;
  expect(await migrateInstallation(settings, quietly)).toEqual(
    expect.arrayContaining([
      'The user ledger was made.',
      'The user ledger may append and read; it tried to delete and to change metadata, and was refused.',
    ]),
  );
  double.kill();
  await server.stop();
});

it('a service alone gets its own schema and the clock', () => {
  const names = (services: Settings['services']) =>
    schemasOf({
      profile: 'cluster',
      services,
      events: services.includes('certificates') ? 'database' : 'elsewhere',
    }).map(({ name }) => name);
  expect(names(['catalog'])).toEqual(['clock', 'catalog']);
  expect(names(['certificates'])).toEqual(['clock', 'certificates', 'event_store']);
  expect(names(['portal'])).toEqual(['portal']);
});
