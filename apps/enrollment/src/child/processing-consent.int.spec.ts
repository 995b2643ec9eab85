import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Database } from '@lib/database';
import { GROUP, openDatabase, openEnrollment, type RunningEnrollment } from '../enrollment.testing.js';
import { removeChild } from './child.store.js';

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

const paper = { number: '18/2020', signedOn: '2020-09-21' };
const CONSENTS = '/children/1/processing-consents';
const consent = () => service.post(CONSENTS, { textVersion: 'processing-1', paper });
const withdraw = () => service.post(`${CONSENTS}/withdraw`, { paper });
const listed = async (query = '') => (await service.get(`/processing-consents${query}`)).body['items'];
const apply = () => service.post('/applications', { childId: '1', groupId: GROUP, start: '2020-10-02' });

describe('the consent to the processing of a child’s data', () => {
  it('is not needed where the register brought the child: nothing is said, and applications are taken', async () => {
    expect(await listed()).toEqual([]);
    expect((await apply()).body).toMatchObject({ state: 'requested' });
  });

  it('is recorded with its paper, and the answer that is kept for the key does not have that', async () => {
    const { body } = await consent();
    const said = { childId: '1', standing: 'given', textVersion: 'processing-1', how: 'paper' };
    expect(body).toEqual({ ...said, holderId: body.holderId, at: '2020-09-21T05:00:00.000Z' });
    expect(await listed()).toMatchObject([{ ...said, paper }]);
    const rows = await database.query<{ row: string }>('SELECT k::text AS row FROM enrollment.processing_consents k');
    expect(rows.filter(({ row }) => row.includes(paper.number))).toEqual([]);
  });

  it('can be withdrawn: no new application is taken, what there is goes on, and the operator sees it', async () => {
    const { body: application } = await apply();
    await service.act(application.id, 'accept');
    await consent();
    expect((await withdraw()).body).toMatchObject({ standing: 'withdrawn' });
    const refused = await service.post('/applications', { childId: '1', groupId: GROUP, start: '2020-11-02' });
    expect(refused.body).toMatchObject({ type: '/problems/processing-consent-withdrawn', status: 409 });
    expect((await service.get('/applications?childId=1')).body['items']).toHaveLength(1);
    const quote = await service.get(`/quotes?childId=1&groupId=${GROUP}&start=2020-11-02`);
    expect(quote.body).toMatchObject({ possible: false, reason: 'processing-consent-withdrawn' });
    expect((await service.act(application.id, 'conclude')).body).toMatchObject({ awaiting: 'enrolment' });
    expect(await listed('?standing=withdrawn')).toMatchObject([{ childId: '1' }]);
    expect(await listed('?standing=given')).toEqual([]);
  });

  it('can be withdrawn where it was never given, and given anew', async () => {
    await withdraw();
    expect((await apply()).status).toBe(409);
    await consent();
    expect((await apply()).status).toBe(201);
    expect(await listed('?childId=1')).toMatchObject([{ standing: 'given' }]);
  });

  it('is of one child, which is there', async () => {
    await withdraw();
    expect((await service.apply('2')).state).toBe('requested');
    const unknown = await service.post('/children/none/processing-consents', { textVersion: 'processing-1', paper });
    expect(unknown.body).toMatchObject({ type: '/problems/unknown-child', status: 404 });
  });

  it.each([
    ['paper-needed', {}],
    ['signed-after-today', { paper: { ...paper, signedOn: '2020-09-22' } }],
  ])('is not taken: %s', async (why, said) => {
    for (const { body } of [
      await service.post(CONSENTS, { textVersion: 'processing-1', ...said }),
      await service.post(`${CONSENTS}/withdraw`, said),
    ])
      expect(body).toMatchObject({ type: '/problems/consent-not-possible', status: 422, why });
  });

  it('is listed page by page', async () => {
    for (const child of ['1', '2', '3'])
      await service.post(`/children/${child}/processing-consents/withdraw`, { paper });
    const first = (await service.get('/processing-consents?limit=2')).body;
    expect(first['items']).toMatchObject([{ childId: '1' }, { childId: '2' }]);
    expect(await listed(`?limit=2&cursor=${String(first['next'])}`)).toMatchObject([{ childId: '3' }]);
  });

  it('goes with the child', async () => {
    const { holderId } = (await consent()).body;
    await database.transaction((tx) => removeChild(tx, holderId ?? ''));
    expect(await database.query('SELECT FROM enrollment.processing_consents')).toEqual([]);
  });
});
