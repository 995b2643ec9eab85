import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { PgDatabase } from '@lib/database';
import { until } from '@lib/messaging/testing';
import { randomRegion } from '../model/random-region.js';
import { playSeason } from '../model/season-model.js';
import { Chance, announce, seedOfRun } from '../support/chance.js';
import { auditedSeason, certificateRows, parkedMessages } from '../support/season.js';
import { removeTempFolders } from '../support/temp-folder.js';
import { regionFolder } from '../support/tiny-region.js';
import { Cluster } from './cluster-season.js';

const CRASHES_AT = [0.2, 0.5, 0.8];

const chance = new Chance(seedOfRun());
const { TEST_DATABASE_URL } = process.env;
let cluster: Cluster;
let database: PgDatabase;
beforeAll(async () => {
  announce(`crash: SEED=${chance.seed}`);
  // A server that is crashed is no other spec's server.
  delete process.env.TEST_DATABASE_URL;
  cluster = await Cluster.start().finally(() => Object.assign(process.env, TEST_DATABASE_URL && { TEST_DATABASE_URL }));
  database = new PgDatabase(cluster.installation.databaseUrl);
});
afterAll(async () => {
  await database?.close();
  await cluster?.stop();
  await removeTempFolders();
});

/** kill -9 of one of the server's own processes: it throws everybody out and recovers from its journal. */
const crash = async (): Promise<boolean> => {
  const [row] = await database.query<{ pid: number; name: string }>(
    'SELECT pg_backend_pid() AS pid, current_database() AS name',
  );
  if (!row) return false;
  const { stdout } = await promisify(execFile)('ps', ['-ww', '-o', 'command=', '-p', String(row.pid)]).catch(() => ({
    stdout: '',
  }));
  // In a container its number is another process of this machine.
  if (!stdout.startsWith('postgres: ') || !stdout.includes(row.name)) return false;
  process.kill(row.pid, 'SIGKILL');
  return true;
};

it('comes to the same kopeck when PostgreSQL crashes under it again and again', async () => {
  const files = randomRegion(chance.seed, { children: 40, programmes: 6, applications: 120 });
  let crashes = 0;
  const told = await cluster.play(await regionFolder(files), async (progress) => {
    for (const share of CRASHES_AT) {
      await until(() => progress() >= share);
      if (await crash()) crashes += 1;
      announce(`crash: at ${Math.round(progress() * 100)} %`);
    }
  });
  if (crashes === 0) announce('skipped: PostgreSQL is in a container, where it cannot be crashed from here');
  expect([0, CRASHES_AT.length]).toContain(crashes);
  const expected = playSeason(files);
  expect(told.result).toEqual(expected.result);
  const audited = await auditedSeason(cluster.ledger(), told);
  expect(audited.differences).toEqual([]);
  expect(audited.certificates).toBe(certificateRows(expected.certificates));
  expect(await parkedMessages(database)).toBe(0);
});
