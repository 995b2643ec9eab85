import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { connectionTo } from '../../../test/support/postgres-connection.js';
import { realPostgres, type RealPostgres } from '../../../test/support/postgres.js';
import { transactionPooler, type TransactionPooler } from '../../../test/support/transaction-pooler.js';
import { PgDatabase } from './pg.database.js';
import { UnfitServer } from './server-check.js';

let server: RealPostgres;
let url: string;
let pooler: TransactionPooler;
let said: string[];
beforeAll(async () => {
  server = await realPostgres();
});
afterAll(() => server.stop());
beforeEach(async () => {
  url = await server.createDatabase();
  pooler = await transactionPooler(url);
  said = [];
});

const through = async (work: (database: PgDatabase, saying: Promise<void>) => Promise<void>): Promise<void> => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const say = (text: string): void => {
    said.push(text);
    resolve();
  };
  const database = new PgDatabase(pooler.url, { say });
  try {
    await work(database, promise);
  } finally {
    await database.close();
    await pooler.close();
  }
};

// Behind a pooler in transaction mode LISTEN succeeds and nothing is ever heard: whatever waited for news came a second
// late, and no log said why.
it('says once that no notification arrives', () =>
  through(async (database, saying) => {
    const stops = await Promise.all([
      database.listen('news', () => undefined),
      database.listen('more', () => undefined),
    ]);
    await saying;
    await Promise.all(stops.map((stop) => stop()));
    expect(said).toEqual([expect.stringContaining('notifications of PostgreSQL do not arrive')]);
  }));

it('keeps the isolation and the limits of transactions, and says what it cannot keep', () =>
  through(async (database) => {
    await database.check();
    // Beside what it says of the server that the tests share, which does not wait for its disk.
    expect(said).toContainEqual(expect.stringContaining('a pooler stands before PostgreSQL'));
    const settings = await database.transaction((tx) =>
      tx.query(`SELECT current_setting('transaction_isolation') AS isolation, current_setting('lock_timeout') AS lock`),
    );
    expect(settings).toEqual([{ isolation: 'read committed', lock: '10s' }]);
  }));

it('refuses a role whose sessions begin with what it cannot change there, and says how to change it', async () => {
  const admin = await connectionTo(url);
  await admin.query(
    `ALTER DATABASE ${new URL(url).pathname.slice(1)} SET default_transaction_isolation = 'serializable'`,
  );
  await admin.query(`ALTER DATABASE ${new URL(url).pathname.slice(1)} SET synchronous_commit = off`);
  await admin.end();
  await through(async (database) => {
    await expect(database.check()).rejects.toThrow(UnfitServer);
    await expect(database.check()).rejects.toThrow(
      /ALTER ROLE … SET default_transaction_isolation = 'read committed'[^]*SET synchronous_commit = on/,
    );
  });
});
