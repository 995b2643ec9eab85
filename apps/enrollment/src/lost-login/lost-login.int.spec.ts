import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Database } from '@lib/database';
import { derivedId } from '@lib/kernel';
import { byName } from '../callers.testing.js';
import { openDatabase, openEnrollment, type RunningEnrollment } from '../enrollment.testing.js';

let database: Database;
let service: RunningEnrollment;

beforeAll(async () => {
  database = await openDatabase();
  service = await openEnrollment(database, 'enrolment', byName);
});
afterAll(async () => {
  await service.close();
  await database.close();
});

const as = (name: string) => ({ authorization: `Bearer ${name}` });
const claim = async (childId: string, name: string): Promise<number> => {
  const asked = { childId, relation: 'guardian' };
  const { code } = (await service.post('/guardianships/codes', asked, as('operator'))).body as unknown as {
    code: string;
  };
  return (await service.post('/guardianships', { code }, as(name))).status;
};
const register = async (name: string, number: string): Promise<string> => {
  const said = {
    lastName: 'Кедрова',
    firstName: 'Анна',
    birthDate: '2012-06-26',
    document: { kind: 'snils', number },
    address: 'Шушенское',
    municipality: 2442,
    category: 'general',
  };
  return (await service.post('/registrations', said, as(name))).body.id;
};
const tell = (name: string) =>
  service.app.inject({
    method: 'PUT',
    url: '/parents/me',
    headers: as(name),
    payload: { lastName: 'Кедрова', firstName: 'Ольга' },
  });
const endAll = async (name: string, headers: Record<string, string> = {}): Promise<any> =>
  (await service.post('/guardianships/end-all', { person: derivedId(name) }, { ...as('operator'), ...headers })).body;
const sees = async (name: string, childId: string): Promise<boolean> =>
  (await service.get(`/children/${childId}`, as(name))).status === 200;

describe('a lost login', () => {
  it('reaches nothing from then on, and everybody else what they had', async () => {
    for (const [child, name] of [
      ['1', 'olga'],
      ['2', 'olga'],
      ['2', 'pyotr'],
    ] as const)
      expect(await claim(child, name)).toBe(201);
    await tell('olga');
    const [lost, other] = [await register('olga', '777-1'), await register('pyotr', '777-2')];
    const application = await service.apply('1');
    expect(await sees('olga', '1')).toBe(true);
    const key = { 'idempotency-key': 'olga' };
    const ended = await endAll('olga', key);
    expect(ended).toEqual({ person: derivedId('olga'), guardianships: 2, registrations: 1, erased: true });
    expect([await sees('olga', '1'), await sees('olga', '2'), await sees('pyotr', '2')]).toEqual([false, false, true]);
    expect((await service.get(`/applications/${application.id}`, as('olga'))).status).toBe(404);
    expect((await service.get('/parents/me', as('olga'))).status).toBe(404);
    expect((await service.get(`/registrations/${lost}`, as('operator'))).body).toMatchObject({
      state: 'refused',
      reason: 'login-lost',
      decidedBy: derivedId('operator'),
    });
    expect((await service.get(`/registrations/${other}`, as('operator'))).body).toMatchObject({ state: 'waiting' });
    expect(await service.application(application.id)).toMatchObject({ state: 'requested' });
    // The same request has the same answer; another one finds nothing left.
    expect(await endAll('olga', key)).toEqual(ended);
    expect(await endAll('olga')).toMatchObject({ guardianships: 0, registrations: 0, erased: false });
  });

  it('is followed by another one, by new codes', async () => {
    expect(await claim('1', 'olga-2')).toBe(201);
    expect([await sees('olga-2', '1'), await sees('olga', '1')]).toEqual([true, false]);
  });

  it('gets nothing by a registration that is confirmed at the same moment', async () => {
    for (let round = 0; round < 5; round++) {
      const name = `vera-${round}`;
      const id = await register(name, `778-${round}`);
      await Promise.all([
        service.post(`/registrations/${id}/confirm`, { childId: `v-${round}`, as: 'new' }, as('operator')),
        endAll(name),
      ]);
      expect(await sees(name, `v-${round}`)).toBe(false);
    }
  });

  it('is ended by the operator or the program of a register, of a person that is named by its code', async () => {
    const ask = async (name: string, person: string): Promise<number> =>
      (await service.post('/guardianships/end-all', { person }, as(name))).status;
    expect(await ask('pyotr', derivedId('pyotr'))).toBe(403);
    expect(await ask('operator', 'pyotr')).toBe(400);
    expect(await sees('pyotr', '2')).toBe(true);
    expect(await ask('program', derivedId('pyotr').toUpperCase())).toBe(200);
    expect(await sees('pyotr', '2')).toBe(false);
  });
});
