import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Database } from '@lib/database';
import { calendarDate, derivedId, type Clock } from '@lib/kernel';
import { byName } from '../callers.testing.js';
import { openDatabase, openEnrollment, type RunningEnrollment } from '../enrollment.testing.js';
import { Vault } from '../vault/vault.js';
import { refuseUndecided } from './registration.jobs.js';

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
const numbered = (number: string, changed: object = {}) => ({
  ...CHILD,
  document: { ...CHILD.document, number },
  ...changed,
});
const as = (name: string) => ({ authorization: `Bearer ${name}` });
const register = (name: string, child: object = CHILD) => service.post('/registrations', child, as(name));
const registered = async (name: string, child: object = CHILD): Promise<string> => {
  const { status, body } = await register(name, child);
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body.id;
};
const one = async (id: string, name = 'operator') => (await service.get(`/registrations/${id}`, as(name))).body;
const confirm = (id: string, childId: string, how = 'new', name = 'operator') =>
  service.post(`/registrations/${id}/confirm`, { childId, as: how }, as(name));
const refuse = (id: string, reason = 'not-as-in-the-document') =>
  service.post(`/registrations/${id}/refuse`, { reason }, as('operator'));
const card = async (childId: string, name = 'operator') =>
  (await service.get(`/children/${childId}/card?why=appeal`, as(name))).body;
const count = async (what: string): Promise<number> => (await database.query(`SELECT FROM enrollment.${what}`)).length;
/** Every row that a registration leaves anywhere. */
const all = async (): Promise<string> => {
  const tables = ['people', 'children', 'registrations', 'guardianships', 'idempotency_keys', 'reads', 'outbox'];
  const rows = await Promise.all(tables.map((table) => database.query(`SELECT t::text FROM enrollment.${table} t`)));
  return JSON.stringify(rows);
};

describe('a child that its parent registers', () => {
  it('is the parent’s when the operator confirms it, with what was said in its card', async () => {
    const asked = await register('anna');
    expect(asked).toMatchObject({
      status: 201,
      headers: { location: `/registrations/${asked.body.id}` },
      body: { state: 'waiting', holderId: null, decidedAt: null },
    });
    const { id } = asked.body;
    expect(await one(id, 'anna')).toMatchObject({ said: CHILD });
    expect(await one(id, 'anna')).not.toHaveProperty('similar');
    expect((await service.get('/children/24-1', as('anna'))).status).toBe(404);
    const confirmed = await confirm(id, '24-1');
    expect(confirmed).toMatchObject({ status: 200, body: { state: 'confirmed', decidedBy: derivedId('operator') } });
    expect((await service.get('/children/24-1', as('anna'))).body).toMatchObject({
      childId: '24-1',
      holderId: confirmed.body.holderId,
    });
    expect(await card('24-1', 'anna')).toMatchObject({ childId: '24-1', ...CHILD });
    expect(await one(id, 'anna')).toMatchObject({ state: 'confirmed', holderId: confirmed.body.holderId });
    expect(await one(id, 'anna')).not.toHaveProperty('said');
    // Which login of the operator it was is nothing to a family.
    expect(await one(id, 'anna')).not.toHaveProperty('decidedBy');
  });

  it('may apply with the id that it was given', async () => {
    const application = await service.post(
      '/applications',
      { childId: '24-1', groupId: '700000', start: '2020-10-02' },
      as('anna'),
    );
    expect(application).toMatchObject({ status: 201, body: { childId: '24-1' } });
  });

  it('is nobody’s but its parent’s', async () => {
    const id = await registered('boris', numbered('II-БА 700002'));
    const none = await service.get(`/registrations/${derivedId('none')}`, as('anna'));
    const foreign = await service.get(`/registrations/${id}`, as('anna'));
    expect([foreign.status, foreign.body]).toMatchObject([404, { type: none.body['type'] }]);
    const { body } = await service.get('/registrations?state=waiting', as('anna'));
    expect(body['items']).toEqual([]);
    const list = (await service.get('/registrations?state=waiting', as('boris'))).body['items'];
    expect(list).toMatchObject([{ id, state: 'waiting' }]);
    expect(
      (await service.post(`/registrations/${id}/confirm`, { childId: '24-2', as: 'new' }, as('boris'))).status,
    ).toBe(403);
  });

  it('that is refused leaves nothing of what was said', async () => {
    const id = await registered('vera', numbered('II-БА 700003'));
    const people = await count('people');
    expect(await refuse(id)).toMatchObject({
      status: 200,
      body: { state: 'refused', reason: 'not-as-in-the-document' },
    });
    expect(await count('people')).toBe(people - 1);
    const [row] = await database.query(
      'SELECT sealed, document_index, name_index FROM enrollment.registrations WHERE id = $1',
      [id],
    );
    expect(row).toEqual({ sealed: null, document_index: null, name_index: null });
    expect(await one(id, 'vera')).toMatchObject({ state: 'refused', holderId: null });
    expect((await confirm(id, '24-3')).body).toMatchObject({ type: '/problems/registration-decided' });
    expect((await service.get('/children/24-3')).status).toBe(404);
  });

  it('is taken back by its parent, and by nobody else', async () => {
    const id = await registered('vera', numbered('II-БА 700005'));
    const withdraw = (name: string) => service.post(`/registrations/${id}/withdraw`, undefined, as(name));
    const people = await count('people');
    expect((await withdraw('anna')).body).toMatchObject({ type: '/problems/unknown-registration' });
    expect((await withdraw('operator')).status).toBe(403);
    expect(await withdraw('vera')).toMatchObject({ status: 200, body: { state: 'refused', reason: 'withdrawn' } });
    expect(await count('people')).toBe(people - 1);
    expect((await withdraw('vera')).body).toMatchObject({ type: '/problems/registration-decided' });
  });

  it('is decided once, whoever decides at the same time', async () => {
    const id = await registered('gleb', numbered('II-БА 700004'));
    const answers = await Promise.all([
      confirm(id, '24-4'),
      confirm(id, '24-5'),
      refuse(id),
      confirm(id, '1', 'existing'),
    ]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409, 409]);
  });

  it('cannot be born later than today, and ten of one parent wait at most', async () => {
    expect((await register('dina', { ...CHILD, birthDate: '2020-09-22' })).body).toMatchObject({
      type: '/problems/birth-date-to-come',
      status: 422,
    });
    const twelve = Array.from({ length: 12 }, (_, index) => register('dina', numbered(`II-БА 71000${index}`)));
    const answers = await Promise.all(twelve);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(10);
    expect(answers.find(({ status }) => status !== 201)?.body).toMatchObject({
      type: '/problems/registrations-waiting',
      max: 10,
    });
    expect((await register('egor', numbered('II-БА 720000'))).status).toBe(201);
  });

  it.each([
    ['no letter or digit in its number', { document: { kind: 'passport', number: '№ -' } }, '/document/number'],
    ['an unknown kind of document', { document: { kind: 'licence', number: '1' } }, '/document/kind'],
    ['no address', { address: ' ' }, '/address'],
  ])('is not taken with %s', async (_, changed, pointer) =>
    expect(await register('fedor', { ...CHILD, ...changed })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer }] },
    }),
  );

  it('that nobody decides for ninety days is refused, and erased', async () => {
    const id = await registered('zoya', numbered('II-БА 730000'));
    const parts = {
      database,
      vault: service.app.get(Vault),
      clock: { now: () => '2020-12-21T00:00:00.000Z' } as Clock,
    };
    await refuseUndecided(parts, calendarDate('2020-12-20'));
    expect((await one(id)).state).toBe('waiting');
    await refuseUndecided(parts, calendarDate('2020-12-21'));
    expect(await one(id)).toMatchObject({ state: 'refused', reason: 'not-decided', decidedBy: 'retention' });
  });
});

// Mass assignment: what a body says beside its fields decides nothing, and is refused rather than left out in silence.
describe('a field that is none', () => {
  it.each(['id', 'holderId', 'person', 'state', 'askedBy', 'askedAt', 'decidedBy', 'childId', 'similar', 'role'])(
    '%s is not taken from a parent',
    async (field) => {
      const before = await count('registrations');
      expect(await register('ivan', { ...CHILD, [field]: 'confirmed' })).toMatchObject({
        status: 400,
        body: { errors: [{ pointer: `/${field}`, code: 'unknown-field' }] },
      });
      expect(await count('registrations')).toBe(before);
    },
  );

  it('is not taken inside a document, or from the operator', async () => {
    const document = { ...CHILD.document, verified: true };
    expect((await register('ivan', { ...CHILD, document })).body).toMatchObject({
      errors: [{ pointer: '/document/verified', code: 'unknown-field' }],
    });
    const id = await registered('ivan', numbered('II-БА 740000'));
    const body = { childId: '24-9', as: 'new', person: derivedId('stranger'), holderId: derivedId('other') };
    const answer = await service.post(`/registrations/${id}/confirm`, body, as('operator'));
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: '/person' }, { pointer: '/holderId' }] } });
    expect((await one(id)).state).toBe('waiting');
  });
});

describe('one child twice', () => {
  it('is taken, which says nothing to the parent, and shown to the operator by its document or as a hint', async () => {
    const first = await registered('kira', numbered('IV-ЕТ 555000'));
    const twice = await registered('lev', numbered('iv ет №555000', { lastName: 'Другая' }));
    const alike = await registered('mila', numbered('IV-ЕТ 555001', { lastName: 'ЗВЕРЕВА ', middleName: 'Ивановна' }));
    expect((await one(twice, 'lev')).similar).toBeUndefined();
    expect((await one(twice)).similar).toEqual([{ what: 'registration', id: first, by: 'document' }]);
    const { body } = await confirm(first, '24-20');
    expect((await one(twice)).similar).toEqual([{ what: 'child', id: body.holderId, by: 'document' }]);
    expect((await one(alike)).similar).toContainEqual({ what: 'child', id: body.holderId, by: 'name' });
  });

  it('is confirmed as the child that is there: both parents have it, and nothing else of it is kept', async () => {
    const id = await registered('nina', numbered('IV-ЕТ 555000', { address: 'Абакан', category: 'general' }));
    const people = await count('people');
    const { holderId } = (await service.get('/children/24-20', as('operator'))).body;
    expect(await confirm(id, '24-20', 'existing')).toMatchObject({
      status: 200,
      body: { state: 'confirmed', holderId },
    });
    expect(await count('people')).toBe(people - 1);
    expect(await card('24-20', 'nina')).toMatchObject({ address: CHILD.address, category: 'ovz' });
    expect(await card('24-20', 'kira')).toMatchObject({ address: CHILD.address });
    // A copy of all that is held has both.
    const copy = (await service.get('/children/24-20/copy', as('kira'))).body;
    expect(copy['registrations']).toMatchObject([
      { state: 'confirmed', holderId },
      { id, state: 'confirmed', holderId },
    ]);
  });

  it('of a file, which says nothing of who a child is, is from then on found as well', async () => {
    await service.importChildren('24-30,2012-06-27,2442,ovz');
    expect(await card('24-30')).not.toHaveProperty('lastName');
    const id = await registered('oleg', numbered('V-ГО 1'));
    expect((await confirm(id, '24-30', 'existing')).status).toBe(200);
    // What the register itself says stays.
    const { document, ...identity } = numbered('V-ГО 1');
    expect(await card('24-30')).toMatchObject({ ...identity, document, birthDate: '2012-06-27' });
    const again = await registered('pavel', numbered('v го 1'));
    const { holderId } = (await service.get('/children/24-30', as('operator'))).body;
    expect((await one(again)).similar).toContainEqual({ what: 'child', id: holderId, by: 'document' });
    // Another file of the register does not take it away, but the paper for the category that it had.
    await service.importChildren('24-30,2012-06-28,2442,general');
    expect(await card('24-30')).toMatchObject({ lastName: 'Зверева', document, birthDate: '2012-06-28' });
    expect(await card('24-30')).not.toHaveProperty('categoryBasis');
  });

  it('has an id that the register has not given before', async () => {
    const id = await registered('rita', numbered('V-ГО 2'));
    expect((await confirm(id, '24-30')).body).toMatchObject({ type: '/problems/child-known', status: 409 });
    expect((await confirm(id, '24-31', 'existing')).body).toMatchObject({
      type: '/problems/unknown-child',
      status: 404,
    });
    expect(await confirm(id, '24\u200b-31')).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/childId' }] },
    });
    expect((await confirm(id, '24-31')).status).toBe(200);
    const other = await registered('rita', numbered('V-ГО 3'));
    // However it is typed.
    expect((await confirm(other, '２４-31')).body).toMatchObject({ type: '/problems/child-known' });
  });
});

describe('what a parent has said', () => {
  it('lies sealed alone', async () => {
    await registered('sonya', numbered('VI-СЯ 800000', { lastName: 'Кукушкина', address: 'Шушенское' }));
    expect(await all()).not.toMatch(/Кукушкина|Шушенское|800000|Мария|ПМПК|2012-06-26/);
  });

  it('is told after it is recorded who asked, and not where that cannot be', async () => {
    const id = await registered('taras', numbered('VI-СЯ 800001'));
    await one(id);
    await one(id, 'taras');
    const { body } = await confirm(id, '24-40');
    const looks = (await service.get('/children/24-40/reads', as('taras'))).body['items'];
    expect(body.state).toBe('confirmed');
    expect(looks).toMatchObject([
      { what: 'registration', why: 'family' },
      { what: 'registration', why: 'registration', by: { roles: ['operator'] } },
    ]);
    const other = await registered('taras', numbered('VI-СЯ 800002'));
    await database.query('ALTER TABLE enrollment.reads RENAME TO reads_away');
    const answer = await service.get(`/registrations/${other}`, as('operator'));
    await database.query('ALTER TABLE enrollment.reads_away RENAME TO reads');
    expect(answer.status).toBe(500);
    expect(JSON.stringify(answer.body)).not.toContain('800002');
  });

  it('goes with the child when it is erased, and so does who registered it', async () => {
    const keyed = { ...as('ulyana'), 'idempotency-key': 'sinitsyna' };
    const child = numbered('VII-ТО 900000', { lastName: 'Синицына' });
    const { id } = (await service.post('/registrations', child, keyed)).body;
    const [said] = await database.query<{ document: string; name: string }>(
      `SELECT encode(document_index, 'hex') AS document, encode(name_index, 'hex') AS name
       FROM enrollment.registrations WHERE id = $1`,
      [id],
    );
    const { body } = await confirm(id, '24-50');
    expect((await all()).includes(said?.document ?? 'none')).toBe(true);
    await service.erase(body.holderId!);
    const left = await all();
    const traces = [said?.document ?? '', said?.name ?? '', 'Синицына', '900000', 'sinitsyna'];
    expect(traces.filter((trace) => left.includes(trace))).toEqual([]);
    expect((await service.get(`/registrations/${id}`, as('ulyana'))).status).toBe(404);
    expect((await service.get('/children/24-50', as('ulyana'))).status).toBe(404);
    // The same key of the request still answers, with what says nothing.
    expect(await service.post('/registrations', child, keyed)).toMatchObject({ status: 201, body: { id } });
  });
});
