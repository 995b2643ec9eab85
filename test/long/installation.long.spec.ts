import { createServer, type AddressInfo } from 'node:net';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Urls } from '@lib/client';
import { Program, endAll, run, startLedger } from '../support/built-program.js';
import { freshStore } from '../support/fresh-store.js';
import { call, post, setClock } from '../support/http-client.js';
import { everything, openSeason, quiet } from '../support/open-season.js';
import { recordConsent } from '../support/consent.js';
import { realPostgres } from '../support/postgres.js';
import { apply, start } from '../support/started-ledger.js';
import { removeTempFolders, tempFolder } from '../support/temp-folder.js';

const PORTS = { CATALOG_PORT: '0', ENROLLMENT_PORT: '0', CERTIFICATES_PORT: '0', LOGIN_PORT: '0', PORTAL_PORT: '0' };

const act = (urls: Urls, id: string, action: string, body: unknown = {}) =>
  post(`${urls.enrollment}/applications/${id}/${action}`, `${action} ${id}`, body, { prefer: 'wait=30' });

/** A child with a contract from the first day on. */
const enrol = async (urls: Urls, childId: string): Promise<{ id: string; holderId: string }> => {
  const { json: asked } = await apply(urls, `for ${childId}`, childId, '100', '2020-10-01');
  await act(urls, asked.id, 'accept');
  await recordConsent(`${urls.enrollment}/applications/${asked.id}`);
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

// It went on waiting for two minutes, longer than any engine waits before it kills.
it('a service that waits for Kafka ends when it is told to', async () => {
  const server = await realPostgres();
  const DATABASE_URL = await server.createDatabase();
  expect(await run('migrate', ['catalog'], { DATABASE_OWNER_URL: DATABASE_URL, DATABASE_URL })).toMatchObject({
    code: 0,
  });
  const service = new Program('catalog', [], {
    DATABASE_URL,
    KAFKA_BROKERS: '127.0.0.1:1',
    PORT: '0',
    OIDC_ISSUER: 'http://127.0.0.1:1',
  });
  await service.finds((stdout) => /ECONNREFUSED/.exec(stdout)?.[0]);
  expect(await service.end('SIGTERM')).toMatchObject({ code: 0, stderr: '' });
  expect(service.said).not.toContain('is not ready after');
  await server.stop();
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

  it.each(['catalog', 'enrollment', 'certificates', 'webhooks'] as const)(
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

  it('tells its numbers at any of its ports: those of the process once, those of its services apart', async () => {
    await call(`${urls.catalog}/groups`);
    const texts = await Promise.all(Object.values(urls).map(async (url) => (await call(`${url}/metrics`)).text));
    for (const text of texts) {
      const lines = text.split('\n');
      const named = (name: string): readonly string[] => lines.filter((line) => line.startsWith(`${name}{`));
      expect(named('process_resident_memory_bytes')).toEqual([
        expect.stringContaining('{service="certificate-ledger"}'),
      ]);
      for (const name of [
        'consumer_lag_messages',
        'parked_messages',
        'event_store_conflicts_total',
        'prune_last_run_timestamp_seconds',
      ]) {
        const services = named(name).map((line) => /service="(\w+)"/.exec(line)?.[1]);
        expect([name, new Set(services), services.length]).toEqual([name, new Set(Object.keys(urls)), 4]);
      }
      expect(lines).toContain('parked_messages{service="enrollment"} 0');
      expect(named('http_request_duration_seconds_count').join('\n')).toContain(
        'service="catalog",method="GET",route="/groups"',
      );
    }
  });

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
