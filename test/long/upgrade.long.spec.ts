import 'reflect-metadata';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LedgerClient } from '@lib/client';
import { ledgerOf, trusting } from '../support/login.js';
import { PgDatabase, PgliteDatabase, type Database } from '@lib/database';
import { startOfDay, calendarDate, type TimeZone } from '@lib/kernel';
import { seasonResult } from '../../apps/embedded/src/demo/result.js';
import type { Application } from '../../apps/embedded/src/demo/player.js';
import { startSystem, type System } from '../../apps/embedded/src/system.js';
import { playSeason } from '../model/season-model.js';
import { connectionTo } from '../support/postgres-connection.js';
import { freshStore } from '../support/fresh-store.js';
import { realPostgres, type RealPostgres } from '../support/postgres.js';
import { auditedSeason, certificateRows, parkedMessages } from '../support/season.js';
import { removeTempFolders, tempFolder } from '../support/temp-folder.js';
import { tinyRegion } from '../support/tiny-region.js';
import { UNCOUNTED_HTTP } from '../support/uncounted.js';

const PROGRAMME = '2442-2020-autumn';
/** The first version rejected two actions of the tiny region before its data were copied. */
const REJECTED_BEFORE = 2;

/**
 * The tiny region as version 0.1.0 had it on 4 November 2020, copied in the middle of the season. Its events have the
 * names and the amounts of that version.
 */
const firstVersion = (): Promise<string> =>
  readFile(new URL('installations/first-version.sql', import.meta.url), 'utf8');

/** As if no consumer had read a message yet: those of the first version come again, and find their effects done. */
const FORGET_WHAT_WAS_READ = ['catalog', 'enrollment', 'certificates']
  .map((schema) => `DELETE FROM ${schema}.consumer_cursors;`)
  .join(' ');

type Installation = {
  readonly databaseUrl: string | undefined;
  readonly dataFolder: string;
  open(): Promise<Database>;
};

let postgres: RealPostgres;
beforeAll(async () => {
  postgres = await realPostgres();
});
afterAll(async () => {
  await postgres.stop();
  await removeTempFolders();
});

const onServer = async (): Promise<Installation> => {
  const databaseUrl = await postgres.createDatabase();
  const connection = await connectionTo(databaseUrl);
  await connection.query(await firstVersion());
  await connection.query(FORGET_WHAT_WAS_READ);
  await connection.end();
  return { databaseUrl, dataFolder: await tempFolder(), open: async () => new PgDatabase(databaseUrl) };
};

const inFolder = async (): Promise<Installation> => {
  const dataFolder = await freshStore();
  const embedded = await PGlite.create(join(dataFolder, 'postgresql'));
  await embedded.exec(await firstVersion());
  await embedded.exec(FORGET_WHAT_WAS_READ);
  await embedded.close();
  return { databaseUrl: undefined, dataFolder, open: () => PgliteDatabase.open(dataFolder) };
};

const opened = ({ databaseUrl, dataFolder }: Installation): Promise<System> =>
  trusting(
    startSystem({
      databaseUrl,
      dataFolder,
      ports: { catalog: 0, enrollment: 0, certificates: 0 },
      http: UNCOUNTED_HTTP,
      clock: 'settable',
      vaultKeys: { present: Buffer.alloc(32, 7) },
    }),
  );

/** What is left of the season from 5 November on. */
const playOn = async ({ enrollment }: LedgerClient): Promise<readonly Application[]> => {
  const to = async (date: string): Promise<void> => {
    const now = startOfDay(calendarDate(date), 'Asia/Krasnoyarsk' as TimeZone);
    expect(await enrollment.call('PUT /clock', { body: { now } })).toMatchObject({ status: 200 });
  };
  const headers = (key: string) => ({ 'Idempotency-Key': key, 'Client-Name': 'cabinet', Prefer: 'wait=30' });
  const all = async (): Promise<readonly Application[]> => {
    const answer = await enrollment.call('GET /applications', { query: { limit: 500 } });
    if (answer.status !== 200) throw new Error('no applications');
    return answer.body.items;
  };
  await to('2020-11-05');
  const [first] = (await all()).filter(({ childId, state }) => childId === 't-1' && state === 'enrolled');
  const notice = { path: { id: first?.id ?? '' }, body: { by: 'family' as const }, headers: headers('A1 ends') };
  expect(await enrollment.call('POST /applications/{id}/terminate', notice)).toMatchObject({ status: 200 });
  await to('2020-12-01');
  await to('2020-12-02');
  const body = { childId: 't-1', groupId: '101', start: '2020-12-03' };
  const fifth = await enrollment.call('POST /applications', { body, headers: headers('A5') });
  if (fifth.status !== 201) throw new Error(`A5: ${fifth.status}`);
  const path = { id: fifth.body.id };
  const withdrawn = await enrollment.call('POST /applications/{id}/withdraw', { path, headers: headers('A5 ends') });
  expect(withdrawn).toMatchObject({ status: 200 });
  await to('2021-01-01');
  return all();
};

/** Who asked for the events of accounts. */
const actorsOf = async ({ certificates }: LedgerClient): Promise<readonly string[]> => {
  const answer = await certificates.call('GET /events', { query: { limit: 500 } });
  if (answer.status !== 200) throw new Error('no events');
  const actors = answer.body.items
    .filter(({ stream }) => stream.startsWith('account-'))
    .map(({ meta }) => (meta as { actor?: { kind: string; name: string; proven: boolean } }).actor);
  const said = actors.map((actor) =>
    !actor ? 'unknown' : actor.kind === 'job' ? 'job' : `${actor.name}, ${actor.proven ? 'proven' : 'unproven'}`,
  );
  return [...new Set(said)].toSorted();
};

describe.each([
  ['in a data folder', inFolder],
  ['on a PostgreSQL server', onServer],
] as const)('an installation of the first version %s', (_, make) => {
  it('is opened, says so, plays its season to the end, and verifies from its first event on', async () => {
    const installation = await make();
    const system = await opened(installation);
    const ledger = ledgerOf(() => system.urls);
    expect(system.isUpgraded).toBe(true);
    const applications = await playOn(ledger);
    const path = { programme: PROGRAMME };
    const totals = await ledger.certificates.call('GET /financing-programmes/{programme}/totals', { path });
    if (totals.status !== 200) throw new Error('no totals');

    const expected = playSeason(tinyRegion);
    const result = seasonResult(applications, { rejectedActions: REJECTED_BEFORE }, totals.body);
    expect(result).toEqual(expected.result);
    const audited = await auditedSeason(ledger, { applications, result });
    expect(audited.differences).toEqual([]);
    expect(audited.certificates).toBe(certificateRows(expected.certificates));
    expect(await actorsOf(ledger)).toEqual(['demo-program, proven', 'job', 'unknown']);
    await system.close();
    const database = await installation.open();
    try {
      expect(await parkedMessages(database)).toBe(0);
    } finally {
      await database.close();
    }
    const again = await opened(installation);
    expect(again.isUpgraded).toBe(false);
    await again.close();
  });
});
