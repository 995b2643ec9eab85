import { execFile } from 'node:child_process';
import { chown, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { startPostgres } from '../../apps/cluster/src/postgres.js';
import type { ServerSettings } from '../../apps/cluster/src/postgres-server.js';
import { steadyPort } from '../../apps/cluster/src/steady-port.js';
import type { Identity } from './authority.js';

export type OwnPostgres = {
  readonly url: string;
  /** pg_ctl restart: `fast` tells whoever is connected 57P01 and cuts it off, `immediate` tells 57P02 and recovers from the journal. */
  restart(mode?: 'fast' | 'immediate'): Promise<void>;
  /** Ends the server at once, as a crash would. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** A standby made of a copy of the data, in recovery until it is promoted. The server is stopped for the copy. */
  standby(): Promise<OwnPostgres>;
  /** Restarts it with TLS, which it offers and does not ask for. */
  secure(identity: Identity): Promise<void>;
  /** Ends the recovery of a standby: it takes writes. */
  promote(): Promise<void>;
  stop(): Promise<void>;
};

/** A server of the test's own, that it may restart, kill and copy. From binaries of this machine: a container hides them. */
export const ownPostgres = async (settings?: ServerSettings): Promise<OwnPostgres> => {
  const server = await startPostgres('npm', settings).catch(() => startPostgres('system', settings));
  const data = await dataFolderOf(server.url);
  const [command = ''] = (await readFile(join(data, 'postmaster.opts'), 'utf8')).split(' ');
  const own = await controlled(data, dirname(command), server.url);
  return { ...own, stop: () => own.stop().then(() => server.stop()) };
};

const controlled = async (data: string, bin: string, url: string): Promise<OwnPostgres> => {
  const { uid, gid } = await stat(data);
  const user = process.getuid?.() === 0 ? { uid, gid } : {};
  const standbys: OwnPostgres[] = [];
  // Its output goes to a file: what it starts would keep a pipe open.
  const control = async (...args: string[]): Promise<void> => {
    const script = `exec "$@" > /dev/null 2>&1`;
    const command = ['-c', script, 'sh', join(bin, 'pg_ctl'), '-D', data, '-w', '-t', '120', ...args];
    await promisify(execFile)('sh', command, { ...user, cwd: data, env: { ...process.env, LC_ALL: 'C' } });
  };
  return {
    url,
    restart: (mode = 'fast') => control('restart', '-m', mode),
    promote: () => control('promote'),
    secure: async ({ certificate, key }) => {
      for (const [name, text] of Object.entries({ 'server.crt': certificate, 'server.key': key })) {
        await writeFile(join(data, name), text, { mode: 0o600 });
        await chown(join(data, name), uid, gid);
      }
      await writeFile(join(data, 'postgresql.auto.conf'), `ssl = 'on'\n`);
      await control('restart', '-m', 'fast');
    },
    kill: () => control('stop', '-m', 'immediate'),
    // Where it is not running, this starts it with the options it had.
    start: () => control('restart'),
    standby: async () => {
      await control('stop', '-m', 'fast');
      const copy = `${data}-${standbys.length}`;
      await promisify(execFile)('cp', ['-a', data, copy]);
      await writeFile(join(copy, 'standby.signal'), '');
      await control('restart');
      const port = await steadyPort();
      const there = Object.assign(new URL(url), { port: String(port) }).href;
      const options = await readFile(join(copy, 'postmaster.opts'), 'utf8');
      await writeFile(
        join(copy, 'postmaster.opts'),
        options.replaceAll(data, copy).replace(/port=\d+/, `port=${port}`),
      );
      const standby = await controlled(copy, bin, there);
      standbys.push(standby);
      await standby.start();
      return standby;
    },
    stop: async () => {
      for (const standby of standbys) await standby.stop();
      await control('stop', '-m', 'immediate').catch(() => undefined);
    },
  };
};

const dataFolderOf = async (url: string): Promise<string> => {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
  await client.end();
  return rows[0]?.data_directory ?? '';
};
