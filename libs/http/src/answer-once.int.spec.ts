import { createHash } from 'node:crypto';
import { actFor } from '@lib/actor';
import { PgDatabase, migrate, type Database, type Sql } from '@lib/database';
import { instant, newId } from '@lib/kernel';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { freshPglite } from '../../../test/support/fresh-store.js';
import { answerOnce, answerRepeatable } from './answer-once.js';
import { idempotencyMigrations, pruneAnswers } from './idempotency-keys.table.js';
import { ProblemError } from './problem.js';

const schema = `answer_once_${newId().slice(-12)}`;
const request = { method: 'POST', path: '/things', body: { a: 1, b: [{ c: 'x', d: null }] } };
const effects = { name: 'effects', sql: `CREATE TABLE ${schema}.effects (n integer)` };

const effect = async (tx: Sql) => {
  await tx.query(`INSERT INTO ${schema}.effects VALUES (1)`);
  return { status: 201, body: { id: 'new', nothing: null } };
};
const refuse = async (tx: Sql): Promise<never> => {
  await effect(tx);
  throw new ProblemError(422, 'insufficient-funds', { availableKopecks: 5 }, [{ pointer: '/a', code: 'invalid' }]);
};
const notAgain = (): Promise<never> => Promise.reject(new Error('done a second time'));

describe.each([
  ['PGlite', () => freshPglite()],
  ['PostgreSQL', async () => new PgDatabase(process.env['TEST_DATABASE_URL'] ?? '')],
] as const)('an Idempotency-Key on %s', (_, open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await migrate(database, schema, [...idempotencyMigrations(schema), effects]);
  });
  afterEach(() => database.query(`DELETE FROM ${schema}.effects`));
  afterAll(async () => {
    await database.query(`DROP SCHEMA ${schema} CASCADE`);
    await database.close();
  });

  const once = (
    key: string,
    work: (tx: Sql) => Promise<{ status: number; body: unknown }> = effect,
    content = request,
  ) => answerOnce(database, schema, { key, request: content }, work);
  const effectsDone = async () => (await database.query(`SELECT FROM ${schema}.effects`)).length;

  test('has one effect and one answer for ever', async () => {
    const key = newId();
    expect(await once(key)).toEqual({ status: 201, body: { id: 'new', nothing: null }, hit: false });
    expect(await once(key)).toEqual({ status: 201, body: { id: 'new', nothing: null }, hit: true });
    expect(await effectsDone()).toBe(1);
  });

  // One client's key answered another client with what was not its own.
  test('is its client’s own', async () => {
    const key = newId();
    const asClient = (name: string, content = request) =>
      actFor({ kind: 'integration', name, proven: false, occasion: 'POST /things' }, () => once(key, effect, content));
    expect(await asClient('portal')).toMatchObject({ hit: false });
    expect(await asClient('portal')).toMatchObject({ hit: true });
    expect(await asClient('bulk', { ...request, path: '/others' })).toMatchObject({ hit: false });
    expect(await once(key)).toMatchObject({ hit: false });
    expect(await effectsDone()).toBe(3);
  });

  // A client wrote the number of a child into its keys and its requests: both could be read, or guessed from their hashes,
  // when the child had been erased.
  test('stores neither its text nor what was asked', async () => {
    const key = `apply for 24-000441 ${newId()}`;
    await once(key, effect, { ...request, path: '/children/24-000441' });
    const stored = async () => {
      const [row] = await database.query<{ key: string; request_hash: string }>(
        `SELECT key, request_hash FROM ${schema}.idempotency_keys ORDER BY answered_at DESC, key LIMIT 1`,
      );
      return row;
    };
    const first = await stored();
    expect(JSON.stringify(first)).not.toContain('000441');
    await database.query(`DELETE FROM ${schema}.idempotency_keys`);
    await once(newId(), effect, { ...request, path: '/children/24-000441' });
    expect((await stored())?.request_hash).not.toBe(first?.request_hash);
  });

  test.each([
    ['once', async (key: string) => once(key)],
    ['repeatable', async (key: string) => answerRepeatable(database, schema, { key, request }, () => notAgain())],
  ])('that a version before stored as it was is answered as then (%s)', async (_name, ask) => {
    const key = newId();
    const hash = createHash('sha256').update('POST /things\n{"a":1,"b":[{"c":"x","d":null}]}').digest('hex');
    await database.query(
      `INSERT INTO ${schema}.idempotency_keys (key, request_hash, status, answer) VALUES ($1, $2, 201, '{"body":{"id":"old"}}')`,
      [key, hash],
    );
    expect(await ask(key)).toEqual({ status: 201, body: { id: 'old' }, hit: true });
    await expect(once(key, effect, { ...request, path: '/others' })).rejects.toMatchObject({ status: 422 });
    expect(await effectsDone()).toBe(0);
  });

  test('means the same whatever the order of the keys in the body', async () => {
    const key = newId();
    await once(key);
    const reordered = { ...request, body: { b: [{ d: null, c: 'x' }], a: 1 } };
    expect(await once(key, effect, reordered)).toMatchObject({ hit: true });
  });

  test.each([
    ['body', { ...request, body: { a: 1, b: [{ c: 'x', d: 0 }] } }],
    ['order of a list', { ...request, body: { a: 1, b: [{ c: 'x', d: null }, 1] } }],
    ['path', { ...request, path: '/others' }],
    ['method', { ...request, method: 'PUT' }],
  ])('with another %s is refused', async (_what, content) => {
    const key = newId();
    await once(key);
    await expect(once(key, effect, content as typeof request)).rejects.toMatchObject({
      status: 422,
      reason: 'idempotency-key-reused',
    });
    expect(await effectsDone()).toBe(1);
  });

  test('a refusal leaves no effect and stays refused', async () => {
    const key = newId();
    const refusal = {
      status: 422,
      reason: 'insufficient-funds',
      extensions: { availableKopecks: 5 },
      faults: [{ pointer: '/a', code: 'invalid' }],
    };
    await expect(once(key, refuse)).rejects.toMatchObject({ ...refusal, hit: false });
    await expect(once(key, effect)).rejects.toMatchObject({ ...refusal, hit: true });
    expect(await effectsDone()).toBe(0);
  });

  test.each([
    ['a bug', new Error('bug')],
    ['an outage', new ProblemError(503, 'unavailable')],
  ])('%s leaves no effect and no answer: the key may try again', async (_what, error) => {
    const key = newId();
    const fail = async (tx: Sql): Promise<never> => {
      await effect(tx);
      throw error;
    };
    await expect(once(key, fail)).rejects.toBe(error);
    expect(await effectsDone()).toBe(0);
    expect(await once(key)).toMatchObject({ status: 201, hit: false });
  });

  // The claim of work that failed with a 500 stayed for ten seconds: whoever tried again was told that it was in progress,
  // while nothing ran. Only work in one transaction had been tested, which leaves no claim.
  test.each([
    ['a bug', new Error('bug')],
    ['an outage', new ProblemError(503, 'unavailable')],
  ])(
    '%s in work that may be repeated leaves its key to the same content at once, and to no other',
    async (_what, error) => {
      const asked = { key: newId(), request };
      const done = async () => ({ status: 201, body: 'done' });
      const failing = answerRepeatable(database, schema, asked, () => Promise.reject(error));
      await expect(failing).rejects.toBe(error);
      const other = { ...asked, request: { ...request, path: '/others' } };
      await expect(answerRepeatable(database, schema, other, done)).rejects.toMatchObject({
        reason: 'idempotency-key-reused',
      });
      expect(await answerRepeatable(database, schema, asked, done)).toMatchObject({ body: 'done', hit: false });
      expect(await answerRepeatable(database, schema, asked, done)).toMatchObject({ body: 'done', hit: true });
    },
  );

  // Every answer stayed: also those of an operator's script that asks every minute whether a parked message can be handled now.
  test('that is passing is pruned when its answer is old enough, so many at a time; what is answered or claimed otherwise stays', async () => {
    const tomorrow = instant(new Date(Date.now() + 86_400_000));
    const yesterday = instant(new Date(Date.now() - 86_400_000));
    const passing = (key: string, work = async () => ({ status: 200, body: 'done' })) =>
      answerRepeatable(database, schema, { key, request }, work, { passing: true });
    const [money, repeatable, ...keys] = Array.from({ length: 5 }, () => newId());
    await once(money!);
    await answerRepeatable(database, schema, { key: repeatable!, request }, async () => ({ status: 200, body: '' }));
    for (const key of keys) await passing(key);
    let duringWork = NaN;
    const claimed = await passing(newId(), async () => {
      expect(await pruneAnswers(database, schema, yesterday, 10)).toBe(0);
      expect(await pruneAnswers(database, schema, tomorrow, 2)).toBe(2);
      duringWork = await pruneAnswers(database, schema, tomorrow, 2);
      return { status: 200, body: 'claimed' };
    });
    expect(claimed).toEqual({ status: 200, body: 'claimed', hit: false });
    expect(duringWork).toBe(1);
    for (const key of keys) expect(await passing(key)).toMatchObject({ hit: false });
    expect(await once(money!)).toMatchObject({ hit: true });
    expect(
      await answerRepeatable(database, schema, { key: repeatable!, request }, async () => ({ status: 200, body: '' })),
    ).toMatchObject({ hit: true });
  });

  test('many requests at once have one effect', async () => {
    const key = newId();
    const outcomes = await Promise.allSettled(Array.from({ length: 12 }, () => once(key)));
    expect(await effectsDone()).toBe(1);
    const answers = outcomes.map((outcome) =>
      outcome.status === 'fulfilled' ? outcome.value.hit : (outcome.reason as ProblemError).reason,
    );
    expect(answers.filter((answer) => answer === false)).toHaveLength(1);
    expect(answers.every((answer) => typeof answer === 'boolean' || answer === 'idempotency-in-progress')).toBe(true);
  });

  test('many refusals at once are one refusal', async () => {
    const key = newId();
    const outcomes = await Promise.allSettled(Array.from({ length: 12 }, () => once(key, refuse)));
    const reasons = outcomes.map((outcome) => (outcome as PromiseRejectedResult).reason as ProblemError);
    expect(reasons.every(({ reason }) => ['insufficient-funds', 'idempotency-in-progress'].includes(reason))).toBe(
      true,
    );
    expect(await effectsDone()).toBe(0);
  });
});

describe('an Idempotency-Key on PostgreSQL', () => {
  test('is in progress while another connection works on it', async () => {
    const database = new PgDatabase(process.env['TEST_DATABASE_URL'] ?? '');
    await migrate(database, schema, [...idempotencyMigrations(schema)]);
    const started = Promise.withResolvers<void>();
    const finish = Promise.withResolvers<void>();
    const slow = answerOnce(database, schema, { key: 'slow', request }, async () => {
      started.resolve();
      await finish.promise;
      return { status: 200, body: 'done' };
    });
    await started.promise;
    await expect(
      answerOnce(database, schema, { key: 'slow', request }, async () => ({ status: 200, body: 'twice' })),
    ).rejects.toMatchObject({ status: 409, reason: 'idempotency-in-progress' });
    finish.resolve();
    expect(await slow).toEqual({ status: 200, body: 'done', hit: false });
    await database.query(`DROP SCHEMA ${schema} CASCADE`);
    await database.close();
  });
});
