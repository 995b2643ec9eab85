import { randomBytes } from 'node:crypto';
import type { PgDatabase } from '@lib/database';
import pg from 'pg';
import { startPostgres } from '../../apps/cluster/src/postgres.js';
import type { ServerSettings } from '../../apps/cluster/src/postgres-server.js';

export type RealPostgres = {
  readonly url: string;
  /** The URL of a fresh, empty database on the server. */
  createDatabase(): Promise<string>;
  /** The same URL for a fresh user, who may create databases: theirs can be told from everybody else's. */
  asFreshUser(url: string): Promise<string>;
  /** Drops what was made here, and ends the server when it was started here. */
  stop(): Promise<void>;
};

/**
 * What is committed survives a killed server, though not a power cut, which no test makes: a commit that waits for the
 * disk takes milliseconds.
 */
const NO_POWER_CUTS: ServerSettings = { fsync: 'off', full_page_writes: 'off' };

/**
 * A PostgreSQL server for tests: TEST_DATABASE_URL (every spec of a run has it), else one of its own;
 * TEST_POSTGRES=docker|system|npm allows one source only.
 * @throws Error naming why each source could not be used
 */
export const realPostgres = async (settings = NO_POWER_CUTS): Promise<RealPostgres> => {
  const named = process.env.TEST_DATABASE_URL;
  const started = named ? undefined : await startPostgres(process.env.TEST_POSTGRES, settings);
  const url = started?.url ?? named ?? '';
  const databases: string[] = [];
  const users: string[] = [];
  return {
    url,
    createDatabase: async () => {
      const name = freshName();
      await runOn(url, `CREATE DATABASE ${name}`);
      databases.push(name);
      return Object.assign(new URL(url), { pathname: name }).href;
    },
    asFreshUser: async (database) => {
      const name = freshName();
      await runOn(url, `CREATE ROLE ${name} LOGIN CREATEDB PASSWORD '${name}'`);
      users.push(name);
      return Object.assign(new URL(database), { username: name, password: name }).href;
    },
    stop: async () => {
      if (started) return started.stop();
      for (const name of databases.splice(0)) await runOn(url, `DROP DATABASE ${name} WITH (FORCE)`);
      for (const name of users.splice(0)) await runOn(url, `DROP ROLE ${name}`);
    },
  };
};

/** The databases that the user of a URL has made, as another user sees them. */
export const databasesOf = async (userUrl: string, observer: PgDatabase): Promise<readonly string[]> => {
  const sql = 'SELECT datname AS name FROM pg_database WHERE pg_get_userbyid(datdba) = $1 ORDER BY datname';
  const rows = await observer.query<{ name: string }>(sql, [new URL(userUrl).username]);
  return rows.map(({ name }) => name);
};

const freshName = (): string => `test_${randomBytes(8).toString('hex')}`;

const runOn = async (url: string, sql: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
};
