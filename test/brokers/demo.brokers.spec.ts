import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { PgDatabase } from '@lib/database';
import { Program, endAll, run } from '../support/built-program.js';
import { realPostgres, type RealPostgres } from '../support/postgres.js';
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
  const DATABASE_URL = await postgres.createDatabase();
  const theirs = new PgDatabase(DATABASE_URL);
  const databases = async (): Promise<readonly string[]> =>
    (await theirs.query<{ name: string }>('SELECT datname AS name FROM pg_database ORDER BY name')).map(
      ({ name }) => name,
    );
  const input = await tinyFolder();
  const { stdout: expected } = await run('demo', ['--json', '--input', input]);
  const before = await databases();
  const demo = new Program('demo', ['--profile', 'cluster', '--json', '--input', input], {
    DATABASE_URL,
    KAFKA_BROKERS: brokersOfThisRun().join(','),
    KAFKA_PREFIX: freshPrefix(),
  });
  const seen = new Set<string>();
  while (demo.isRunning) for (const name of await databases()) seen.add(name);
  const { code, stdout, stderr } = await demo.ended;
  const [name, ...others] = [...seen].filter((one) => !before.includes(one));
  expect(name).toMatch(/^certificate_ledger_cluster_[0-9a-f]{16}$/);
  expect(others).toEqual([]);
  expect(stderr).toContain(name);
  expect([code, stdout]).toEqual([0, expected]);
  expect(await databases()).toEqual(before);
  expect(await theirs.query("SELECT 1 FROM pg_tables WHERE schemaname !~ '^(pg_|information)'")).toEqual([]);
  await theirs.close();
});
