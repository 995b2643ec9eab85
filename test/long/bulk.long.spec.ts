import { afterAll, describe, expect, it } from '@jest/globals';
import type { Urls } from '@lib/client';
import { PgDatabase, PgliteDatabase } from '@lib/database';
import { until } from '@lib/messaging/testing';
import { auditInstallation } from '../../apps/audit/src/audit.run.js';
import { endAll, startLedger, urlsOf, type Environment, type Program } from '../support/built-program.js';
import { recordConsent } from '../support/consent.js';
import { freshStore } from '../support/fresh-store.js';
import { call, post, setClock } from '../support/http-client.js';
import { ledgerOf } from '../support/login.js';
import { everything, openSeason, quiet, roomyRegion } from '../support/open-season.js';
import { realPostgres, type RealPostgres } from '../support/postgres.js';
import { removeTempFolders, tempFolder } from '../support/temp-folder.js';

// What is feared: a process that is killed in the middle of a job does an item twice, or forgets the rest.

const COUNT = 100;

type Job = { readonly state: string; readonly done: number; readonly ok: number; readonly refused: number };

afterAll(async () => {
  await endAll();
  await removeTempFolders();
});

describe.each(['embedded', 'server'] as const)('thousands are dealt with by jobs, on the %s database', (kind) => {
  let postgres: RealPostgres | undefined;
  let ledger: Program;
  let urls: Urls;
  afterAll(() => postgres?.stop());

  const started = async (environment: Environment): Promise<void> => {
    ledger = startLedger({ CLOCK: 'settable', ...environment });
    urls = await urlsOf(ledger);
  };
  const jobAt = async (location: string): Promise<Job> => (await call(`${urls.enrollment}${location}`)).json as Job;
  /** Asks for a job, kills the process in the middle of it, and waits for its end. */
  const killedJob = async (environment: Environment, operation: string, items: readonly object[]): Promise<Job> => {
    const asked = await post(`${urls.enrollment}/bulk-jobs/${operation}`, operation, { items });
    expect(asked.status).toBe(202);
    const location = asked.headers.get('location') ?? '';
    let seen = 0;
    await until(async () => (seen = (await jobAt(location)).done) > 0);
    // Requests are answered while it runs.
    expect(seen).toBeLessThan(COUNT);
    await ledger.end('SIGKILL');
    await started(environment);
    await until(async () => (await jobAt(location)).state === 'done');
    return jobAt(location);
  };

  it('which go on where a killed process left them: each item once', async () => {
    postgres = kind === 'server' ? await realPostgres() : undefined;
    const environment: Environment = postgres
      ? { DATA_FOLDER: await tempFolder(), DATABASE_URL: await postgres.createDatabase() }
      : { DATA_FOLDER: await freshStore() };
    await started(environment);
    await openSeason(urls, roomyRegion(COUNT));
    await setClock(urls, '2020-10-05T00:00:00Z');
    const applications = await Promise.all(
      Array.from({ length: COUNT }, async (_, index) => {
        const body = { childId: `k-${index}`, groupId: '100', start: '2020-10-06' };
        return (await post(`${urls.enrollment}/applications`, `apply ${index}`, body)).json.id as string;
      }),
    );
    const items = applications.map((applicationId) => ({ applicationId }));
    expect(await killedJob(environment, 'accept', items)).toMatchObject({ ok: COUNT, refused: 0 });
    await Promise.all(applications.slice(1).map((id) => recordConsent(`${urls.enrollment}/applications/${id}`)));
    // One family has not consented.
    expect(await killedJob(environment, 'conclude', items)).toMatchObject({ ok: COUNT - 1, refused: 1 });
    await quiet(urls);
    const states = (await everything(`${urls.enrollment}/applications`)).map(({ state }) => state as string);
    expect(states.toSorted()).toEqual(['accepted', ...Array.from({ length: COUNT - 1 }, () => 'enrolled')]);
    const audit = await auditInstallation(
      ledgerOf(() => urls),
      { asksEnrollment: true },
    );
    expect(audit.differences).toEqual([]);
    expect(await ledger.end('SIGTERM')).toMatchObject({ code: 0, stderr: '' });
    const { DATABASE_URL, DATA_FOLDER = '' } = environment;
    const database = DATABASE_URL ? new PgDatabase(DATABASE_URL) : await PgliteDatabase.open(DATA_FOLDER);
    const told = await database.query<{ type: string; messages: number; children: number }>(
      `SELECT headers->>'ce_type' AS type, count(*) AS messages, count(DISTINCT key) AS children
       FROM enrollment.outbox GROUP BY 1`,
    );
    await database.close();
    const of = (end: string) => {
      const { messages = 0, children = 0 } = told.find(({ type }) => type.includes(end)) ?? {};
      return [messages, children];
    };
    expect([of('application-accepted'), of('funds-requested')]).toEqual([
      [COUNT, COUNT],
      [COUNT - 1, COUNT - 1],
    ]);
  });
});
