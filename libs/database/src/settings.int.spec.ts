import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ownPostgres } from '../../../test/support/own-postgres.js';
import { realPostgres, type RealPostgres } from '../../../test/support/postgres.js';
import { connectionTo } from '../../../test/support/postgres-connection.js';
import { outsideTransaction } from './database.js';
import { PgDatabase } from './pg.database.js';
import { UnfitServer } from './server-check.js';

/** What an operator, or whoever made the database, may have set, with the best of reasons. */
const STRANGE: Readonly<Record<string, string>> = {
  array_nulls: 'off',
  bytea_output: 'escape',
  client_encoding: 'WIN1251',
  datestyle: 'German',
  default_transaction_deferrable: 'on',
  default_transaction_isolation: 'serializable',
  extra_float_digits: '-15',
  idle_in_transaction_session_timeout: '10min',
  idle_session_timeout: '1min',
  intervalstyle: 'sql_standard',
  lock_timeout: '1ms',
  search_path: 'nowhere',
  standard_conforming_strings: 'off',
  statement_timeout: '3s',
  synchronous_commit: 'off',
  timezone: 'Pacific/Chatham',
  transform_null_equals: 'on',
};

let server: RealPostgres;
beforeAll(async () => {
  server = await realPostgres();
});
afterAll(() => server.stop());

const setOn = async (url: string, settings: Readonly<Record<string, string>>): Promise<void> => {
  const admin = await connectionTo(url);
  const name = new URL(url).pathname.slice(1);
  for (const [setting, value] of Object.entries(settings))
    await admin.query(`ALTER DATABASE ${name} SET ${setting} = ${setting === 'search_path' ? value : `'${value}'`}`);
  await admin.end();
};

// With datestyle German, a birthday of the 1st of October was read as 01.10.2020 and as the 10th of January by whoever made
// a Date of it; with default_transaction_isolation other than read committed no event could be appended at all; with
// synchronous_commit off a debit that was confirmed could be lost. The tests knew only the settings of a fresh server.
describe('on a server that is set otherwise', () => {
  let database: PgDatabase;
  beforeAll(async () => {
    const url = await server.createDatabase();
    await setOn(url, STRANGE);
    database = new PgDatabase(url);
    await database.query('CREATE TABLE facts (id int PRIMARY KEY, day date, at timestamptz, body bytea, words text[])');
  });
  afterAll(() => database.close());

  it('gives back what was put in', async () => {
    const at = '2020-10-01T22:59:59.123Z';
    const values = [1, '2020-10-01', at, Buffer.from([0, 92, 255]), ['a\\b', null, 'Ж']];
    await database.query('INSERT INTO facts VALUES ($1, $2, $3, $4, $5)', values);
    const [row] = await database.query('SELECT * FROM facts WHERE id = $1', [1]);
    expect(row).toEqual({ id: 1, day: '2020-10-01', at, body: values[3], words: values[4] });
    // What is stored of it as a text, as the fingerprints of the catalogue are.
    expect(await database.query('SELECT (id, day, at)::text AS text FROM facts')).toEqual([
      { text: '(1,2020-10-01,"2020-10-01 22:59:59.123+00")' },
    ]);
    expect(await database.query(String.raw`SELECT 'a\b' AS text`)).toEqual([{ text: String.raw`a\b` }]);
  });

  it('sees, in each statement, what was committed before it', async () => {
    const seen = await database.transaction(async (tx) => {
      await tx.query('SELECT count(*) FROM facts');
      await outsideTransaction(() => database.query('INSERT INTO facts (id) VALUES (2)'));
      return tx.query('SELECT id FROM facts WHERE id = 2');
    });
    expect(seen).toEqual([{ id: 2 }]);
    expect(await database.query(`SELECT current_setting('transaction_isolation') AS level`)).toEqual([
      { level: 'read committed' },
    ]);
  });

  it.each(['usual', 'long'] as const)('keeps to its own limits, and waits for the disk: %s', async (length) => {
    const [inside] = await database.transaction((tx) => tx.query(LIMITS_NOW), length);
    const limits = length === 'long' ? ['15min', '15min', '1min'] : ['30s', '10s', '15s'];
    expect(inside).toEqual({ statement: limits[0], lock: limits[1], idle: limits[2], session: '0', commit: 'on' });
    if (length === 'usual') expect(await database.query(LIMITS_NOW)).toEqual([inside]);
  });
});

const LIMITS_NOW = `SELECT current_setting('statement_timeout') AS statement, current_setting('lock_timeout') AS lock,
  current_setting('idle_in_transaction_session_timeout') AS idle, current_setting('idle_session_timeout') AS session,
  current_setting('synchronous_commit') AS commit`;

// Where a table was new, the planner thought every reading of 500 accounts worth half a second of compiling.
it('has no statement compiled', async () => {
  const url = await server.createDatabase();
  await setOn(url, { jit: 'on' });
  const database = new PgDatabase(url);
  expect(await database.query('SHOW jit')).toEqual([{ jit: 'off' }]);
  await database.close();
});

it('leaves a commit that waits for more than the disk', async () => {
  const url = await server.createDatabase();
  await setOn(url, { synchronous_commit: 'remote_apply' });
  const database = new PgDatabase(url);
  expect(await database.query('SHOW synchronous_commit')).toEqual([{ synchronous_commit: 'remote_apply' }]);
  await database.close();
});

describe('at the start', () => {
  it.each([
    ['LATIN5', `ENCODING 'LATIN5' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0`, 'server_encoding is LATIN5'],
    ['replicas', '', 'session_replication_role is replica'],
  ])('refuses a database of %s and says why', async (kind, how, why) => {
    const name = `unfit_${kind.toLowerCase()}`;
    const admin = await connectionTo(server.url);
    await admin.query(`DROP DATABASE IF EXISTS ${name}`);
    await admin.query(`CREATE DATABASE ${name} ${how}`);
    if (kind === 'replicas') await admin.query(`ALTER DATABASE ${name} SET session_replication_role = 'replica'`);
    const database = new PgDatabase(Object.assign(new URL(server.url), { pathname: name }).href);
    await expect(database.check()).rejects.toThrow(UnfitServer);
    await expect(database.check()).rejects.toThrow(why);
    await database.close();
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await admin.end();
  });

  const saidOf = async (url: string): Promise<readonly string[]> => {
    const said: string[] = [];
    const database = new PgDatabase(url, { say: (text) => said.push(text) });
    await database.check();
    await database.close();
    return said;
  };

  it('has nothing to say of a fresh server', async () => {
    const own = await ownPostgres();
    expect(await saidOf(own.url)).toEqual([]);
    await own.stop();
  });

  it('says of a server that does not wait for its disk what that means', async () => {
    const hasty = await ownPostgres({ fsync: 'off', full_page_writes: 'off' });
    expect(await saidOf(hasty.url)).toEqual([
      expect.stringMatching(/^fsync is off .* may be lost or damaged$/),
      expect.stringMatching(/^full_page_writes is off /),
    ]);
    await hasty.stop();
  });
});

describe('what the database undid because it met the work of others', () => {
  it('is done again', async () => {
    const database = new PgDatabase(await server.createDatabase());
    await database.query(
      'CREATE TABLE rows (id int PRIMARY KEY, n int NOT NULL DEFAULT 0); INSERT INTO rows VALUES (1), (2)',
    );
    const both = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const;
    let attempts = 0;
    // Each takes one row, waits until the other has its own, and wants that too.
    const crossing = (mine: 1 | 2) =>
      database.transaction(async (tx) => {
        attempts += 1;
        await tx.query('UPDATE rows SET n = n + 1 WHERE id = $1', [mine]);
        both[mine - 1]?.resolve();
        await both[2 - mine]?.promise;
        await tx.query('UPDATE rows SET n = n + 1 WHERE id = $1', [3 - mine]);
      });
    await Promise.all([crossing(1), crossing(2)]);
    expect(attempts).toBe(3);
    expect(await database.query('SELECT n FROM rows')).toEqual([{ n: 2 }, { n: 2 }]);
    await database.close();
  });

  it('is given up, as something to wait for, when it is undone again and again', async () => {
    const database = new PgDatabase(server.url);
    let attempts = 0;
    const hopeless = database.transaction(async (tx) => {
      attempts += 1;
      await tx.query(`DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40001'; END $$`);
    });
    await expect(hopeless).rejects.toMatchObject({ code: '40001' });
    expect(attempts).toBe(9);
    await database.close();
  });
});
