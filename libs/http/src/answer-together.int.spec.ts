import { actFor, actorNow } from '@lib/actor';
import { PgDatabase, migrate, type Beginning, type Database, type Length, type Sql } from '@lib/database';
import { newId } from '@lib/kernel';
import { SeverableDatabase } from '@lib/messaging/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { freshPglite } from '../../../test/support/fresh-store.js';
import { idempotencyMigrations } from './idempotency-keys.table.js';
import { AnswerTogether, type Together } from './answer-together.js';
import { ProblemError } from './problem.js';

const schema = `answer_together_${newId().slice(-12)}`;
const effects = { name: 'effects', sql: `CREATE TABLE ${schema}.effects (subject text, n text, actor text)` };

type Item = { readonly subject: string; readonly n: string };

/** Counts the transactions. */
class Counted extends SeverableDatabase {
  transactions = 0;

  override async transaction<T>(work: (tx: Sql) => Promise<T>, length?: Length, beginning?: Beginning): Promise<T> {
    this.transactions += 1;
    return super.transaction(work, length, beginning);
  }
}

describe.each([
  ['PGlite', () => freshPglite()],
  ['PostgreSQL', async () => new PgDatabase(process.env['TEST_DATABASE_URL'] ?? '')],
] as const)('requests that come together, on %s', (_, open) => {
  let database: Database;
  let counted: Counted;
  let answers: AnswerTogether<Item, number>;
  beforeAll(async () => {
    database = await open();
    await migrate(database, schema, [...idempotencyMigrations(schema), effects]);
  });
  beforeEach(() => {
    counted = new Counted(database);
    answers = new AnswerTogether({ database: counted, schema, subjectOf: ({ subject }) => subject, look, work });
  });
  afterEach(() => database.query(`DELETE FROM ${schema}.effects`));
  afterAll(async () => {
    await database.query(`DROP SCHEMA ${schema} CASCADE`);
    await database.close();
  });

  const look = async (tx: Sql): Promise<number> => (await tx.query(`SELECT FROM ${schema}.effects`)).length;
  /** `broken` fails whatever comes with it; `refused` is refused. */
  const work = async (tx: Sql, requests: readonly Together<Item>[]) => {
    const outcomes = [];
    for (const { item, within } of requests) {
      if (item.n === 'broken') throw new TypeError('a fault of ours');
      if (item.n === 'refused') {
        outcomes.push(new ProblemError(409, 'not-possible'));
        continue;
      }
      const actor = within(() => actorNow()?.name);
      await tx.query(`INSERT INTO ${schema}.effects VALUES ($1, $2, $3)`, [item.subject, item.n, actor ?? null]);
      outcomes.push({ status: 200, body: { n: item.n } });
    }
    return outcomes;
  };
  const ask = (subject: string, n: string, key = newId()) =>
    answers.answer({ key, request: { method: 'POST', path: `/things/${subject}`, body: { n } } }, { subject, n });
  const done = async () => (await database.query<{ n: string }>(`SELECT n FROM ${schema}.effects`)).map(({ n }) => n);

  test('are one transaction, and each has its own answer', async () => {
    const names = Array.from({ length: 50 }, (_unused, index) => `s${index}`);
    const asked = await Promise.all(names.map((name) => ask(name, name)));
    expect(asked).toEqual(names.map((name) => ({ status: 200, body: { n: name }, hit: false })));
    expect(await done()).toHaveLength(50);
    expect(counted.transactions).toBe(1);
  });

  // Applications of one child went one by one: a tenth of those of many children.
  test('are one transaction also where they are about one thing, unless a subject tells them apart', async () => {
    answers = new AnswerTogether({ database: counted, schema, look, work });
    const names = Array.from({ length: 20 }, (_unused, index) => `s${index}`);
    await Promise.all(names.map((name) => ask('one', name)));
    expect(await done()).toStrictEqual(names);
    expect(counted.transactions).toBe(1);
  });

  test('are refused each for itself, for ever, and nothing of the others is undone', async () => {
    const key = newId();
    const both = await Promise.allSettled([ask('a', 'refused', key), ask('b', '1')]);
    expect(both).toMatchObject([{ reason: { status: 409, reason: 'not-possible' } }, { value: { status: 200 } }]);
    await expect(ask('a', 'refused', key)).rejects.toMatchObject({ reason: 'not-possible' });
    expect(await done()).toEqual(['1']);
  });

  test('about one subject are answered in the order in which they came', async () => {
    await Promise.all(['1', '2', '3', '4'].map((n) => ask('a', n)));
    expect(await done()).toEqual(['1', '2', '3', '4']);
  });

  test('with one key have one effect', async () => {
    const key = newId();
    const [first, second] = await Promise.all([ask('a', '1', key), ask('a', '1', key)]);
    expect([first, second]).toMatchObject([{ hit: false }, { hit: true }]);
    await expect(ask('a', '2', key)).rejects.toMatchObject({ status: 422, reason: 'idempotency-key-reused' });
    expect(await done()).toEqual(['1']);
  });

  // One request that fails by a fault of ours must not fail those that happened to come with it.
  test('do not fail with one of them', async () => {
    const all = await Promise.allSettled([ask('a', '1'), ask('b', 'broken'), ask('c', '2')]);
    expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect((await done()).toSorted()).toEqual(['1', '2']);
  });

  test('are told of as their own actors’, whoever came first', async () => {
    const as = (name: string) =>
      actFor({ kind: 'integration', name, proven: false, occasion: 'POST /things' }, () => ask(name, '1'));
    await Promise.all(['anna', 'boris', 'vera'].map(as));
    const rows = await database.query(`SELECT subject, actor FROM ${schema}.effects ORDER BY subject`);
    expect(rows).toEqual(['anna', 'boris', 'vera'].map((name) => ({ subject: name, actor: name })));
  });

  // Each would have been tried by itself, for ten seconds, and those behind them after that.
  test('do not wait one after the other for a database that is silent', async () => {
    answers = new AnswerTogether({
      database: counted,
      schema,
      subjectOf: ({ subject }) => subject,
      look,
      work: () => Promise.reject(new Error('Query read timeout')),
      patienceMs: 0,
    });
    const all = await Promise.allSettled(Array.from({ length: 100 }, (_unused, index) => ask(`s${index}`, '1')));
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set(['rejected']));
    expect(counted.transactions).toBe(1);
  });

  test('fail while the database is away, and are answered when it is back', async () => {
    const key = newId();
    counted.sever();
    await expect(ask('a', '1', key)).rejects.toThrow('Connection terminated');
    counted.mend();
    expect(await ask('a', '1', key)).toMatchObject({ hit: false });
  });
});
