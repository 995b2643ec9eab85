import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { realPostgres } from '../../../test/support/postgres.js';
import { afterCommit, leaveToCommit, type Database, type Sql } from './database.js';
import { DatabaseIsNewer, migrate } from './migrate.js';
import { PgDatabase } from './pg.database.js';
import { PgliteDatabase } from './pglite.database.js';
import { rehearse } from './rehearse.js';

const databases: readonly (readonly [string, () => Promise<Database>])[] = [
  ['PGlite', () => PgliteDatabase.open()],
  ['PostgreSQL', async () => new PgDatabase(await (await realPostgres()).createDatabase())],
];

describe.each(databases)('%s', (_, open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await database.query(
      'CREATE TABLE facts (id int PRIMARY KEY, big bigint, day date, at timestamptz, words text[], body json)',
    );
  });
  afterAll(() => database.close());

  const ids = async (): Promise<readonly unknown[]> =>
    (await database.query<{ id: number }>('SELECT id FROM facts ORDER BY id')).map((row) => row.id);

  it('gives back what was put in, in the types of the domain', async () => {
    await database.query('DELETE FROM facts');
    await database.query('INSERT INTO facts VALUES ($1, $2, $3, $4, $5::text[], $6::json)', [
      1,
      Number.MAX_SAFE_INTEGER,
      '2020-02-29',
      '2020-10-01T00:00:00.123Z',
      ['a"b', 'c\\d', 'Ж', ''],
      JSON.stringify({ b: 1, a: null }),
    ]);
    expect(await database.query('SELECT * FROM facts')).toEqual([
      {
        id: 1,
        big: Number.MAX_SAFE_INTEGER,
        day: '2020-02-29',
        at: '2020-10-01T00:00:00.123Z',
        words: ['a"b', 'c\\d', 'Ж', ''],
        body: { b: 1, a: null },
      },
    ]);
  });

  it('refuses a number that JavaScript cannot hold', async () => {
    await expect(database.query('SELECT 9007199254740993::bigint AS big')).rejects.toThrow('not a safe integer');
    expect(await database.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('undoes a transaction that fails', async () => {
    await database.query('DELETE FROM facts');
    const failing = database.transaction(async (tx) => {
      await tx.query('INSERT INTO facts (id) VALUES ($1)', [1]);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await ids()).toEqual([]);
  });

  it('goes on after a statement that fails, prepared or not', async () => {
    await expect(database.query('SELECT 1 / $1::int AS x', [0])).rejects.toMatchObject({ code: '22012' });
    await expect(database.query('SELEC')).rejects.toMatchObject({ code: '42601' });
    expect(await database.query('SELECT 4 / $1::int AS x', [2])).toEqual([{ x: 2 }]);
    expect(await database.query('SELECT 1 / $1::int AS x', [1])).toEqual([{ x: 1 }]);
  });

  describe('what is left to the commit', () => {
    const insert = (tx: Sql, id: number) => tx.query('INSERT INTO facts (id) VALUES ($1)', [id]);
    beforeEach(() => database.query('DELETE FROM facts'));

    it('is there behind it', async () => {
      const seen = await database.transaction(
        async (tx) => {
          const before = await tx.query('SELECT id FROM facts');
          for (const id of [1, 2, 3]) await leaveToCommit(insert(tx, id));
          return [before, await tx.query('SELECT id FROM facts ORDER BY id')];
        },
        'usual',
        'with reads',
      );
      expect(seen).toEqual([[], [{ id: 1 }, { id: 2 }, { id: 3 }]]);
      expect(await ids()).toEqual([1, 2, 3]);
    });

    it('fails it, and nothing else of it is there', async () => {
      const told: string[] = [];
      const failing = database.transaction(async (tx) => {
        await insert(tx, 1);
        await leaveToCommit(insert(tx, 1));
        await leaveToCommit(insert(tx, 2));
        afterCommit(() => told.push('committed'));
      });
      await expect(failing).rejects.toMatchObject({ code: '23505' });
      expect([await ids(), told]).toEqual([[], []]);
    });

    it('says why, where a statement behind it fails for its sake', async () => {
      const failing = database.transaction(async (tx) => {
        await leaveToCommit(tx.query('INSERT INTO facts (id) VALUES (NULL)'));
        await insert(tx, 2);
      });
      await expect(failing).rejects.toMatchObject({ code: '23502' });
      expect(await ids()).toEqual([]);
    });

    it('is waited for by a rehearsal, and outside of a transaction', async () => {
      const twice = rehearse(database, async (tx) => {
        await leaveToCommit(insert(tx, 1));
        await leaveToCommit(insert(tx, 1));
      });
      await expect(twice).rejects.toMatchObject({ code: '23505' });
      await leaveToCommit(insert(database, 4));
      expect(await ids()).toEqual([4]);
    });
  });

  // On the one embedded connection it waited for its own transaction for ever; on a pool it ran outside it.
  it('refuses a query inside a transaction that does not go through it', async () => {
    const mixed = database.transaction(async () => database.query('SELECT 1'));
    await expect(mixed).rejects.toThrow('use tx');
  });

  it('keeps the queries of others out of a transaction', async () => {
    await database.query('DELETE FROM facts');
    const begun = Promise.withResolvers<void>();
    const others = Promise.withResolvers<void>();
    const rolledBack = database
      .transaction(async (tx) => {
        await tx.query('INSERT INTO facts (id) VALUES ($1)', [1]);
        begun.resolve();
        await others.promise;
        throw new Error('undone');
      })
      .catch((error: Error) => error.message);
    await begun.promise;
    const other = database.query('INSERT INTO facts (id) VALUES ($1)', [2]);
    others.resolve();
    expect(await rolledBack).toBe('undone');
    await other;
    expect(await ids()).toEqual([2]);
  });

  it('wakes who listens', async () => {
    const heard = Promise.withResolvers<void>();
    const stop = await database.listen('news', () => heard.resolve());
    await database.query(`SELECT pg_notify($1, '')`, ['news']);
    await heard.promise;
    await stop();
  });

  it('applies each migration once, whoever starts at the same time', async () => {
    const steps = [
      { name: '1', sql: 'CREATE TABLE house.rooms (id int)' },
      { name: '2', sql: 'INSERT INTO house.rooms VALUES (1)' },
    ];
    await Promise.all([1, 2, 3].map(() => migrate(database, 'house', steps)));
    expect(await database.query('SELECT * FROM house.rooms')).toEqual([{ id: 1 }]);
  });

  // An earlier version opened the data of a later one without a word, and wrote rows of its own into them.
  it('tells an upgrade, and refuses what a later version has made', async () => {
    const steps = [1, 2].map((n) => ({ name: `step ${n}`, sql: `CREATE TABLE attic.room_${n} (id int)` }));
    expect(await migrate(database, 'attic', steps.slice(0, 1))).toEqual([]);
    expect(await migrate(database, 'attic', steps)).toEqual(['step 2']);
    expect(await migrate(database, 'attic', steps)).toEqual([]);
    await expect(migrate(database, 'attic', steps.slice(0, 1))).rejects.toThrow(
      new DatabaseIsNewer('attic', ['step 2']),
    );
  });
});
