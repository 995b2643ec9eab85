import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { grantsFrom, type TokenCheck } from '@lib/access';
import type { Database } from '@lib/database';
import { decodeJwt, UnsecuredJWT } from 'jose';
import { enrollmentPolicy } from '../enrollment.policy.js';
import { openDatabase, openEnrollment, type RunningEnrollment } from '../enrollment.testing.js';
import type { BulkRunner } from './bulk.run.js';
import { BulkJobs, anotherRunner, manyApplications, workOf } from './bulk.testing.js';

// What was lost: a role that was taken away at the issuer went on working in a job for a day.

const CHILDREN = 60;
const OWN = 'provider:22003';

let database: Database;
let service: RunningEnrollment;
let runner: BulkRunner;
let applications: readonly string[];

const caller = async (token: string): ReturnType<TokenCheck['caller']> => ({
  kind: 'person',
  name: String(decodeJwt(token).sub),
  grants: grantsFrom(decodeJwt(token)['roles']),
  scopes: [],
});
/** The jobs of a login by a token with these roles that ends so many minutes from now. */
const jobsOf = (sub: string, roles: string, minutes: number): BulkJobs => {
  const until = new Date(Date.now() + minutes * 60_000);
  const token = new UnsecuredJWT({ roles }).setSubject(sub).setExpirationTime(until).encode();
  return new BulkJobs(service, { authorization: `Bearer ${token}` });
};

beforeAll(async () => {
  database = await openDatabase();
  service = await openEnrollment(database, 'enrolment', {
    policy: enrollmentPolicy,
    tokens: { known: () => undefined, caller: async (token) => caller(token.includes('.') ? token : operator()) },
  });
  runner = await anotherRunner(service.app, database, { work: workOf(service.app, database) });
  applications = await manyApplications(service, database, CHILDREN);
});
afterAll(async () => {
  await service.close();
  await database.close();
});
/** Who prepares what a test needs. */
const operator = (): string => new UnsecuredJWT({ roles: 'operator' }).setSubject('operator').encode();

const items = (from: number, to: number) => applications.slice(from, to).map((applicationId) => ({ applicationId }));
const turns = async (): Promise<void> => {
  while (await runner.turn());
};

it('a job rests when the token ends, and goes on when the login comes with a later one', async () => {
  const id = await jobsOf('school', OWN, -1).ask('accept', items(0, 10));
  await turns();
  const rows = await database.query<{ state: string }>('SELECT state FROM enrollment.bulk_jobs WHERE id = $1', [id]);
  expect(rows).toEqual([{ state: 'waiting' }]);
  const later = jobsOf('school', OWN, 10);
  expect(await later.job(id)).toMatchObject({ state: 'waiting', done: 0 });
  await turns();
  expect(await later.job(id)).toMatchObject({ state: 'done', ok: 10 });
});

it('in the middle of a turn no other item is begun', async () => {
  const jobs = jobsOf('school', OWN, 10);
  const id = await jobs.ask('accept', items(10, 20));
  const work = workOf(service.app, database);
  let begun = 0;
  const by = await anotherRunner(service.app, database, {
    work: {
      refusalIn: (error) => work.refusalIn(error),
      prepare: async (job, item) => {
        if ((begun += 1) === 6) await database.query('UPDATE enrollment.bulk_jobs SET trusted_until = now()');
        return work.prepare(job, item);
      },
    },
  });
  await by.turn();
  const [row] = await database.query<{ done: number }>(
    'SELECT count(*) AS done FROM enrollment.bulk_items WHERE job = $1 AND outcome IS NOT NULL',
    [id],
  );
  expect(row!.done).toBeLessThan(6);
  expect(await by.turn()).toBe(false);
  await jobsOf('school', OWN, 11).job(id);
  await turns();
  expect(await jobsOf('school', OWN, 11).job(id)).toMatchObject({ state: 'done', ok: 10 });
});

it.each([
  ['that has lost its role', 'auditor'],
  ['that is of another provider by now', 'provider:22004'],
])('a login %s lengthens nothing', async (_, roles) => {
  const id = await jobsOf('school', OWN, -1).ask('accept', items(20, 30));
  await jobsOf('school', roles, 10).job(id);
  await turns();
  const rows = await database.query('SELECT FROM enrollment.bulk_items WHERE job = $1 AND outcome IS NULL', [id]);
  expect(rows).toHaveLength(10);
});

it('a job of a login that may less does what is left, and never more than before', async () => {
  const both = await jobsOf('school', `${OWN} provider:22004`, -1).ask('accept', items(30, 40));
  const other = await jobsOf('another-school', 'provider:22004', -1).ask('accept', items(40, 50));
  await jobsOf('school', 'provider:22004', 10).job(both);
  await jobsOf('another-school', 'operator', 10).job(other);
  await turns();
  for (const [sub, id] of [
    ['school', both],
    ['another-school', other],
  ] as const)
    expect(await jobsOf(sub, 'operator', 10).job(id)).toMatchObject({ state: 'done', ok: 0, refused: 10 });
});

it('a job that rests ends with its day', async () => {
  const id = await jobsOf('school', OWN, -1).ask('accept', items(50, 60));
  await database.query(`UPDATE enrollment.bulk_jobs SET over_at = now() - interval '1 second' WHERE id = $1`, [id]);
  await turns();
  expect(await jobsOf('school', OWN, 10).job(id)).toMatchObject({ state: 'expired', done: 0 });
});
