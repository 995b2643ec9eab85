import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, readdir } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PgDatabase } from '@lib/database';
import { until } from '@lib/messaging/testing';
import { repository } from '../support/built-program.js';
import { PortalVisitor, wordsIn } from '../support/portal-login.js';
import { removeTempFolders, tempFolder } from '../support/temp-folder.js';

/** Whoever is connected but the owner, which looks. */
const expectServicesOwnNothing = async (ownerUrl: string): Promise<void> => {
  const owner = new PgDatabase(ownerUrl);
  const roles = await owner.query<{ name: string; owns: boolean }>(
    `SELECT usename AS name, bool_or(pg_has_role(usename, relowner, 'MEMBER')) AS owns
     FROM pg_stat_activity, pg_class c JOIN pg_namespace n ON n.oid = relnamespace
     WHERE datname = current_database() AND pid <> pg_backend_pid()
       AND nspname IN ('clock', 'catalog', 'enrollment', 'certificates', 'webhooks', 'portal', 'event_store') GROUP BY usename`,
  );
  await owner.close();
  expect(roles).toEqual([{ name: expect.stringMatching(/_service$/), owns: false }]);
};

/** Logged in at one process, somebody is at home at the other. */
const expectCabinetAt = async ([one = '', other = '']: readonly string[]): Promise<void> => {
  const anna = await new PortalVisitor(one).login('anna');
  for (const portal of [one, other]) {
    const { status, html } = await anna.open(`${portal}/family`);
    expect([status, wordsIn(html)]).toEqual([200, expect.stringContaining('Мои дети')]);
  }
};

type Found = { readonly pid: number; readonly command: string };

/** `npm run cluster` as it is started by a person, with a folder for temporary files that nobody else has. */
describe('an installation of its own', () => {
  let folder: string;
  let cluster: ChildProcess;
  beforeEach(async () => {
    folder = await tempFolder();
    // PostgreSQL runs as a user of its own.
    await chmod(folder, 0o755);
    const { TEST_DATABASE_URL: _, KAFKA_BROKERS: __, DATABASE_URL: ___, ...env } = process.env;
    cluster = spawn(process.execPath, [`${repository}dist/apps/cluster/src/main.js`, '--json'], {
      cwd: repository,
      env: { ...env, TMPDIR: folder },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  });
  afterEach(() => {
    if (cluster.exitCode === null) cluster.kill('SIGKILL');
  });
  afterAll(() => removeTempFolders());

  /** What runs for this installation: its temporary folder is in the environment of each, or on its command line. */
  const processes = async (): Promise<readonly Found[]> => {
    const { stdout } = await promisify(execFile)('ps', ['axeww', '-o', 'pid=,command='], { maxBuffer: 2 ** 26 });
    return stdout
      .split('\n')
      .filter((line) => line.includes(folder) && !line.includes('ps axeww'))
      .map((line) => ({ pid: Number.parseInt(line, 10), command: line }));
  };
  const has = async (part: string): Promise<boolean> =>
    (await processes()).some(({ command }) => command.includes(part));
  const stopped = async (): Promise<number | null> => {
    cluster.kill('SIGTERM');
    const [code] = (await once(cluster, 'exit')) as [number | null];
    return code;
  };
  const expectNothingLeft = async (): Promise<void> => {
    expect(await processes()).toEqual([]);
    const left = (await readdir(folder)).filter((name) => name !== 'node-compile-cache');
    expect(left).toEqual([]);
  };

  it('is twelve processes and their helpers, starts what dies at its place, and leaves nothing when it is stopped', async () => {
    const [line] = (await once(createInterface({ input: cluster.stdout! }), 'line')) as [string];
    const { urls, portals, databaseUrl } = JSON.parse(line) as {
      urls: Record<string, readonly string[]>;
      portals: readonly string[];
      databaseUrl: string;
    };
    await expectServicesOwnNothing(databaseUrl);
    await expectCabinetAt(portals);
    expect(Object.values(urls).map(({ length }) => length)).toEqual([2, 2, 2, 2]);
    const isCatalog = ({ command }: Found): boolean => command.includes('dist/apps/catalog/src/main.js');
    const before = (await processes()).filter(isCatalog).map(({ pid }) => pid);
    expect(before).toHaveLength(2);
    process.kill(before[0]!, 'SIGKILL');
    const answers = async (url: string): Promise<boolean> =>
      fetch(`${url}/openapi.json`).then(
        ({ ok }) => ok,
        () => false,
      );
    await until(async () => (await processes()).filter(isCatalog).every(({ pid }) => pid !== before[0]));
    await until(async () => (await answers(urls['catalog']![0]!)) && answers(urls['catalog']![1]!));
    expect((await processes()).filter(isCatalog)).toHaveLength(2);

    const isPortal = ({ command }: Found): boolean => command.includes('dist/apps/portal/src/main.js');
    const killed = (await processes()).filter(isPortal)[0]!.pid;
    process.kill(killed, 'SIGKILL');
    await until(async () => (await processes()).filter(isPortal).filter(({ pid }) => pid !== killed).length === 2);
    for (const portal of portals)
      await until(() =>
        fetch(`${portal}/health/ready`).then(
          ({ ok }) => ok,
          () => false,
        ),
      );

    const broker = (await processes()).find(({ command }) => command.includes('kafka.Kafka'));
    process.kill(before[1]!, 'SIGKILL');
    process.kill(broker!.pid, 'SIGKILL');
    expect(await stopped()).toBe(0);
    // The one that watched over the broker looks once a second.
    await until(async () => (await processes()).length === 0);
    await expectNothingLeft();
  });

  it.each([
    ['PostgreSQL', 'certificate-ledger-postgres-'],
    ['Kafka', 'start.sh'],
    ['the services', 'dist/apps/certificates/src/main.js'],
  ])('leaves nothing when it is stopped while %s starts', async (_, part) => {
    await until(() => has(part));
    expect(await stopped()).not.toBeNull();
    await expectNothingLeft();
  });
});
