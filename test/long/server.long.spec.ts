import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { approverOf, ledgerOf } from '../support/login.js';
import { Player } from '../../apps/embedded/src/demo/player.js';
import { readRegionFolder } from '../../apps/embedded/src/demo/region-folder.js';
import { PgDatabase } from '@lib/database';
import { until } from '@lib/messaging/testing';
import { Program, endAll, run } from '../support/built-program.js';
import { call, setClock } from '../support/http-client.js';
import { everything } from '../support/open-season.js';
import { databasesOf, realPostgres, type RealPostgres } from '../support/postgres.js';
import { playThrough } from '../support/season.js';
import { start } from '../support/started-ledger.js';
import { removeTempFolders, tempFolder } from '../support/temp-folder.js';
import { tinyFolder } from '../support/tiny-region.js';

afterAll(async () => {
  await endAll();
  await removeTempFolders();
});

describe('on a PostgreSQL server', () => {
  let postgres: RealPostgres;
  beforeAll(async () => {
    postgres = await realPostgres();
  });
  afterAll(() => postgres.stop());

  it('the same season comes to the same result, and a second start finds it', async () => {
    const region = await tinyFolder();
    const { stdout } = await run('demo', ['--json', '--input', region]);
    const expected: unknown = JSON.parse(stdout);

    const environment = {
      DATA_FOLDER: await tempFolder(),
      DATABASE_URL: await postgres.createDatabase(),
      CLOCK: 'settable',
    };
    const first = await start(environment);
    const ledger = ledgerOf(() => first.urls);
    const { result } = await playThrough(
      ledger,
      new Player(
        ledger,
        approverOf(() => first.urls),
        await readRegionFolder(region),
        () => undefined,
      ),
    );
    expect(result).toEqual(expected);
    expect(await first.ledger.end('SIGTERM')).toMatchObject({ code: 0, stderr: '' });

    const second = await start(environment);
    expect(await everything(`${second.urls.enrollment}/applications`)).toHaveLength(5);
    expect((await call(`${second.urls.catalog}/clock`)).json).toEqual({ now: '2020-12-31T17:00:00.000Z' });
    await second.ledger.end('SIGTERM');
  });

  // Lost: the demonstration played on its embedded database, whatever server DATABASE_URL named. No test gave it one.
  describe('the demonstration', () => {
    let theirs: PgDatabase;
    let DATABASE_URL: string;
    beforeAll(async () => {
      const url = await postgres.createDatabase();
      theirs = new PgDatabase(url);
      DATABASE_URL = await postgres.asFreshUser(url);
      await theirs.query('CREATE TABLE theirs (n integer); INSERT INTO theirs VALUES (1)');
    });
    afterAll(() => theirs.close());
    const tablesOf = (): Promise<readonly object[]> =>
      theirs.query("SELECT schemaname, tablename FROM pg_tables WHERE schemaname !~ '^(pg_|information)'");

    it('plays in a database of its own there, which is gone at the end', async () => {
      const region = await tinyFolder();
      const { stdout: expected } = await run('demo', ['--json', '--input', region]);
      const demo = new Program('demo', ['--json', '--input', region], { DATABASE_URL });
      const seen = new Set<string>();
      await until(async () => {
        for (const name of await databasesOf(DATABASE_URL, theirs)) seen.add(name);
        return !demo.isRunning;
      });
      const { code, stdout, stderr } = await demo.ended;
      expect([code, stdout]).toEqual([0, expected]);
      const [name, ...others] = seen;
      expect(name).toMatch(/^certificate_ledger_demo_[0-9a-f]{16}$/);
      expect(others).toEqual([]);
      expect(stderr).toContain(name);
      expect(await databasesOf(DATABASE_URL, theirs)).toEqual([]);
      expect(await tablesOf()).toEqual([{ schemaname: 'public', tablename: 'theirs' }]);
    });

    it('removes it when it is asked to end', async () => {
      const demo = new Program('demo', ['--input', await tinyFolder()], { DATABASE_URL });
      await demo.finds((stdout) => /certificate_ledger_demo_/.exec(stdout)?.[0]);
      expect((await demo.end('SIGTERM')).code).toBe(1);
      expect(await databasesOf(DATABASE_URL, theirs)).toEqual([]);
    });

    it('says so where it may not make one, and where nobody answers', async () => {
      const poor = `poor_${process.pid}`;
      await theirs.query(`CREATE ROLE ${poor} LOGIN PASSWORD 'a-secret'`);
      try {
        const asPoor = Object.assign(new URL(DATABASE_URL), { username: poor, password: 'a-secret' }).href;
        for (const url of [asPoor, 'postgres://someone:a-secret@127.0.0.1:1/ledger']) {
          const { code, stderr } = await run('demo', ['--json', '--input', await tinyFolder()], { DATABASE_URL: url });
          expect(code).toBe(1);
          expect(stderr).toMatch(/^DATABASE_URL: no database of its own can be made there: \S/m);
          expect(stderr).not.toMatch(/a-secret|^\s+at /m);
        }
        expect(await tablesOf()).toEqual([{ schemaname: 'public', tablename: 'theirs' }]);
      } finally {
        await theirs.query(`DROP ROLE ${poor}`);
      }
    });
  });

  it('time is not settable unless asked for', async () => {
    const { ledger, urls } = await start({
      DATA_FOLDER: await tempFolder(),
      DATABASE_URL: await postgres.createDatabase(),
    });
    expect(await setClock(urls, '2030-01-01T00:00:00Z')).toMatchObject({
      status: 404,
      json: { type: '/problems/not-found' },
    });
    expect(ledger.said).toContain('Clock: the system’s');
    await ledger.end('SIGTERM');
  });
});
