import 'reflect-metadata';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Content } from '@lib/client';
import { ledgerOf, trusting } from '../../../test/support/login.js';
import { LIMITS, PgDatabase, type Database } from '@lib/database';
import { addDays, calendarDate } from '@lib/kernel';
import { until } from '@lib/messaging/testing';
import { PRUNING } from '@lib/operations';
import { apply } from '../../../test/support/started-ledger.js';
import { openSeason, quiet } from '../../../test/support/open-season.js';
import { realPostgres, type RealPostgres } from '../../../test/support/postgres.js';
import { removeTempFolders, tempFolder } from '../../../test/support/temp-folder.js';
import { tinyRegion } from '../../../test/support/tiny-region.js';
import { migrateInstallation } from '../../migrate/src/migration.js';
import { MIGRATED } from '../../migrate/src/settings.js';
import { startSystem, type System } from './system.js';
import { UNCOUNTED_HTTP } from '../../../test/support/uncounted.js';

const DAYS = 40;
const KEPT_DAYS = 5;
const GROUPS = 3;

// A row for every message that was ever sent and one for every message that was ever had, in every service: all tests were
// over before it mattered.
describe('a ledger that runs for weeks', () => {
  let server: RealPostgres;
  let system: System;
  let database: Database;
  beforeAll(async () => {
    server = await realPostgres();
  });
  beforeEach(async () => {
    const ownerUrl = await server.createDatabase();
    database = new PgDatabase(ownerUrl);
    // The services own nothing: they delete what is pruned, and nothing else.
    const databaseUrl = await server.asFreshUser(ownerUrl);
    const role = new URL(databaseUrl).username;
    await migrateInstallation(
      { profile: 'embedded', services: MIGRATED, database: { ownerUrl, role }, events: 'database', limits: LIMITS },
      () => undefined,
    );
    system = await trusting(
      startSystem({
        dataFolder: await tempFolder(),
        databaseUrl,
        ports: { catalog: 0, enrollment: 0, certificates: 0 },
        http: UNCOUNTED_HTTP,
        clock: 'settable',
        vaultKeys: undefined,
        pruning: { ...PRUNING, everyMs: 20, batchMax: 3, inboxDays: KEPT_DAYS, outboxDays: KEPT_DAYS },
      }),
    );
  });
  afterEach(async () => {
    await system.close();
    await database.close();
  });
  afterAll(async () => {
    await server.stop();
    await removeTempFolders();
  });

  const count = async (table: string, where = 'true'): Promise<number> =>
    (await database.query(`SELECT FROM ${table} WHERE ${where}`)).length;

  it('keeps what its data need, and no more', async () => {
    const { catalog, enrollment, certificates } = ledgerOf(() => system.urls);
    await openSeason(system.urls);
    const application = await apply(system.urls, 'first', 't-1', '100', '2020-10-01');
    expect(application.status).toBe(201);
    const start = calendarDate('2020-09-25');
    for (let day = 1; day <= DAYS; day++) {
      const now = `${addDays(start, day)}T00:00:00Z`;
      expect(await enrollment.call('PUT /clock', { body: { now } })).toMatchObject({ status: 200 });
      const programs = tinyRegion.programs.replaceAll(
        /"places": \d+|"max_children": \d+/g,
        `"max_children": ${20 + day}`,
      );
      const headers = { 'Idempotency-Key': `day ${day}` };
      const imported = await catalog.call('POST /imports', { headers, body: new Content(programs) });
      expect(imported).toMatchObject({ status: 200 });
      const retry = { headers, body: { topic: 'catalog.groups.v1' } };
      expect(await enrollment.call('POST /messaging/parked/retry', retry)).toMatchObject({ status: 200 });
    }
    await quiet(system.urls);
    const sent = DAYS * GROUPS;
    const [last] = await database.query<{ last: number }>('SELECT max(position) AS last FROM catalog.outbox');
    expect(last?.last).toBeGreaterThanOrEqual(sent);

    // Of the last days every state, of those before the newest one of each group, which is one of the last day here.
    const recent = (KEPT_DAYS + 2) * GROUPS;
    await until(async () => (await count('catalog.outbox')) <= recent);
    await until(async () => (await count('enrollment.inbox')) <= recent + 10);
    expect(await count('enrollment.settled_keys')).toBeLessThanOrEqual(GROUPS + 5);
    // Answers are dated by the database: those of an operator's requests go once they are old, the others never.
    for (const service of ['catalog', 'enrollment', 'certificates'])
      await database.query(`UPDATE ${service}.idempotency_keys SET answered_at = '2020-01-01'`);
    await until(async () => (await count('enrollment.idempotency_keys', 'passing')) === 0);
    expect(await count('catalog.idempotency_keys')).toBe(DAYS + 1);
    expect(await apply(system.urls, 'first', 't-1', '100', '2020-10-01')).toMatchObject({ status: 201 });
    expect(await count('enrollment.applications')).toBe(1);

    // A fact is never pruned, and each key counts on where it was.
    const facts = await database.query<{ sequence: number }>(
      'SELECT sequence FROM enrollment.outbox ORDER BY key, sequence',
    );
    expect(facts.map(({ sequence }) => sequence)).toEqual(facts.map((_, index) => index));
    const [group] = await database.query<{ sequences: number }>(
      'SELECT max(sequence) + 1 AS sequences FROM catalog.outbox GROUP BY key ORDER BY 1 DESC LIMIT 1',
    );
    expect(group?.sequences).toBe(DAYS + 1);
    expect((await certificates.call('GET /messaging/lag')).body).toEqual({ lag: 0 });
  });
});
