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

const OLGA = {
  lastName: 'Зверева',
  firstName: 'Ольга',
  middleName: 'Сергеевна',
  document: { kind: 'passport', number: '04 12 700700' },
  phone: '+7 391 200-70-70',
  email: 'zvereva@example.org',
};
const MARIA = {
  lastName: 'Зверева',
  firstName: 'Мария',
  birthDate: '2012-06-26',
  document: { kind: 'birth-certificate', number: 'II-БА 700700' },
  address: 'Минусинск, ул. Садовая, 7',
  municipality: 2442,
  category: 'general',
};
const as = (name: string) => ({ authorization: `Bearer ${name}` });
const tell = async (name: string, body: object, headers: object = {}) => {
  const answer = await service.app.inject({
    method: 'PUT',
    url: '/parents/me',
    headers: { ...as(name), ...headers },
    payload: body,
  });
  return { status: answer.statusCode, tag: String(answer.headers['etag']), body: answer.json<Record<string, any>>() };
};
const me = (name: string) => service.get('/parents/me', as(name));
const copyOf = async (name: string): Promise<any> => (await service.get('/parents/me/copy', as(name))).body;
const erase = (name: string, headers: Record<string, string> = {}) =>
  service.post('/parents/me/erase', undefined, { ...as(name), ...headers });
const register = async (name: string, child: object = MARIA): Promise<string> =>
  (await service.post('/registrations', child, as(name))).body.id;
const guardians = async (childId: string, name: string): Promise<any> =>
  (await service.get(`/children/${childId}/guardians?why=appeal`, as(name))).body;
const rows = async (table: string): Promise<string> =>
  JSON.stringify(await database.query(`SELECT t::text FROM enrollment.${table} t`));

describe('a parent says who it is', () => {
  it('and sees it, as nobody else does by this address', async () => {
    expect((await me('olga')).body).toMatchObject({ type: '/problems/unknown-parent', status: 404 });
    const told = await tell('olga', OLGA);
    expect(told).toMatchObject({ status: 201, body: { ...OLGA, toldAt: expect.any(String) } });
    const seen = await me('olga');
    expect(seen.body).toEqual(told.body);
    expect(seen.headers['etag']).toBe(told.tag);
    expect((await me('boris')).status).toBe(404);
    expect((await me('operator')).status).toBe(403);
    expect((await me('program')).status).toBe(403);
  });

  it('and asks for mail with an address to which it can go, or not at all', async () => {
    const lena = { lastName: 'Ким', firstName: 'Елена' };
    expect((await tell('lena', { ...lena, mailNews: true })).body).toMatchObject({
      status: 400,
      errors: [{ pointer: '/email', code: 'required' }],
    });
    for (const email of ['lena', 'lena@example.org, other@example.org', 'lena@example.org\nBcc: a@b.example'])
      expect((await tell('lena', { ...lena, email, mailNews: true })).status).toBe(400);
    const asked = { ...lena, email: 'lena@example.org', mailNews: true };
    expect((await tell('lena', asked)).body).toMatchObject(asked);
    expect((await erase('lena')).status).toBe(200);
  });

  it('and corrects it by the version that it has seen', async () => {
    const { tag } = await tell('vera', { lastName: 'Ли', firstName: 'Вера', phone: '1' }, { 'if-none-match': '*' });
    const named = { lastName: 'Ли', firstName: 'Вера', email: 'vera@example.org' };
    expect((await tell('vera', named)).body).toMatchObject({ type: '/problems/version-needed', status: 428 });
    for (const headers of [{ 'if-match': '"another"' }, { 'if-match': `W/${tag}` }, { 'if-none-match': '*' }])
      expect((await tell('vera', named, headers)).body).toMatchObject({
        type: '/problems/version-not-seen',
        status: 412,
      });
    const corrected = await tell('vera', named, { 'if-match': `"x", ${tag}` });
    expect([corrected.status, corrected.tag === tag]).toEqual([200, false]);
    // What is left out is gone.
    expect((await me('vera')).body).toEqual({ ...named, toldAt: corrected.body['toldAt'] });
    expect((await tell('vera', OLGA, { 'if-match': tag })).status).toBe(412);
    expect((await tell('vera', named, { 'if-match': '*' })).status).toBe(200);
    expect((await tell('nobody', named, { 'if-match': '*' })).status).toBe(412);
    expect((await tell('nobody', named, { 'if-none-match': '"x"' })).body).toMatchObject({
      status: 400,
      errors: [{ pointer: 'If-None-Match' }],
    });
  });

  it('once, of two who say it at the same time', async () => {
    const both = await Promise.all(['1', '2'].map((phone) => tell('galina', { ...OLGA, phone })));
    expect(new Set(both.map(({ status }) => status))).toEqual(new Set([201, 428]));
  });

  it('with every fault named', async () => {
    const { body } = await tell('dina', { firstName: '', document: { kind: 'birth-certificate' }, role: 'operator' });
    expect(body['errors'].map(({ pointer }: { pointer: string }) => pointer).toSorted()).toEqual([
      '/document/kind',
      '/document/number',
      '/firstName',
      '/lastName',
      '/role',
    ]);
  });

  it('which lies sealed alone', async () => {
    for (const table of ['parents', 'people', 'reads', 'idempotency_keys', 'outbox'])
      expect(await rows(table)).not.toMatch(/Зверева|700700|200-70-70|zvereva/);
  });
});

describe('who a parent is', () => {
  it('is shown to the operator with its registration, and recorded as read of the parent', async () => {
    const id = await register('olga');
    const ofOperator = (await service.get(`/registrations/${id}`, as('operator'))).body;
    expect(ofOperator).toMatchObject({ said: MARIA, parent: OLGA });
    expect((await service.get(`/registrations/${id}`, as('olga'))).body).not.toHaveProperty('parent');
    expect((await copyOf('olga')).reads).toMatchObject([
      { what: 'copy', why: 'family', by: { roles: ['parent'] } },
      { what: 'parent', why: 'registration', by: { kind: 'person', roles: ['operator'] } },
      { what: 'parent', why: 'family' },
    ]);
    // Who says nothing is not shown.
    const silent = await register('egor', { ...MARIA, document: { ...MARIA.document, number: 'II-БА 700701' } });
    expect((await service.get(`/registrations/${silent}`, as('program'))).body).not.toHaveProperty('parent');
    await service.post(`/registrations/${id}/confirm`, { childId: '24-700', as: 'new' }, as('operator'));
  });

  it('is shown to the operator with the child, and not to the family', async () => {
    const { code } = (
      await service.post('/guardianships/codes', { childId: '24-700', relation: 'guardian' }, as('operator'))
    ).body as unknown as { code: string };
    await service.post('/guardianships', { code }, as('egor'));
    const [first, second] = (await guardians('24-700', 'operator')).items;
    expect(first).toMatchObject({ relation: 'guardian', person: derivedId('olga'), parent: OLGA });
    expect(second).toMatchObject({ relation: 'guardian', person: derivedId('egor') });
    expect(second).not.toHaveProperty('parent');
    expect((await guardians('24-700', 'egor')).items).toEqual(
      [first, second].map(({ relation, since }) => ({ relation, since })),
    );
    expect((await service.get('/children/24-700/guardians', as('operator'))).body).toMatchObject({
      type: '/problems/purpose-missing',
    });
    expect((await service.get('/children/24-700/guardians', as('stranger'))).status).toBe(404);
    const looks = (await service.get('/children/24-700/reads', as('olga'))).body['items'] as any[];
    expect(looks.map(({ what, why }) => `${what} ${why}`)).toEqual(
      expect.arrayContaining(['guardians appeal', 'guardians family']),
    );
    expect((await copyOf('olga')).reads).toContainEqual(expect.objectContaining({ what: 'parent', why: 'appeal' }));
    // A guardianship that the operator ends by what it has seen here.
    await service.post(`/guardianships/${second.guardianship}/end`, undefined, as('operator'));
    expect((await guardians('24-700', 'operator')).items).toHaveLength(1);
  });

  it('is not told where it cannot be recorded who asked', async () => {
    await database.query('ALTER TABLE enrollment.reads RENAME TO reads_away');
    const answers = [
      await service.get('/children/24-700/guardians?why=appeal', as('operator')),
      await me('olga'),
      await service.get('/parents/me/copy', as('olga')),
    ];
    await database.query('ALTER TABLE enrollment.reads_away RENAME TO reads');
    for (const { status, body } of answers) {
      expect(status).toBeGreaterThanOrEqual(500);
      expect(JSON.stringify(body)).not.toContain('Зверева');
    }
  });
});

describe('a copy of what is held on a parent', () => {
  it('has all of it, and nothing of others', async () => {
    await service.post('/children/24-700/processing-consents', { textVersion: 'processing-1' }, as('olga'));
    const copy = await copyOf('olga');
    expect(copy).toMatchObject({
      parent: OLGA,
      guardianships: [{ childId: '24-700', relation: 'guardian', endedAt: null }],
      registrations: [{ state: 'confirmed' }],
      consents: [{ of: 'processing', holderId: copy.guardianships[0].holderId }],
    });
    expect(await copyOf('egor')).toMatchObject({
      guardianships: [{ childId: '24-700', endedAt: expect.any(String) }],
      registrations: [{ state: 'waiting' }],
      consents: [],
    });
    const none = await copyOf('stranger');
    expect(none).toEqual({ guardianships: [], registrations: [], consents: [], reads: [expect.anything()] });
  });
});

describe('what a parent has said of itself is erased', () => {
  it('at once, when the parent asks; its children and its registrations stay', async () => {
    const waiting = await register('olga', { ...MARIA, document: { ...MARIA.document, number: 'II-БА 700702' } });
    const key = { 'idempotency-key': 'erase olga' };
    const erased = await erase('olga', key);
    expect(erased).toMatchObject({ status: 200, body: { erasedAt: expect.any(String) } });
    expect((await me('olga')).status).toBe(404);
    expect(
      (await database.query('SELECT FROM enrollment.people WHERE holder_id = $1', [derivedId('olga')])).length,
    ).toBe(0);
    expect((await erase('olga', key)).body).toEqual(erased.body);
    expect((await erase('olga')).body).toMatchObject({ type: '/problems/unknown-parent' });
    expect((await service.get('/children/24-700', as('olga'))).status).toBe(200);
    const seen = (await service.get(`/registrations/${waiting}`, as('operator'))).body;
    expect(seen).toMatchObject({ state: 'waiting' });
    expect(seen).not.toHaveProperty('parent');
    // It may say it again, under another key and as another version.
    expect((await tell('olga', OLGA)).status).toBe(201);
  });
});
