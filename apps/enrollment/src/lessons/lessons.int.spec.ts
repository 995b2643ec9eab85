import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Database } from '@lib/database';
import { newId } from '@lib/kernel';
import { GROUP, openDatabase, openEnrollment, type RunningEnrollment } from '../enrollment.testing.js';

let service: RunningEnrollment;
let database: Database;
beforeAll(async () => {
  database = await openDatabase();
});
beforeEach(async () => {
  service = await openEnrollment(database);
});
afterAll(() => database.close());
afterEach(() => service.close());

const report = { groupId: GROUP, month: '2020-10', held: 6, planned: 8 };

describe('a report of lessons', () => {
  it('is told to each contract of the group, and to the later ones with their conclusion', async () => {
    const [enrolled, waiting, requested] = [
      await service.apply('1'),
      await service.apply('2'),
      await service.apply('3'),
    ];
    for (const { id } of [enrolled, waiting]) {
      await service.act(id, 'accept');
      await service.act(id, 'conclude');
    }
    await service.deliver(service.fundsReserved(enrolled));
    await service.told();
    expect(await service.post('/lessons', report)).toMatchObject({ status: 201, body: { ...report, contracts: 2 } });
    expect((await service.told()).map(({ type, key, data }) => [type, key, data])).toEqual(
      [enrolled, waiting].map(({ id, holderId }) => [
        'lessons-reported',
        holderId,
        { contract: id, holder: holderId, on: '2020-09-21', group: GROUP, month: '2020-10', held: 6, planned: 8 },
      ]),
    );

    await service.post('/lessons', { ...report, month: '2020-11', held: 0 });
    await service.told();
    await service.act(requested.id, 'accept');
    await service.act(requested.id, 'conclude');
    await service.deliver(service.fundsReserved(requested));
    expect((await service.told()).at(-1)).toMatchObject({
      type: 'contract-concluded',
      data: {
        contract: requested.id,
        completeness: [
          { month: '2020-10', held: 6, planned: 8 },
          { month: '2020-11', held: 0, planned: 8 },
        ],
      },
    });
  });

  it('a terminated contract is told as well, a withdrawn one not', async () => {
    const [terminated, withdrawn] = [await service.apply('1'), await service.apply('2')];
    await service.act(withdrawn.id, 'withdraw');
    await service.act(terminated.id, 'accept');
    await service.act(terminated.id, 'conclude');
    await service.deliver(service.fundsReserved(terminated));
    service.date('2020-10-05');
    await service.act(terminated.id, 'terminate', { by: 'family' });
    expect((await service.post('/lessons', report)).body.contracts).toBe(1);
    expect((await service.told()).at(-1)).toMatchObject({ data: { contract: terminated.id, on: '2020-10-05' } });
  });

  it('is taken once per group and month', async () => {
    expect((await service.post('/lessons', report)).status).toBe(201);
    expect(await service.post('/lessons', { ...report, held: 7 })).toMatchObject({
      status: 409,
      body: { type: '/problems/already-reported', groupId: GROUP, month: '2020-10' },
    });
    expect((await service.post('/lessons', { ...report, month: '2020-11' })).status).toBe(201);
  });

  it('is the same report under the same key', async () => {
    const key = { 'idempotency-key': newId() };
    expect((await service.post('/lessons', report, key)).status).toBe(201);
    const again = await service.post('/lessons', report, key);
    expect([again.status, again.headers['idempotency-hit']]).toEqual([201, 'true']);
  });

  it.each([
    [{ ...report, held: 8 }, 201, []],
    [{ ...report, held: 0 }, 201, []],
    [{ ...report, held: 9 }, 400, ['/held more-held-than-planned']],
    [{ ...report, planned: 0, held: 0 }, 400, ['/planned too-small']],
    [
      { month: '2020-13', held: -1, planned: 1.5 },
      400,
      ['/groupId required', '/held too-small', '/month not-a-month', '/planned not-a-whole-number'],
    ],
    [{ ...report, groupId: 'nothing' }, 422, []],
  ])('%j: %i %j', async (body, status, faults) => {
    const answer = await service.post('/lessons', body);
    const errors = (answer.body.errors ?? []) as { pointer: string; code: string }[];
    expect([answer.status, errors.map(({ pointer, code }) => `${pointer} ${code}`).sort()]).toEqual([status, faults]);
  });
});
