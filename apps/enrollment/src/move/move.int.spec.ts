import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Database } from '@lib/database';
import { GROUP, PROGRAMME, openDatabase, openEnrollment, type RunningEnrollment } from '../enrollment.testing.js';

let database: Database;
let service: RunningEnrollment;
beforeAll(async () => {
  database = await openDatabase();
  service = await openEnrollment(database);
  await service.programme({ financingProgramme: 'shushenskoye-2020', municipality: 2443 });
  await service.programme({
    financingProgramme: 'shushenskoye-2019',
    municipality: 2444,
    from: '2019-10-01',
    toExclusive: '2020-01-01',
  });
});
afterAll(async () => {
  await service.close();
  await database.close();
});

const move = async (childId: string, municipality: number, headers: Record<string, string> = {}): Promise<any> =>
  (await service.post(`/children/${childId}/move`, { municipality }, headers)).body;
const card = async (childId: string): Promise<any> =>
  (await service.get(`/children/${childId}/card?why=correction`)).body;
/** A contract, with its certificate of 2442. */
const contract = async (childId: string): Promise<string> => {
  const { id } = await service.apply(childId);
  await service.act(id, 'accept');
  await service.act(id, 'conclude');
  const application = await service.application(id);
  await service.deliver(service.fundsReserved(application));
  await database.query('INSERT INTO enrollment.certificates VALUES ($1, $2)', [application.holderId, PROGRAMME]);
  return id;
};
const none = { count: 0, items: [] };

describe('a child that moves to another municipality', () => {
  it('lives there, and nothing of elsewhere stands where there was nothing', async () => {
    await service.importChildren('m-1,2008-06-26,2442,ovz');
    const before = await card('m-1');
    const moved = await move('m-1', 2443);
    expect(moved).toEqual({
      childId: 'm-1',
      holderId: before.holderId,
      municipality: 2443,
      changed: true,
      hasProgramme: true,
      openApplications: none,
      contracts: none,
      certificates: [],
    });
    expect(await card('m-1')).toEqual({ ...before, municipality: 2443 });
    expect(await move('m-1', 2443)).toEqual({ ...moved, changed: false });
  });

  it('is told which contracts and certificates of elsewhere stand, which go on', async () => {
    const id = await contract('1');
    const moved = await move('1', 2443);
    expect(moved).toMatchObject({
      contracts: { count: 1, items: [{ id, terms: ['municipality'] }] },
      certificates: [{ financingProgramme: PROGRAMME, municipality: 2442, toExclusive: '2021-01-01' }],
    });
    expect(await service.application(id)).toMatchObject({ state: 'enrolled', financingProgramme: PROGRAMME });
    // Back again nothing is elsewhere.
    expect(await move('1', 2442)).toMatchObject({ changed: true, contracts: none, certificates: [] });
    // And a certificate whose period is over binds nobody.
    service.date('2021-01-01');
    expect(await move('1', 2443)).toMatchObject({ certificates: [], hasProgramme: false });
    service.date('2020-09-21');
  });

  it('may go where no programme is known, or none that is not over', async () => {
    await service.importChildren('m-2,2008-06-26,2442,general');
    expect(await move('m-2', 2444)).toMatchObject({ changed: true, hasProgramme: false });
    expect(await move('m-2', 9999)).toMatchObject({ changed: true, hasProgramme: false });
    const refused = await service.post('/applications', { childId: 'm-2', groupId: GROUP, start: '2020-10-02' });
    expect(refused.body).toMatchObject({ state: 'refused', reason: 'no-financing-programme' });
  });

  it('leaves the same as a file of the register that names another municipality', async () => {
    await service.importChildren('m-3,2008-06-26,2442,general', 'm-4,2008-06-26,2442,general');
    const [one, another] = [await service.apply('m-3'), await service.apply('m-4')];
    const moved = await move('m-3', 2443);
    const { touched } = (await service.importChildren('m-4,2008-06-26,2443,general')).body as any;
    const without = (id: string, what: object): unknown => JSON.parse(JSON.stringify(what).replaceAll(id, 'id'));
    expect(without(one.id, { openApplications: moved.openApplications, contracts: moved.contracts })).toEqual(
      without(another.id, touched),
    );
    expect(touched.openApplications.count).toBe(1);
    const stored = await database.query(
      'SELECT municipality, registered_at FROM enrollment.children WHERE holder_id = ANY($1::uuid[])',
      [[one.holderId, another.holderId]],
    );
    expect(stored[0]).toEqual(stored[1]);
    // The family confirms the terms of the new municipality.
    const confirmed = await service.act(one.id, 'confirm');
    expect(confirmed.body).toMatchObject({ state: 'requested', financingProgramme: 'shushenskoye-2020' });
  });

  it('moves once for a key, and the answer that is kept does not name it', async () => {
    await service.importChildren('m-777005,2008-06-26,2442,general');
    const key = { 'idempotency-key': 'move m-777005' };
    const first = await move('m-777005', 2443, key);
    await move('m-777005', 2442);
    expect(await move('m-777005', 2443, key)).toEqual(first);
    expect(await card('m-777005')).toMatchObject({ municipality: 2442 });
    const kept = JSON.stringify(await database.query('SELECT k::text FROM enrollment.idempotency_keys k'));
    expect(kept).toContain(first.holderId);
    expect(kept).not.toContain('m-777005');
  });

  it('is one that the register has', async () => {
    expect(await move('nobody', 2443)).toMatchObject({ type: '/problems/unknown-child', status: 404 });
    expect(await move('m-1', -1)).toMatchObject({ status: 400 });
  });
});
