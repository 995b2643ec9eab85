import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ownPostgres, type OwnPostgres } from '../../../test/support/own-postgres.js';
import { connectionTo } from '../../../test/support/postgres-connection.js';
import { postgresProxy, type PostgresProxy } from '../../../test/support/postgres-proxy.js';
import { isDatabaseAway } from './away.js';
import { LIMITS } from './limits.js';
import { PgDatabase } from './pg.database.js';

let primary: OwnPostgres;
let proxy: PostgresProxy;
let database: PgDatabase;
beforeAll(async () => {
  primary = await ownPostgres();
  const admin = await connectionTo(primary.url);
  await admin.query('CREATE TABLE facts (writer int, n int, PRIMARY KEY (writer, n))');
  await admin.end();
});
afterAll(() => primary.stop());
beforeEach(async () => {
  proxy = await postgresProxy(primary.url);
  database = new PgDatabase(proxy.url, { limits: { ...LIMITS, connectMs: 1_000, statementMs: 1_000 } });
  await database.query('TRUNCATE facts');
});
afterEach(async () => {
  await database.close();
  proxy.close();
});

const awayOr = <T>(asked: Promise<T>): Promise<T | 'away'> =>
  asked.catch((error: unknown) => {
    if (isDatabaseAway(error)) return 'away';
    throw error;
  });
const write = (writer: number, n: number): Promise<unknown> =>
  database.transaction((tx) => tx.query('INSERT INTO facts VALUES ($1, $2) ON CONFLICT DO NOTHING', [writer, n]));
const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  while (!(await isSo())) await new Promise((resolve) => setImmediate(resolve));
};
const isReady = (): Promise<boolean> =>
  database.takesWrites().then(
    () => true,
    () => false,
  );
const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

/** The answer of the server, as soon as it gives one: on a busy machine a connection may take longer than it may. */
const answered = async <T>(ask: () => Promise<T>): Promise<T> => {
  for (;;) {
    const answer = await awayOr(ask());
    if (answer !== 'away') return answer;
  }
};

// 57P01 is told to a connection in the middle of whatever it does, or of nothing.
it('16 writers survive restarts of the server, and lose and double nothing', async () => {
  let areRestarting = true;
  const writing = Promise.all(
    numbers(16).map(async (writer) => {
      let n = 0;
      while (areRestarting) if ((await awayOr(write(writer, n))) !== 'away') n += 1;
      return n;
    }),
  );
  const count = async (): Promise<number> =>
    (await answered(() => database.query<{ count: number }>('SELECT count(*) AS count FROM facts')))[0]?.count ?? 0;
  try {
    for (const _ of numbers(3)) {
      const before = await count();
      await primary.restart();
      await until(async () => (await count()) > before + 16);
    }
  } finally {
    areRestarting = false;
  }
  const written = await writing;
  const rows = await answered(() =>
    database.query('SELECT writer, count(*) AS n, max(n) + 1 AS next FROM facts GROUP BY 1 ORDER BY 1'),
  );
  expect(rows).toEqual(written.map((n, writer) => ({ writer, n, next: n })));
});

describe('a server that takes no writes', () => {
  // SELECT 1 was all that readiness asked: an instance said that it was ready while every change was refused.
  it('is not ready, keeps no connection that said so, and is again when it takes them', async () => {
    expect(await isReady()).toBe(true);
    const admin = await connectionTo(primary.url);
    await admin.query(`ALTER SYSTEM SET default_transaction_read_only = 'on'`);
    await admin.query('SELECT pg_reload_conf()');
    await until(async () => (await awayOr(write(1, 1))) === 'away');
    expect(await isReady()).toBe(false);
    expect(await database.query('SELECT count(*) AS count FROM facts WHERE n > 1')).toEqual([{ count: 0 }]);
    await admin.query('SET default_transaction_read_only = off');
    await admin.query('ALTER SYSTEM RESET default_transaction_read_only');
    await admin.query('SELECT pg_reload_conf()');
    await admin.end();
    await until(isReady);
    await write(1, 2);
  });

  // Behind an address that follows the primary a pool kept what it had opened to the standby: it read the past, its
  // writes failed for ever, and its listeners took a connection with every attempt.
  it('is left for the primary: a standby is neither written to, nor read, nor listened to', async () => {
    let heard = 0;
    const stop = await database.listen('news', () => (heard += 1));
    const standby = await primary.standby();
    proxy.leadTo(standby.url);
    expect(await awayOr(write(1, 1))).toBe('away');
    expect(await awayOr(database.query('SELECT count(*) FROM facts'))).toBe('away');
    expect(await isReady()).toBe(false);
    await proxy.until(() => proxy.open() === 0);
    heard = 0;
    proxy.leadTo(primary.url);
    await until(isReady);
    await write(1, 1);
    // The listener looks once by itself when it is there again.
    await until(async () => heard > 0);
    await stop();
    await standby.promote();
    proxy.leadTo(standby.url);
    await until(isReady);
    await write(1, 2);
  });
});

// A firewall that forgot the connection, or a host without power, ends nothing: there is no answer, and no error either.
it('a server that is gone without a word is away within the limits, and is found again', async () => {
  await write(1, 1);
  let heard = 0;
  const stop = await database.listen('news', () => (heard += 1));
  proxy.silence();
  const asked = [
    write(1, 2),
    write(1, 3),
    database.query('SELECT 1'),
    database.takesWrites(),
    ...numbers(20).map((n) => write(2, n)),
  ];
  expect(new Set(await Promise.all(asked.map(awayOr)))).toEqual(new Set(['away']));
  proxy.mend();
  await until(async () => (await awayOr(write(1, 4))) !== 'away');
  await database.query(`SELECT pg_notify('news', '')`);
  await until(async () => heard > 0);
  await stop();
});

it('is closed while the server is gone without a word', async () => {
  await write(1, 1);
  await database.listen('news', () => undefined);
  proxy.silence();
  const asked = awayOr(write(1, 2));
  await database.close();
  expect(await asked).toBe('away');
});
