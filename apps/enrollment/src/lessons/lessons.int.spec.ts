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
    service.date('2020-10-05');
    await service.told();
    expect(await service.post('/lessons', report)).toMatchObject({ status: 201, body: { ...report, contracts: 2 } });
    expect((await service.told()).map(({ type, key, data }) => [type, key, data])).toEqual(
      [enrolled, waiting].map(({ id, holderId }) => [
        'lessons-reported',
        holderId,
        { contract: id, holder: holderId, on: '2020-10-05', group: GROUP, month: '2020-10', held: 6, planned: 8 },
      ]),
    );

    service.date('2020-11-02');
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

  // The account takes no note of months that a notice has ended: they were paid in full after the revocation.
  it('is told again to a contract whose notice is revoked', async () => {
    const application = await service.apply('1');
    await service.act(application.id, 'accept');
    await service.act(application.id, 'conclude');
    await service.deliver(service.fundsReserved(application));
    service.date('2020-11-01');
    await service.act(application.id, 'terminate', { by: 'family', on: '2020-10-31' });
    await service.post('/lessons', { ...report, month: '2020-11' });
    await service.act(application.id, 'revoke-notice');
    await service.told();
    const revoked = { revocation: 0, lastDay: '2020-12-30', reserved: 1, debited: 0 };
    const answer = service.fromAccount(application, 'notice-revoked', revoked);
    await service.deliver(answer);
    await service.deliver(answer);
    expect((await service.told()).map(({ type, data }) => [type, data])).toMatchObject([
      ['notice-revoked', { contract: application.id }],
      ['lessons-reported', { contract: application.id, on: '2020-11-01', month: '2020-11', held: 6, planned: 8 }],
    ]);
  });

  it('is taken once per group and month', async () => {
    service.date('2020-11-02');
    expect((await service.post('/lessons', report)).status).toBe(201);
    expect(await service.post('/lessons', { ...report, held: 7 })).toMatchObject({
      status: 409,
      body: { type: '/problems/already-reported', groupId: GROUP, month: '2020-10' },
    });
    expect((await service.post('/lessons', { ...report, month: '2020-11' })).status).toBe(201);
  });

  it('is the same report under the same key', async () => {
    const key = { 'idempotency-key': newId() };
    service.date('2020-10-05');
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
    [{ ...report, planned: 310, held: 310 }, 201, []],
    [{ ...report, planned: 311 }, 400, ['/planned too-large']],
    [{ ...report, held: Number.MAX_SAFE_INTEGER }, 400, ['/held more-held-than-planned']],
    [{ ...report, groupId: 'nothing' }, 422, []],
    // The lessons of a year nobody taught, and of one that nobody knows, were taken and could not be taken back.
    [{ ...report, month: '1999-01' }, 422, ['/month month-outside-group']],
    [{ ...report, month: '2020-09' }, 422, ['/month month-outside-group']],
    [{ ...report, month: '2020-11' }, 422, ['/month month-not-begun']],
    [{ ...report, month: '2030-05' }, 422, ['/month month-not-begun', '/month month-outside-group']],
  ])('%j: %i %j', async (body, status, faults) => {
    service.date('2020-10-05');
    const answer = await service.post('/lessons', body);
    const errors = (answer.body.errors ?? []) as { pointer: string; code: string }[];
    expect([answer.status, errors.map(({ pointer, code }) => `${pointer} ${code}`).sort()]).toEqual([status, faults]);
  });
});

describe('the month of a report', () => {
  const reported = async (month: string, on: string): Promise<number> => {
    service.date(on);
    return (await service.post('/lessons', { ...report, month })).status;
  };
  const enrolledIn = async (start: string): Promise<string> => {
    const { id } = await service.apply('1', { start });
    await service.act(id, 'accept');
    await service.act(id, 'conclude');
    await service.deliver(service.fundsReserved(await service.application(id)));
    return id;
  };

  it('begins where the contracts of the group live', async () => {
    await enrolledIn('2020-10-02');
    await service.database.query(
      `INSERT INTO enrollment.programmes (financing_programme, municipality, time_zone, period_from, to_exclusive,
         reserve_at, certificate_groups)
       VALUES ('far-2020', 1, 'Asia/Kamchatka', '2020-10-01', '2021-01-01', 'enrolment', '{general}')`,
    );
    // 23:30 of 31 October in Krasnoyarsk, 1 November already in Kamchatka.
    service.at('2020-10-31T23:30:00+07:00');
    expect(await service.post('/lessons', { ...report, month: '2020-11' })).toMatchObject({
      status: 422,
      body: { type: '/problems/lessons-not-possible', groupId: GROUP, month: '2020-11' },
    });
    service.at('2020-11-01T00:30:00+07:00');
    expect((await service.post('/lessons', { ...report, month: '2020-11' })).status).toBe(201);
  });

  it('of a group without contracts begins where the programmes of the region are, or else in UTC', async () => {
    service.at('2020-11-01T00:30:00+07:00');
    expect((await service.post('/lessons', { ...report, month: '2020-11' })).status).toBe(201);
    await service.database.query('DELETE FROM enrollment.programmes');
    service.at('2020-12-01T00:30:00+07:00');
    expect((await service.post('/lessons', { ...report, month: '2020-12' })).status).toBe(422);
  });

  it('may be one of a contract that was concluded on other dates of the group, also after a notice', async () => {
    const id = await enrolledIn('2020-10-02');
    await service.group({ firstDay: '2020-12-01', lastDay: '2020-12-30' });
    expect(await reported('2020-10', '2020-10-05')).toBe(201);
    await service.act(id, 'terminate', { by: 'family' });
    expect(await reported('2020-11', '2020-11-05')).toBe(201);
    await service.group({ firstDay: '2020-10-02', lastDay: '2020-10-30' });
    expect(await reported('2020-12', '2020-12-05')).toBe(201);
    expect(await reported('2021-01', '2021-01-05')).toBe(422);
  });

  it('is not one of a contract that was withdrawn', async () => {
    const id = await enrolledIn('2020-11-20');
    await service.act(id, 'terminate', { by: 'family' });
    expect((await service.application(id)).state).toBe('withdrawn');
    await service.group({ firstDay: '2020-10-02', lastDay: '2020-10-30' });
    expect(await reported('2020-11', '2020-11-21')).toBe(422);
  });
});
