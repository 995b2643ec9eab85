import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { startPostgres } from '../../apps/cluster/src/postgres.js';

export type RealPostgres = {
  readonly url: string;
  /** The URL of a fresh, empty database on the server. */
  createDatabase(): Promise<string>;
  /** Drops what `createDatabase` made here, and ends the server when it was started here. */
  stop(): Promise<void>;
};

/**
 * A PostgreSQL server for tests: TEST_DATABASE_URL (every spec of a run has it), else one of its own;
 * TEST_POSTGRES=docker|system|npm allows one source only.
 * @throws Error naming why each source could not be used
 */
export const realPostgres = async (): Promise<RealPostgres> => {
  const named = process.env.TEST_DATABASE_URL;
  const started = named ? undefined : await startPostgres(process.env.TEST_POSTGRES);
  const url = started?.url ?? named ?? '';
  const databases: string[] = [];
  return {
    url,
    createDatabase: async () => {
      const name = `test_${randomBytes(8).toString('hex')}`;
      await runOn(url, `CREATE DATABASE ${name}`);
      databases.push(name);
      return Object.assign(new URL(url), { pathname: name }).href;
    },
    stop: async () => {
      if (started) return started.stop();
      for (const name of databases.splice(0)) await runOn(url, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
};

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
