import { describe, expect, it } from '@jest/globals';
import { fakePostgres, fatal, type FakeAnswer } from '../../../test/support/fake-postgres.js';
import { isDatabaseAway } from './away.js';
import { PgDatabase } from './pg.database.js';

const away = (asked: Promise<unknown>): Promise<boolean> => asked.then(() => false, isDatabaseAway);

// An error that a connection tells when nobody listens to it ends the process. The server's last word may come in one
// packet with the end of the login, before whoever asked for the connection has it.
describe('a server that ends a session in the packet that begins it', () => {
  it('ends no process', async () => {
    const server = await fakePostgres(() => undefined, fatal('57P01'));
    const database = new PgDatabase(server.url);
    expect(await away(database.query('SELECT 1'))).toBe(true);
    expect(await away(database.transaction(async (tx) => tx.query('SELECT 1')))).toBe(true);
    expect(await away(database.listen('news', () => undefined))).toBe(true);
    expect(await away(database.check())).toBe(true);
    expect(await away(Promise.all(Array.from({ length: 40 }, () => database.query('SELECT 1'))))).toBe(true);
    await database.close();
    server.close();
  });
});

describe('a server whose disk is full', () => {
  it('takes no writes, though it answers', async () => {
    let isFull = true;
    const answer = (statement: string): FakeAnswer => {
      if (statement.includes('pg_is_in_recovery')) return { column: 'isStandby' };
      if (statement.includes('transaction_read_only')) return { column: 'refuses' };
      return isFull && statement.includes('lo_from_bytea') ? { code: '53100' } : undefined;
    };
    const server = await fakePostgres(answer);
    const database = new PgDatabase(server.url);
    await expect(database.takesWrites()).rejects.toMatchObject({ code: '53100' });
    isFull = false;
    await database.takesWrites();
    await database.close();
    server.close();
  });
});

// What is sent behind a beginning that has failed is in no transaction: the server keeps it at once.
describe('a transaction whose beginning fails', () => {
  it('sends nothing but the reads that went with it', async () => {
    const statements: string[] = [];
    const server = await fakePostgres((statement) => {
      if (statement.includes('pg_is_in_recovery')) return { column: 'isStandby' };
      statements.push(statement.split(' ')[0] ?? '');
      return statement.startsWith('BEGIN') ? { code: '57014' } : undefined;
    });
    const database = new PgDatabase(server.url);
    const failing = database.transaction(
      async (tx) => {
        await tx.query('SELECT 1');
        await tx.query('INSERT INTO facts VALUES (1)');
      },
      'usual',
      'with reads',
    );
    await expect(failing).rejects.toMatchObject({ code: '57014' });
    expect(statements).toEqual(['BEGIN', 'SELECT']);
    await database.close();
    server.close();
  });
});
