import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SCOPES, type TokenCheck } from '@lib/access';
import type { Database } from '@lib/database';
import { derivedId } from '@lib/kernel';
import { enrollmentPolicy } from '../enrollment.policy.js';
import { GROUP, openDatabase, openEnrollment, type RunningEnrollment } from '../enrollment.testing.js';
import type { BulkRunner } from './bulk.run.js';
import { BulkJobs, anotherRunner, saidOf, workOf } from './bulk.testing.js';

let database: Database;
let service: RunningEnrollment;
let runner: BulkRunner;

/** `operator`, `provider/22003`, a parent, or a program: with all scopes, or with one as in `program/lessons`. */
const caller = async (name: string): ReturnType<TokenCheck['caller']> => {
  const [role, of] = name.split('/');
  if (role === 'program') {
    const scopes = SCOPES.filter((scope) => of === undefined || scope === of);
    return { kind: 'integration', name, grants: [{ role: 'integration', of: undefined }], scopes };
  }
  const known = role === 'operator' || role === 'provider' ? role : 'parent';
  return { kind: 'person', name: derivedId(name), grants: [{ role: known, of }], scopes: [] };
};
const as = (name: string) => ({ authorization: `Bearer ${name}` });

beforeAll(async () => {
  database = await openDatabase();
  service = await openEnrollment(database, 'enrolment', {
    policy: enrollmentPolicy,
    tokens: { known: () => undefined, caller },
  });
  runner = await anotherRunner(service.app, database, { work: workOf(service.app, database) });
});
afterAll(async () => {
  await service.close();
  await database.close();
});
beforeEach(() => service.told());

const CHILD = {
  lastName: 'Зверева',
  firstName: 'Мария',
  middleName: 'Петровна',
  birthDate: '2012-06-26',
  document: { kind: 'birth-certificate', number: 'II-БА 700001' },
  address: 'Минусинск, ул. Садовая, 7',
  municipality: 2442,
  category: 'ovz',
  categoryBasis: 'заключение ПМПК 88',
};
const child = (childId: string, changed: object = {}) => ({
  ...CHILD,
  childId,
  document: { ...CHILD.document, number: `II-БА ${childId}` },
  ...changed,
});
const finished = async (jobs: BulkJobs, id: string): Promise<readonly string[]> => {
  while ((await jobs.job(id)).endedAt === null) await runner.turn();
  return (await jobs.items(id)).map(saidOf);
};
/** Every row of every table of the service. */
const all = async (only = '%'): Promise<string> => {
  const tables = await database.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
     WHERE nspname = 'enrollment' AND relkind = 'r' AND relname LIKE $1`,
    [only],
  );
  const rows = await Promise.all(tables.map(({ name }) => database.query(`SELECT t::text FROM enrollment.${name} t`)));
  return JSON.stringify(rows);
};
const indexOf = async (childId: string): Promise<string> => {
  const { body } = await service.get(`/children/${childId}`, as('operator'));
  const [row] = await database.query<{ index: string }>(
    `SELECT encode(child_index, 'hex') AS index FROM enrollment.children WHERE holder_id = $1`,
    [body.holderId],
  );
  return row?.index ?? 'none';
};
const keys = async (): Promise<number> => (await database.query('SELECT FROM enrollment.people')).length;

describe('children that are registered by a job', () => {
  it('are in the register with who they are, and what is said anew replaces what was known', async () => {
    const jobs = new BulkJobs(service, as('operator'));
    const { middleName: _, categoryBasis: __, ...plain } = child('r-2');
    const id = await jobs.ask('register', [
      child('r-1'),
      plain,
      child('２-r'),
      child('r-1'),
      child('r-1', { address: 'Абакан', middleName: undefined }),
      child('r-3', { birthDate: '2021-01-01' }),
    ]);
    expect(await finished(jobs, id)).toEqual([
      'ok created',
      'ok created',
      'ok created',
      'ok unchanged',
      'ok updated',
      'refused birth-date-to-come',
    ]);
    const card = async (childId: string) =>
      (await service.get(`/children/${childId}/card?why=appeal`, as('operator'))).body;
    const first = await card('r-1');
    expect(first).toMatchObject({ lastName: 'Зверева', address: 'Абакан', category: 'ovz', municipality: 2442 });
    expect(first).not.toHaveProperty('middleName');
    expect(await card('r-2')).toMatchObject({ document: plain.document, birthDate: '2012-06-26' });
    expect(await card('2-r')).toMatchObject({ lastName: 'Зверева' });
    const items = await jobs.items(id);
    expect([items[0]?.reference, items[4]?.reference, items[5]?.reference]).toEqual([
      first.holderId,
      first.holderId,
      null,
    ]);
    // A file that says nothing of who a child is leaves that as it is.
    await service.importChildren('r-1,2012-06-27,2442,ovz');
    expect(await card('r-1')).toMatchObject({ address: 'Абакан', birthDate: '2012-06-27' });
  });

  it('lie sealed while they wait, each under a key of its own, and nothing of them is left when it is done', async () => {
    const jobs = new BulkJobs(service, as('operator'));
    const before = await keys();
    const id = await jobs.ask('register', [child('s-1', { lastName: 'Кукушкина' }), child('s-2')]);
    expect(await keys()).toBe(before + 2);
    expect(await all()).not.toMatch(/Кукушкина|s-1|Зверева|Садовая|ПМПК|2012-06-26/);
    expect(await finished(jobs, id)).toEqual(['ok created', 'ok created']);
    // Those of the children are left.
    expect(await keys()).toBe(before + 2);
    const left = await all('bulk%');
    expect(left).not.toMatch(/Кукушкина|s-1|Зверева/);
    expect(left).not.toContain(await indexOf('s-1'));
    expect(await database.query('SELECT FROM enrollment.bulk_items WHERE sealed IS NOT NULL')).toEqual([]);
  });

  it.each(['cancelled', 'expired'])('are forgotten when their job is %s', async (how) => {
    const jobs = new BulkJobs(service, as('operator'));
    const before = await keys();
    const id = await jobs.ask('register', [child(`${how}-1`), child(`${how}-2`)]);
    if (how === 'cancelled') await service.post(`/bulk-jobs/${id}/cancel`, undefined, as('operator'));
    else
      await database.query(`UPDATE enrollment.bulk_jobs SET over_at = now() - interval '1 second' WHERE id = $1`, [id]);
    await runner.turn();
    expect((await jobs.job(id)).state).toBe(how);
    expect(await jobs.items(id)).toMatchObject([{ outcome: 'open' }, { outcome: 'open' }]);
    expect(await keys()).toBe(before);
    expect(
      await database.query('SELECT FROM enrollment.bulk_items WHERE sealed IS NOT NULL OR child_index IS NOT NULL'),
    ).toEqual([]);
  });

  it('are forgotten when they are erased: by a job that is done, and by one that waits', async () => {
    const jobs = new BulkJobs(service, as('operator'));
    const done = await jobs.ask('register', [child('e-1', { lastName: 'Синицына' })]);
    await finished(jobs, done);
    const [item] = await jobs.items(done);
    const index = await indexOf('e-1');
    const waiting = await jobs.ask('register', [child('e-1', { lastName: 'Синицына' }), child('e-2')]);
    expect(await all('bulk%')).toContain(index);
    const before = await keys();
    await service.erase(item!.reference!);
    // The child's own, and that of the item.
    expect(await keys()).toBe(before - 2);
    const left = await all();
    expect([left.includes(index), left.includes('Синицына')]).toEqual([false, false]);
    expect(await all('bulk%')).not.toContain(item!.reference!);
    expect(await jobs.items(done)).toMatchObject([{ outcome: 'ok', reference: null }]);
    expect(await finished(jobs, waiting)).toEqual(['refused child-erased', 'ok created']);
    expect((await service.get('/children/e-1', as('operator'))).status).toBe(404);
  });
});

describe('a job reaches as far as whoever asked for it', () => {
  it('a provider its own groups, and no other', async () => {
    await service.group({ groupId: 'foreign', providerId: '8', moduleId: 'foreign' });
    const own = await service.apply('1');
    const foreign = await service.apply('1', { groupId: 'foreign' });
    const report = { month: '2020-10', held: 1, planned: 2 };
    const school = new BulkJobs(service, as('provider/22003'));
    const items = [own, foreign].map(({ id }) => ({ applicationId: id }));
    expect(await finished(school, await school.ask('accept', items))).toEqual([
      'ok accepted',
      'refused unknown-application',
    ]);
    service.date('2020-11-02');
    const reports = [GROUP, 'foreign'].map((groupId) => ({ ...report, groupId }));
    expect(await finished(school, await school.ask('report', reports))).toEqual(['ok 0', 'refused unknown-group']);
    service.date('2020-11-02');
    // At the time when it is done: the group has gone over to another provider by then.
    await service.group({ groupId: 'foreign', providerId: '22003', moduleId: 'foreign' });
    const later = await school.ask('report', [{ ...report, groupId: 'foreign' }]);
    await service.group({ groupId: 'foreign', providerId: '8', moduleId: 'foreign' });
    expect(await finished(school, later)).toEqual(['refused unknown-group']);
  });

  it('what it records and sends names whoever asked, and what it keeps has no token', async () => {
    const { id } = await service.apply('2', { start: '2020-11-05' });
    await service.told();
    const jobs = new BulkJobs(service, as('operator'));
    expect(await finished(jobs, await jobs.ask('accept', [{ applicationId: id }]))).toEqual(['ok accepted']);
    const [told] = await service.told();
    expect(told).toMatchObject({
      type: 'application-accepted',
      actor: { kind: 'person', name: derivedId('operator'), proven: true, occasion: 'POST /bulk-jobs/accept' },
    });
    expect(await all('bulk%')).not.toContain('Bearer');
  });

  it('each kind of job is for whoever may do the one thing', async () => {
    const asked = async (operation: string, items: readonly object[], name: string) =>
      (await service.post(`/bulk-jobs/${operation}`, { items, dryRun: true }, as(name))).status;
    const nobody = [{ applicationId: derivedId('nobody') }];
    const report = [{ groupId: GROUP, month: '2020-10', held: 1, planned: 2 }];
    for (const [name, expected] of Object.entries({
      operator: [202, 202, 202, 202],
      'provider/22003': [202, 202, 202, 403],
      parent: [403, 403, 403, 403],
      'program/applications': [202, 202, 403, 403],
      'program/lessons': [403, 403, 202, 403],
      'program/children': [403, 403, 403, 202],
      'program/ledger': [403, 403, 403, 403],
    }))
      expect([
        name,
        await asked('accept', nobody, name),
        await asked('conclude', nobody, name),
        await asked('report', report, name),
        await asked('register', [child('d-1')], name),
      ]).toEqual([name, ...expected]);
    for (const [name, status] of [
      ['program/lessons', 200],
      ['program/ledger', 403],
      ['parent', 403],
    ] as const)
      expect((await service.get('/bulk-jobs', as(name))).status).toBe(status);
  });

  it('somebody else’s is none', async () => {
    const jobs = new BulkJobs(service, as('operator'));
    const id = await jobs.ask('accept', [{ applicationId: derivedId('nobody') }], { dryRun: true });
    for (const name of ['provider/22003', 'program'])
      expect([
        (await service.get(`/bulk-jobs/${id}`, as(name))).status,
        (await service.get(`/bulk-jobs/${id}/items`, as(name))).status,
        (await service.post(`/bulk-jobs/${id}/cancel`, undefined, as(name))).status,
      ]).toEqual([404, 404, 404]);
    await finished(jobs, id);
  });
});
