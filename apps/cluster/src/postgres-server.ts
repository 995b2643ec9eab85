import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { folderPrefix, removeOrphans, writeOwner } from './postgres-orphans.js';
import { steadyPort } from './steady-port.js';

/** Settings of postgresql.conf, by name. */
export type ServerSettings = Readonly<Record<string, string>>;

/** A PostgreSQL server that was started here. */
export type PostgresServer = { readonly url: string; stop(): Promise<void> };

export const CONNECTIONS_MAX = 200;

const START_MS_MAX = 60_000;
const RETRY_MS = 20;
const STATE_LINE = 7;

/**
 * A server on a free port of 127.0.0.1, durable (fsync) unless the settings say otherwise, in a temporary folder that
 * `stop` removes.
 * @param binariesFor tells where initdb and postgres are, and may put them into the folder first.
 */
export const startServer = async (
  binariesFor: (folder: string) => Promise<string>,
  settings: ServerSettings,
): Promise<PostgresServer> => {
  await removeOrphans();
  const folder = await mkdtemp(join(tmpdir(), folderPrefix));
  try {
    await writeOwner(folder);
    await chmod(folder, 0o755);
    const options = { ...(await serverUser()), cwd: folder, env: { ...process.env, LC_ALL: 'C' } };
    const bin = await binariesFor(folder);
    const password = await initialise(bin, folder, options);
    return await serve({ bin, folder, password, settings }, options);
  } catch (error) {
    const said = await readFile(join(folder, 'log'), 'utf8').catch(() => '');
    await rm(folder, { recursive: true, force: true });
    throw new Error(`PostgreSQL did not start: ${String(error)}\n${said}`, { cause: error });
  }
};

type Options = { uid?: number; gid?: number; cwd: string; env: NodeJS.ProcessEnv };

const initialise = async (bin: string, folder: string, options: Options): Promise<string> => {
  const password = randomBytes(16).toString('hex');
  const [data, secret] = [join(folder, 'data'), join(folder, 'secret')];
  await mkdir(data);
  await writeFile(secret, password, { mode: 0o600 });
  const { uid, gid } = options;
  if (uid !== undefined && gid !== undefined) for (const path of [data, secret]) await chown(path, uid, gid);
  const access = ['-U', 'postgres', '-A', 'scram-sha-256', '--pwfile', secret];
  await promisify(execFile)(
    join(bin, 'initdb'),
    ['-D', data, ...access, '-E', 'UTF8', '--no-locale', '--no-sync'],
    options,
  );
  return password;
};

type Initialised = {
  readonly bin: string;
  readonly folder: string;
  readonly password: string;
  readonly settings: ServerSettings;
};

const serve = async ({ bin, folder, password, settings }: Initialised, options: Options): Promise<PostgresServer> => {
  const port = await steadyPort();
  const all = {
    ...settings,
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: CONNECTIONS_MAX,
  };
  const args = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = await open(join(folder, 'log'), 'w');
  const server = spawn(join(bin, 'postgres'), ['-D', join(folder, 'data'), ...args], {
    ...options,
    stdio: ['ignore', log.fd, log.fd],
  });
  await log.close();
  let failure: Error | undefined;
  const ended = new Promise<void>((resolve) => {
    const settle = (error: Error): void => {
      failure = error;
      resolve();
    };
    server.once('error', settle);
    server.once('exit', (code) => settle(new Error(`the server ended with code ${code}`)));
  });
  const kill = (): boolean => server.kill('SIGQUIT');
  process.once('exit', kill);
  const end = async (): Promise<void> => {
    process.off('exit', kill);
    if (!failure) kill();
    await ended;
  };
  const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  try {
    await ready(join(folder, 'data'), () => failure);
  } catch (error) {
    await end();
    throw error;
  }
  return { url, stop: () => end().then(() => rm(folder, { recursive: true, force: true })) };
};

/** Resolves when the server says that it takes connections. @throws the server's failure, or Error after a minute */
const ready = async (data: string, failure: () => Error | undefined): Promise<void> => {
  for (const since = performance.now(); ; await pause(RETRY_MS)) {
    const ended = failure();
    if (ended) throw ended;
    // What pg_ctl waits for: the last line of this file is the state of the server.
    const state = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '');
    if (state.split('\n')[STATE_LINE]?.trim() === 'ready') return;
    if (performance.now() - since > START_MS_MAX) throw new Error('it was not ready within a minute');
  }
};

// PostgreSQL refuses to run as root.
const serverUser = async (): Promise<{ uid: number; gid: number } | undefined> => {
  if (process.getuid?.() !== 0) return undefined;
  const users = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const [, , uid, gid] = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody') ?? [];
  if (!uid || !gid) throw new Error('there is no user postgres or nobody to run the server');
  return { uid: Number(uid), gid: Number(gid) };
};
