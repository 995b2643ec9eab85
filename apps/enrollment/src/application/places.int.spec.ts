import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Database } from '@lib/database';
import { openDatabase, openEnrollment, type RunningEnrollment } from '../enrollment.testing.js';

let database: Database;
let service: RunningEnrollment;
beforeAll(async () => {
  database = await openDatabase();
});
beforeEach(async () => {
  service = await openEnrollment(database, 'application');
});
afterEach(() => service.close());
afterAll(() => database.close());

const RACERS = 32;
const racers = Array.from({ length: RACERS }, (_, index) => `r${index}`);
const outcomes = (applications: readonly { state: string; reason: string | null }[]) =>
  Object.fromEntries(
    [...Map.groupBy(applications, ({ state, reason }) => reason ?? state)].map(([outcome, all]) => [
      outcome,
      all.length,
    ]),
  );

describe('on a PostgreSQL server, 32 at a time', () => {
  it('the last place is taken once', async () => {
    await service.importChildren(...racers.map((child) => `${child},2008-06-26,2442,general`));
    await service.group({ places: 3 });
    await service.apply('1');
    await service.apply('2');
    const applications = await Promise.all(racers.map((child) => service.apply(child)));
    expect(outcomes(applications)).toEqual({ requested: 1, 'group-full': RACERS - 1 });
    expect((await service.told()).filter(({ type }) => type === 'application-submitted')).toHaveLength(3);
  });

  it('a child comes into a module once, whichever group it asks for', async () => {
    for (const groupId of racers) await service.group({ groupId });
    const applications = await Promise.all(racers.map((groupId) => service.apply('1', { groupId })));
    expect(outcomes(applications)).toEqual({ requested: 1, 'already-in-module': RACERS - 1 });
  });

  it('children and groups crosswise do not block each other', async () => {
    for (const groupId of ['a', 'b', 'c', 'd']) await service.group({ groupId, moduleId: groupId, places: 100 });
    const pairs = racers.map((_, index) => [String((index % 3) + 1), 'abcd'.charAt(index % 4)] as const);
    const applications = await Promise.all(pairs.map(([child, groupId]) => service.apply(child, { groupId })));
    expect(outcomes(applications)).toEqual({ requested: 12, 'already-in-module': RACERS - 12 });
  });

  it('one of several actions on an application is taken', async () => {
    const { id } = await service.apply('1');
    const application = await service.application(id);
    await service.deliver(service.fundsReserved(application));
    await service.told();
    const answers = await Promise.all(
      racers.map((_, index) => service.act(id, ['accept', 'refuse', 'withdraw'][index % 3] ?? 'accept')),
    );
    const told = (await service.told()).map(({ type }) => type);
    // A withdrawal may follow an acceptance; nothing follows a refusal or a withdrawal.
    expect([
      ['application-accepted', 'application-withdrawn'],
      ['application-refused'],
      ['application-withdrawn'],
    ]).toContainEqual(told);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(told.length);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(RACERS - told.length);
  });

  it('an answer that is delivered 32 times at once has its effect once', async () => {
    const wire = service.fundsReserved(await service.apply('1'));
    await Promise.all(racers.map(() => service.deliver(wire)));
    expect(
      await database.query('SELECT count(*) AS taken FROM enrollment.inbox WHERE message_id = $1', [
        wire.headers.ce_id,
      ]),
    ).toEqual([{ taken: 1 }]);
  });

  it('every contract is told a report of lessons, at the report or at its conclusion', async () => {
    await service.importChildren(...racers.map((child) => `${child},2008-06-26,2442,general`));
    await service.group({ places: 100 });
    const ids = await Promise.all(
      racers.map(async (child) => {
        const application = await service.apply(child);
        await service.deliver(service.fundsReserved(application));
        await service.act(application.id, 'accept');
        return application.id;
      }),
    );
    service.date('2020-10-05');
    await service.told();
    const report = { groupId: '700000', month: '2020-10', held: 6, planned: 8 };
    const half = RACERS / 2;
    await Promise.all([
      ...ids.slice(0, half).map((id) => service.act(id, 'conclude')),
      service.post('/lessons', report),
      ...ids.slice(half).map((id) => service.act(id, 'conclude')),
    ]);
    const told = (await service.told()).flatMap(({ type, data }) =>
      type === 'lessons-reported' || (type === 'contract-concluded' && data.completeness.length > 0)
        ? [data.contract]
        : [],
    );
    expect(told.toSorted()).toEqual(ids.toSorted());
  });

  it('applications and the end of the period meet without a deadlock, and nothing stays open', async () => {
    await service.programme({ reserveAt: 'enrolment' });
    await service.importChildren(...racers.map((child) => `${child},2008-06-26,2442,general`));
    await service.group({ places: 100 });
    await service.runJobs();
    const ids = await Promise.all(racers.map(async (child) => (await service.apply(child)).id));
    service.date('2020-12-31');
    await service.runJobs();
    const jobs = Promise.resolve().then(() => {
      service.date('2021-01-01');
      return service.runJobs();
    });
    await Promise.all([jobs, ...ids.map((id, index) => service.act(id, index % 2 ? 'accept' : 'withdraw'))]);
    expect((await service.get('/applications?state=accepted')).body.items).toEqual([]);
    expect((await service.get('/applications?state=requested')).body.items).toEqual([]);
  });

  it('two imports of the same new children create each once', async () => {
    const rows = racers.map((child) => `${child},2008-06-26,2442,general`);
    const reports = await Promise.all(Array.from({ length: 4 }, () => service.importChildren(...rows)));
    const created = reports.map(({ body }) => (body.changed as { created: number }).created);
    expect(created.filter((count) => count > 0)).toEqual([RACERS]);
  });
});
