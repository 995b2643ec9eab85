import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Database } from '@lib/database';
import { newId } from '@lib/kernel';
import { openDatabase, openEnrollment, type RunningEnrollment } from '../enrollment.testing.js';
import { PROVIDER_REASONS } from '../refusal/refusal.dto.js';

let database: Database;
let enrollment: RunningEnrollment;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.query('TRUNCATE enrollment.provider_words');
  enrollment = await openEnrollment(database);
});
afterEach(() => enrollment.close());

const WORDS = 'Анна Иванова: справка не той формы';

// A family read "by-provider" and telephoned: the provider had no way to say why.
describe('a provider refuses in its own words', () => {
  it('with a reason and words, which the application shows', async () => {
    const { id } = await enrollment.apply();
    const refused = await enrollment.act(id, 'refuse', { reason: 'documents-missing', words: WORDS });
    expect(refused).toMatchObject({ status: 200, body: { id, state: 'refused', reason: 'by-provider' } });
    expect((await enrollment.get(`/applications/${id}`)).body).toMatchObject({
      reason: 'by-provider',
      providerReason: 'documents-missing',
      providerReasonText: 'не представлены документы',
      providerWords: WORDS,
    });
  });

  it('with words alone, for another reason than those of the list', async () => {
    const { id } = await enrollment.apply();
    await enrollment.act(id, 'refuse', { words: WORDS });
    expect((await enrollment.get(`/applications/${id}`, { 'accept-language': 'en' })).body).toMatchObject({
      providerReason: 'other',
      providerReasonText: 'another reason',
      providerWords: WORDS,
    });
  });

  it.each([undefined, {}])('without either, as ever: %j', async (body) => {
    const { id } = await enrollment.apply();
    expect(await enrollment.act(id, 'refuse', body)).toMatchObject({ status: 200, body: { reason: 'by-provider' } });
    expect(Object.keys((await enrollment.get(`/applications/${id}`)).body)).not.toContain('providerReason');
  });

  it.each(PROVIDER_REASONS)('for the reason %s, which has words', async (reason) => {
    const { id } = await enrollment.apply();
    await enrollment.act(id, 'refuse', { reason });
    const { body } = await enrollment.get(`/applications/${id}`);
    expect(body).toMatchObject({ providerReason: reason, providerReasonText: expect.stringMatching(/^[а-яё ]+$/) });
  });

  it('for no reason of its own making, with no field that is not there, and not at any length', async () => {
    const { id } = await enrollment.apply();
    const faulty = await enrollment.act(id, 'refuse', { reason: 'dislike', words: 'x'.repeat(1001), by: 'me' });
    expect(faulty.status).toBe(400);
    expect((faulty.body['errors'] as { pointer: string }[]).map(({ pointer }) => pointer).toSorted()).toEqual([
      '/by',
      '/reason',
      '/words',
    ]);
    expect(await enrollment.application(id)).toMatchObject({ state: 'requested' });
  });

  it('to each reader in its language, the repetition of a refused request too', async () => {
    const { id } = await enrollment.apply();
    await enrollment.act(id, 'refuse', {});
    const key = { 'idempotency-key': newId() };
    const titleFor = async (language: string) =>
      (await enrollment.post(`/applications/${id}/refuse`, {}, { ...key, 'accept-language': language })).body['title'];
    expect(await titleFor('ru')).toBe('В этом состоянии заявки действие невозможно');
    expect(await titleFor('en')).toBe('The application is not in a state that allows this action');
  });

  it('once: the words of a repetition and of a refusal that comes too late are not taken', async () => {
    const { id } = await enrollment.apply();
    const key = { 'idempotency-key': newId() };
    await enrollment.post(`/applications/${id}/refuse`, { words: WORDS }, key);
    expect(await enrollment.post(`/applications/${id}/refuse`, { words: WORDS }, key)).toMatchObject({
      status: 200,
      headers: { 'idempotency-hit': 'true' },
      body: { state: 'refused' },
    });
    expect((await enrollment.act(id, 'refuse', { words: 'later' })).status).toBe(409);
    expect((await enrollment.get(`/applications/${id}`)).body).toMatchObject({ providerWords: WORDS });
  });

  it('that lie nowhere but sealed: not in a message, a column or an answer that is kept', async () => {
    const { id } = await enrollment.apply();
    const answered = await enrollment.act(id, 'refuse', { reason: 'other', words: WORDS });
    expect(JSON.stringify(answered.body)).not.toContain('Иванова');
    expect(JSON.stringify(await enrollment.told())).not.toContain('Иванова');
    const tables = await database.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'enrollment'`,
    );
    expect(tables.map(({ name }) => name)).toContain('provider_words');
    for (const { name } of tables)
      expect([name, JSON.stringify(await database.query(`SELECT t::text FROM enrollment.${name} t`))]).toEqual([
        name,
        expect.not.stringContaining('Иванова'),
      ]);
  });

  it('that are gone when the person is erased', async () => {
    const { id, holderId } = await enrollment.apply();
    await enrollment.act(id, 'refuse', { reason: 'documents-missing', words: WORDS });
    await enrollment.erase(holderId ?? '');
    const { body } = await enrollment.get(`/applications/${id}`);
    expect(body).toMatchObject({ childId: null, providerReason: 'documents-missing' });
    expect(Object.keys(body)).not.toContain('providerWords');
  });
});

// Whoever had a certificate's holder, or a provider, had no way back to the child or to its applications.
describe('what can be looked up', () => {
  it('is the child of a holder, with its ids alone', async () => {
    const { holderId } = await enrollment.apply('2');
    expect((await enrollment.get(`/children?holderId=${holderId?.toUpperCase()}`)).body).toEqual({
      childId: '2',
      holderId,
    });
  });

  it('is not a child that nobody knows, or that was erased', async () => {
    const { holderId } = await enrollment.apply('2');
    await enrollment.erase(holderId ?? '');
    for (const id of [holderId, newId()])
      expect((await enrollment.get(`/children?holderId=${id}`)).body).toMatchObject({
        type: '/problems/unknown-child',
        status: 404,
      });
    expect((await enrollment.get('/children?holderId=2')).body).toMatchObject({ errors: [{ code: 'not-a-uuid' }] });
    expect((await enrollment.get('/children')).body).toMatchObject({ errors: [{ code: 'required' }] });
  });

  it('are the applications of a provider, refused ones too, by the terms that they were submitted on', async () => {
    await enrollment.group({ groupId: '700001', moduleId: '900001', providerId: '22004' });
    const mine = await enrollment.apply('1');
    const theirs = await enrollment.apply('1', { groupId: '700001' });
    const refused = await enrollment.apply('2', { start: '2019-01-01' });
    const of = async (providerId: string): Promise<readonly string[]> =>
      ((await enrollment.get(`/applications?providerId=${providerId}`)).body['items'] as { id: string }[]).map(
        ({ id }) => id,
      );
    expect(await of('22003')).toEqual([mine.id, refused.id]);
    expect(await of('22004')).toEqual([theirs.id]);
    await enrollment.group({ providerId: '22005' });
    expect(await of('22003')).toEqual([mine.id]);
    expect(await of('nobody')).toEqual([]);
  });
});
