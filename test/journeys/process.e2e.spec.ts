import { createServer, type AddressInfo } from 'node:net';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ledgerAt, type Urls } from '@lib/client';
import { Player } from '../../apps/embedded/src/demo/player.js';
import { readRegionFolder } from '../../apps/embedded/src/demo/region-folder.js';
import { PgDatabase } from '@lib/database';
import { until } from '@lib/messaging/testing';
import { Program, endAll, run, startLedger } from '../support/built-program.js';
import { freshStore } from '../support/fresh-store.js';
import { call, post, setClock } from '../support/http-client.js';
import { everything, openSeason, quiet } from '../support/open-season.js';
import { databasesOf, realPostgres, type RealPostgres } from '../support/postgres.js';
import { playThrough } from '../support/season.js';
import { apply, start, type Started } from '../support/started-ledger.js';
import { removeTempFolders, tempFolder } from '../support/temp-folder.js';
import { tinyFolder, tinyRegion } from '../support/tiny-region.js';

const PORTS = { CATALOG_PORT: '0', ENROLLMENT_PORT: '0', CERTIFICATES_PORT: '0' };

const act = (urls: Urls, id: string, action: string, body: unknown = {}) =>
  post(`${urls.enrollment}/applications/${id}/${action}`, `${action} ${id}`, body, { prefer: 'wait=30' });

/** A child with a contract from the first day on. */
const enrol = async (urls: Urls, childId: string): Promise<{ id: string; holderId: string }> => {
  const { json: asked } = await apply(urls, `for ${childId}`, childId, '100', '2020-10-01');
  await act(urls, asked.id, 'accept');
  const { json: enrolled } = await act(urls, asked.id, 'conclude');
  expect(enrolled).toMatchObject({ state: 'enrolled', awaiting: null });
  return enrolled;
};

afterAll(async () => {
  await endAll();
  await removeTempFolders();
});

// What a process does that is killed or ended: test/long/process.long.spec.ts.
describe('the environment', () => {
  it('is refused with every fault', async () => {
    const DATA_FOLDER = join(await tempFolder(), 'data');
    const { code, stdout, stderr } = await run('main', [], {
      DATA_FOLDER,
      CATALOG_PORT: '70000',
      ENROLLMENT_PORT: 'abc',
      CERTIFICATES_PORT: '-1',
      DATABASE_URL: 'mysql://somewhere/x',
      CLOCK: 'sundial',
      PROFILE: 'full',
      VAULT_KEY: 'c2hvcnQ=',
    });
    expect([code, stdout]).toEqual([1, '']);
    for (const name of [
      'CATALOG_PORT',
      'ENROLLMENT_PORT',
      'CERTIFICATES_PORT',
      'DATABASE_URL',
      'CLOCK',
      'PROFILE',
      'VAULT_KEY',
    ])
      expect(stderr).toMatch(new RegExp(`^ +${name}: .+$`, 'm'));
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(await readdir(join(DATA_FOLDER, '..'))).toEqual([]);
  });

  it('has no settable clock in production', async () => {
    const { code, stderr } = await run('main', [], {
      ...PORTS,
      DATA_FOLDER: await tempFolder(),
      NODE_ENV: 'production',
    });
    expect([code, stderr]).toEqual([1, expect.stringContaining('CLOCK: ')]);
  });

  it('names a port that somebody else has, without a stack trace', async () => {
    const other = createServer();
    const taken = await new Promise<number>((resolve) => {
      other.listen(0, '127.0.0.1', () => resolve((other.address() as AddressInfo).port));
    });
    try {
      const environment = { ...PORTS, DATA_FOLDER: await freshStore(), ENROLLMENT_PORT: String(taken) };
      const { code, stderr } = await run('main', [], environment);
      expect(code).toBe(1);
      expect(stderr).toContain(String(taken));
      expect(stderr).not.toMatch(/^\s+at /m);
    } finally {
      other.close();
    }
  });

  it('names a database server that does not answer, without its password and without a stack trace', async () => {
    const DATABASE_URL = 'postgres://someone:a-secret@127.0.0.1:1/ledger';
    const ledger = startLedger({ DATA_FOLDER: await tempFolder(), DATABASE_URL });
    const said = await ledger.finds((stdout) => /^.*127\.0\.0\.1:1.*$/m.exec(stdout)?.[0]);
    expect(said).toContain('PostgreSQL is away, waiting');
    const { code, stdout, stderr } = await ledger.end('SIGTERM');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).not.toContain('a-secret');
    expect(stdout).not.toMatch(/^\s+at /m);
  });
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
    const ledger = ledgerAt(() => first.urls);
    const { result } = await playThrough(ledger, new Player(ledger, await readRegionFolder(region), () => undefined));
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

// Lost: a season whose clock was set back after its programme had been registered: no daily job ran, and every answer was
// 200. The journeys set the clock first.
describe('a clock that is set for the first time', () => {
  const fresh = async (): Promise<Started> => start({ DATA_FOLDER: await freshStore() });

  it.each([
    [
      'a programme was registered',
      (urls: Urls) => post(`${urls.certificates}/financing-programmes`, 'a', tinyRegion.region),
    ],
    ['a catalogue was imported', (urls: Urls) => post(`${urls.catalog}/imports`, 'a', tinyRegion.programs)],
  ])('does not go back after %s', async (_, register) => {
    const { ledger, urls } = await fresh();
    expect((await register(urls)).status).toBeLessThan(300);
    expect(await setClock(urls, '2020-09-25T00:00:00Z')).toMatchObject({
      status: 409,
      json: { type: '/problems/clock-goes-back' },
    });
    await ledger.end('SIGTERM');
  });

  it('may go back after nothing but a refused request, and not a hundred years ahead', async () => {
    const { ledger, urls } = await fresh();
    expect((await post(`${urls.certificates}/financing-programmes`, 'a', '{}')).status).toBeGreaterThanOrEqual(400);
    expect(await setClock(urls, '2130-01-01T00:00:00Z')).toMatchObject({
      status: 422,
      json: { type: '/problems/clock-jumps-too-far' },
    });
    expect(await setClock(urls, '2020-09-25T00:00:00Z')).toMatchObject({ status: 200 });
    await ledger.end('SIGTERM');
  });
});

describe('a running installation', () => {
  let DATA_FOLDER: string;
  let ledger: Program;
  let urls: Urls;
  beforeAll(async () => {
    DATA_FOLDER = await freshStore();
    ({ ledger, urls } = await start({ DATA_FOLDER }));
    await openSeason(urls);
  });
  const restart = async (): Promise<void> => {
    expect(await ledger.end('SIGTERM')).toMatchObject({ code: 0, stderr: '' });
    ({ ledger, urls } = await start({ DATA_FOLDER }));
  };

  it.each(['catalog', 'enrollment', 'certificates'] as const)(
    'describes %s for people and for programs',
    async (name) => {
      const page = await call(`${urls[name]}/docs`);
      expect(page.status).toBe(200);
      expect(page.headers.get('content-type')).toMatch(/^text\/html/);
      expect(page.text).toContain('swagger');
      const { status, json } = await call(`${urls[name]}/openapi.json`);
      expect([status, json.openapi]).toEqual([200, '3.1.0']);
      expect(Object.keys(json.paths)).toContain('/messaging/lag');
      expect(json.paths['/clock']).toMatchObject({ get: {}, put: {} });
      expect((await call(`${urls[name]}/health/live`)).json).toEqual({ status: 'alive' });
    },
  );

  it('does not let time go back', async () => {
    const answer = await setClock(urls, '2020-09-24T23:59:59.999Z');
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(answer).toMatchObject({
      status: 409,
      json: { type: '/problems/clock-goes-back', status: 409, now: '2020-09-25T00:00:00.000Z' },
    });
    for (const url of Object.values(urls))
      expect((await call(`${url}/clock`)).json).toEqual({ now: '2020-09-25T00:00:00.000Z' });
  });

  it('finds its data and its time again after a restart', async () => {
    await enrol(urls, 't-1');
    await quiet(urls);
    const seen = async (): Promise<readonly unknown[]> => [
      await everything(`${urls.enrollment}/applications`),
      await everything(`${urls.catalog}/groups`),
      (await call(`${urls.certificates}/financing-programmes/2442-2020-autumn/totals`)).json,
      (await call(`${urls.enrollment}/clock`)).json,
    ];
    const before = await seen();
    await restart();
    expect(await seen()).toEqual(before);
    expect(before.at(-1)).toEqual({ now: '2020-09-25T00:00:00.000Z' });
    // A key of before the restart is still one effect.
    expect((await apply(urls, 'for t-1', 't-1', '100', '2020-10-01')).headers.get('idempotency-hit')).toBe('true');
  });

  it('runs the jobs of every date passed before the clock answers', async () => {
    const { holderId } = await enrol(urls, 't-2');
    const { json: stale } = await apply(urls, 'stale', 't-3', '110', '2020-10-20');
    const { json: late } = await apply(urls, 'late', 't-3', '101', '2020-12-03');
    await quiet(urls);
    // Three months and the end of the period at once.
    expect(await setClock(urls, '2021-01-15T00:00:00Z')).toMatchObject({ status: 200 });
    const { json: account } = await call(
      `${urls.certificates}/accounts/${holderId}/statement?programme=2442-2020-autumn`,
    );
    const byDate = account.entries.map(({ on, type, booked }: Record<string, unknown>) => [on, type, booked]);
    expect(byDate).toEqual([
      ['2020-09-25', 'CertificateIssued', true],
      ['2020-09-25', 'FundsReserved', true],
      ['2020-09-25', 'ContractOpened', true],
      ['2020-10-01', 'MonthDebited', true],
      ['2020-11-01', 'MonthDebited', true],
      ['2020-12-01', 'MonthDebited', true],
      ['2021-01-01', 'PeriodExpired', true],
    ]);
    expect(account.closing).toMatchObject({ nominalKopecks: 900_000, availableKopecks: 0, reservedKopecks: 0 });
    expect((await call(`${urls.enrollment}/applications/${stale.id}`)).json).toMatchObject({
      state: 'refused',
      reason: 'start-too-old',
    });
    expect((await call(`${urls.enrollment}/applications/${late.id}`)).json).toMatchObject({
      state: 'refused',
      reason: 'period-over',
    });
    await restart();
    expect((await call(`${urls.enrollment}/clock`)).json).toEqual({ now: '2021-01-15T00:00:00.000Z' });
    await ledger.end('SIGTERM');
  });
});
