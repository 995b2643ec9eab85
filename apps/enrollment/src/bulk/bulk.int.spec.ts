import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Database } from '@lib/database';
import { newId } from '@lib/kernel';
import { SAID } from '../../../../test/support/said.js';
import { GROUP, openDatabase, openEnrollment, type RunningEnrollment } from '../enrollment.testing.js';
import { BulkJobs, manyApplications, saidOf } from './bulk.testing.js';

let service: RunningEnrollment;
let database: Database;
let jobs: BulkJobs;
beforeAll(async () => {
  database = await openDatabase();
});
beforeEach(async () => {
  service = await openEnrollment(database);
  jobs = new BulkJobs(service);
});
afterAll(() => database.close());
afterEach(() => service.close());

const of = (...ids: readonly string[]) => ids.map((applicationId) => ({ applicationId }));
const NOBODY = '0199a1f0-0000-7000-8000-00000000ffff';
const report = { groupId: GROUP, month: '2020-10', held: 6, planned: 8 };

/** Every row of every table of the service but those that a look at a job, or a lease, may change. */
const contents = async (): Promise<string> => {
  const tables = await database.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
     WHERE nspname = 'enrollment' AND relkind = 'r' AND relname NOT IN ('bulk_jobs', 'bulk_items', 'leases', 'idempotency_keys')
     ORDER BY 1`,
  );
  const rows = [];
  for (const { name } of tables)
    rows.push(name, ...(await database.query(`SELECT t::text AS row FROM enrollment.${name} t ORDER BY 1`)));
  return JSON.stringify(rows);
};

describe('a job', () => {
  it('is taken at once, is found at its Location, and says what has become of each item', async () => {
    const [one, two] = [await service.apply('1'), await service.apply('2')];
    const body = { items: of(one.id, NOBODY, two.id.toUpperCase(), one.id) };
    const asked = await service.post('/bulk-jobs/accept', body);
    expect(asked).toMatchObject({
      status: 202,
      body: { operation: 'accept', dryRun: false, state: 'waiting', total: 4, done: 0, startedAt: null, endedAt: null },
    });
    const { id } = asked.body;
    expect(asked.headers['location']).toBe(`/bulk-jobs/${id}`);
    expect(await jobs.ended(id)).toMatchObject({ state: 'done', total: 4, done: 4, ok: 2, refused: 2, failed: 0 });
    const accepted = { state: 'accepted', awaiting: null, reason: null };
    expect(await jobs.items(id)).toMatchObject([
      { index: 0, reference: one.id, outcome: 'ok', result: accepted },
      {
        index: 1,
        reference: NOBODY,
        outcome: 'refused',
        problem: { type: '/problems/unknown-application', status: 404 },
      },
      { index: 2, reference: two.id, outcome: 'ok', result: accepted },
      {
        index: 3,
        outcome: 'refused',
        problem: { type: '/problems/action-not-allowed', state: 'accepted', action: 'accept' },
      },
    ]);
    expect((await service.get('/bulk-jobs')).body).toMatchObject({ items: [{ id, state: 'done', ok: 2 }] });
    expect((await service.application(two.id)).state).toBe('accepted');
  });

  it('tells a refusal as a request of its own would have been answered, in the words of whoever reads', async () => {
    const { id } = await service.apply('1');
    const job = await jobs.ask('conclude', of(id));
    await jobs.ended(job);
    for (const language of ['ru', 'en']) {
      const headers = { 'accept-language': language };
      const single = await service.post(`/applications/${id}/conclude`, undefined, headers);
      const { instance: _, ...problem } = single.body as Record<string, unknown>;
      const [item] = await jobs.items(job, 'refused', headers);
      expect(item?.problem).toMatchObject(problem);
      expect(item?.problem).toHaveProperty('instance', expect.stringMatching(/^urn:uuid:/));
    }
  });

  it('concludes whoever has consented: the money is asked for, and answered for later', async () => {
    const [one, two] = [await service.apply('1'), await service.apply('2')];
    expect(await jobs.outcomes('accept', of(one.id, two.id))).toEqual(['ok accepted', 'ok accepted']);
    await service.consent(one.id);
    await service.told();
    const id = await jobs.ask('conclude', of(one.id, two.id));
    await jobs.ended(id);
    expect((await jobs.items(id)).map(saidOf)).toEqual(['ok accepted', 'refused consent-missing']);
    expect((await jobs.items(id, 'ok'))[0]?.result).toMatchObject({ awaiting: 'enrolment' });
    expect((await service.told()).map(({ type, key }) => [type, key])).toEqual([['funds-requested', one.holderId]]);
    await service.deliver(service.fundsReserved(one));
    expect((await service.application(one.id)).state).toBe('enrolled');
  });

  it('reports lessons, each group and month once', async () => {
    const { id } = await service.apply('1');
    await service.act(id, 'accept');
    await service.act(id, 'conclude');
    service.date('2020-11-02');
    const items = [
      report,
      { ...report, held: 7 },
      { ...report, groupId: '1' },
      { ...report, month: '2020-12' },
      { ...report, month: '2020-11', held: 0 },
    ];
    const job = await jobs.ask('report', items);
    await jobs.ended(job);
    const told = await jobs.items(job);
    expect(told.map(saidOf)).toEqual([
      'ok 1',
      'refused already-reported',
      'refused unknown-group',
      'refused lessons-not-possible',
      'ok 1',
    ]);
    expect(told[3]).toMatchObject({
      reference: `${GROUP}/2020-12`,
      problem: { errors: [{ pointer: '/month', code: 'month-not-begun', message: expect.any(String) }] },
    });
    expect((await service.get(`/lessons/${GROUP}/2020-10`)).body).toMatchObject({ held: 6 });
  });

  it('says in a dry run what would become of each item by itself, and changes nothing', async () => {
    const [one, two] = [await service.apply('1'), await service.apply('2')];
    await service.act(two.id, 'accept');
    await service.consent(two.id);
    await service.runJobs();
    const before = await contents();
    const dryRun = { dryRun: true };
    expect(await jobs.outcomes('accept', of(one.id, one.id, two.id), dryRun)).toEqual([
      'ok accepted',
      'ok accepted',
      'refused action-not-allowed',
    ]);
    expect(await jobs.outcomes('conclude', of(two.id, one.id), dryRun)).toEqual([
      'ok accepted',
      'refused action-not-allowed',
    ]);
    expect(await jobs.outcomes('report', [report, report], dryRun)).toEqual([
      'refused lessons-not-possible',
      'refused lessons-not-possible',
    ]);
    const child = { ...SAID, childId: 'dry' };
    expect(await jobs.outcomes('register', [child, child], dryRun)).toEqual(['ok created', 'ok created']);
    expect(await contents()).toBe(before);
  });

  it('does two thousand items, each once', async () => {
    const COUNT = 2_000;
    const applications = await manyApplications(service, database, COUNT);
    await service.told();
    const job = await jobs.ask('accept', of(...applications));
    expect(await jobs.ended(job)).toMatchObject({ state: 'done', total: COUNT, ok: COUNT, refused: 0, failed: 0 });
    const told = await service.told();
    expect(told.map(({ type }) => type)).toEqual(told.map(() => 'application-accepted'));
    expect(new Set(told.map(({ key }) => key)).size).toBe(COUNT);
  });
});

describe('a list of items', () => {
  it('is refused whole, every fault of it named, and nothing is stored', async () => {
    const answer = await service.post('/bulk-jobs/report', {
      items: [report, { ...report, held: 9 }, { ...report, month: '2020-13', more: 1 }, 7, [report], null],
      dryRun: 'yes',
    });
    expect(answer.status).toBe(400);
    const first = answer.body['errors'] as readonly { pointer: string; code: string }[];
    expect(first.map(({ pointer, code }) => `${pointer} ${code}`).toSorted()).toEqual([
      '/dryRun not-a-flag',
      '/items/2/month not-a-month',
      '/items/2/more unknown-field',
      '/items/3 not-an-object',
      '/items/4 not-an-object',
      '/items/5 not-an-object',
    ]);
    const counts = await service.post('/bulk-jobs/report', { items: [report, { ...report, held: 9 }] });
    expect(counts.body).toMatchObject({ errors: [{ pointer: '/items/1/held', code: 'more-held-than-planned' }] });
    const children = await service.post('/bulk-jobs/register', {
      items: [
        { ...SAID, childId: 'a\u200b' },
        { ...SAID, childId: '1', document: { kind: 'passport', number: '№' } },
      ],
    });
    expect(children.body).toMatchObject({
      errors: [{ pointer: '/items/0/childId' }, { pointer: '/items/1/document/number' }],
    });
    expect((await service.post('/bulk-jobs/accept', { items: of('none') })).body).toMatchObject({
      errors: [{ pointer: '/items/0/applicationId', code: 'not-a-uuid' }],
    });
    expect((await service.get('/bulk-jobs')).body).toEqual({ items: [] });
    expect(await database.query('SELECT FROM enrollment.bulk_items')).toEqual([]);
  });

  it('has one item at least and ten thousand at most', async () => {
    const many = (count: number) => ({ items: Array.from({ length: count }, () => ({ applicationId: NOBODY })) });
    for (const [count, code] of [
      [0, 'too-few'],
      [10_001, 'too-many'],
    ] as const)
      expect((await service.post('/bulk-jobs/accept', many(count))).body).toMatchObject({
        status: 400,
        errors: [{ pointer: '/items', code }],
      });
    const { body } = await service.post('/bulk-jobs/accept', { ...many(10_000), dryRun: true });
    expect(body).toMatchObject({ total: 10_000 });
    await service.post(`/bulk-jobs/${body.id}/cancel`);
  });

  it('names a thousand faults at most', async () => {
    const items = Array.from({ length: 3_000 }, () => ({ ...report, held: 9 }));
    const { body } = await service.post('/bulk-jobs/report', { items });
    expect(body['errors']).toHaveLength(1_000);
  });
});

describe('whoever asks', () => {
  it('is answered with the same job under the same key, and with none for other items', async () => {
    const { id } = await service.apply('1');
    const keyed = { 'idempotency-key': newId() };
    const first = await service.post('/bulk-jobs/accept', { items: of(id) }, keyed);
    await jobs.ended(first.body.id);
    const again = await service.post('/bulk-jobs/accept', { items: of(id) }, keyed);
    expect([again.status, again.body, again.headers['location']]).toEqual([202, first.body, first.headers['location']]);
    expect((await service.post('/bulk-jobs/accept', { items: of(NOBODY) }, keyed)).status).toBe(422);
    expect((await service.get('/bulk-jobs')).body['items']).toHaveLength(1);
  });

  it('sees jobs of its own alone', async () => {
    const { id } = await service.apply('1');
    const job = await jobs.ask('accept', of(id));
    await jobs.ended(job);
    const other = { 'client-name': 'other' };
    expect((await service.get('/bulk-jobs', other)).body).toEqual({ items: [] });
    const none = { status: 404, body: { type: '/problems/unknown-bulk-job' } };
    for (const at of [job, NOBODY, 'none']) {
      expect(await service.get(`/bulk-jobs/${at}`, other)).toMatchObject(none);
      expect(await service.get(`/bulk-jobs/${at}/items`, other)).toMatchObject(none);
      expect(await service.post(`/bulk-jobs/${at}/cancel`, undefined, other)).toMatchObject(none);
    }
  });

  it('cannot cancel what has ended', async () => {
    const job = await jobs.ask('accept', of(NOBODY));
    await jobs.ended(job);
    expect(await service.post(`/bulk-jobs/${job}/cancel`)).toMatchObject({
      status: 409,
      body: { type: '/problems/bulk-job-ended', state: 'done' },
    });
  });
});
