import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { PgDatabase } from '@lib/database';
import { until } from '@lib/messaging/testing';
import { Program, endAll, run } from '../support/built-program.js';
import { databasesOf, realPostgres, type RealPostgres } from '../support/postgres.js';
import { removeTempFolders } from '../support/temp-folder.js';
import { tinyFolder } from '../support/tiny-region.js';
import { brokersOfThisRun, freshPrefix } from './test-cluster.js';

let postgres: RealPostgres;
beforeAll(async () => {
  postgres = await realPostgres();
});
afterAll(async () => {
  await endAll();
  await removeTempFolders();
  await postgres.stop();
});

it('the demonstration on a cluster plays on the server that DATABASE_URL names, and leaves it as it was', async () => {
  const url = await postgres.createDatabase();
  const theirs = new PgDatabase(url);
  const DATABASE_URL = await postgres.asFreshUser(url);
  const databases = (): Promise<readonly string[]> => databasesOf(DATABASE_URL, theirs);
  const input = await tinyFolder();
  const { stdout: expected } = await run('demo', ['--json', '--input', input]);
  const demo = new Program('demo', ['--profile', 'cluster', '--json', '--input', input], {
    DATABASE_URL,
    KAFKA_BROKERS: brokersOfThisRun().join(','),
    KAFKA_PREFIX: freshPrefix(),
  });
  const seen = new Set<string>();
  await until(async () => {
    for (const name of await databases()) seen.add(name);
    return !demo.isRunning;
  });
  const { code, stdout, stderr } = await demo.ended;
  const [name, ...others] = seen;
  expect(name).toMatch(/^certificate_ledger_cluster_[0-9a-f]{16}$/);
  expect(others).toEqual([]);
  expect(stderr).toContain(name);
  expect([code, stdout]).toEqual([0, expected]);
  expect(await databases()).toEqual([]);
  expect(await theirs.query("SELECT 1 FROM pg_tables WHERE schemaname !~ '^(pg_|information)'")).toEqual([]);
  await theirs.close();
});
