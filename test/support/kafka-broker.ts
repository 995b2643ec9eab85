import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, open, readFile, readdir, rm } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** A broker of our own: it may be killed. */
export type Broker = {
  readonly address: string;
  /** kill -9; what it has written stays. */
  kill(): Promise<void>;
  /** Starts it again at the same address, with what it had written. */
  restart(): Promise<void>;
  /** Ends it for good and removes its folder. */
  stop(): Promise<void>;
};

const START_MS_MAX = 120_000;
const RETRY_MS = 50;

/** One node on free ports of 127.0.0.1, by Java 17 and Maven. @throws Error when there is no Java or no Maven */
export const startBroker = async (): Promise<Broker> => {
  const libs = await fetchKafka();
  const folder = await mkdtemp(join(tmpdir(), 'certificate-ledger-kafka-'));
  const [port, controllerPort] = [await freePort(), await freePort()];
  const run = (): Promise<() => Promise<void>> => runBroker({ folder, libs, port, controllerPort });
  const address = `127.0.0.1:${port}`;
  let kill = await run();
  return {
    address,
    kill: () => kill(),
    restart: async () => {
      kill = await run();
    },
    stop: async () => {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

const home = fileURLToPath(new URL('../../deploy/kafka/', import.meta.url));

/** Fetches Kafka where it is not there yet; resolves to the folder with its libraries. */
export const fetchKafka = async (): Promise<string> => {
  const java = await promisify(execFile)('java', ['-version']).catch(() => undefined);
  if (!java) throw new Error('there is no Java');
  const libs = join(home, 'target', 'dependency');
  const files = await readdir(libs).catch(() => [] as string[]);
  if (!files.some((file) => file.startsWith('kafka_')))
    await promisify(execFile)('mvn', ['-q', '-B', '-f', home, 'dependency:copy-dependencies']).catch(
      (cause: unknown) => {
        throw new Error('Maven cannot fetch Kafka', { cause });
      },
    );
  return libs;
};

type Place = { folder: string; libs: string; port: number; controllerPort: number };

/** What runs a broker on a folder, and ends it with this process. */
export const brokerProgram = ({
  folder,
  libs,
  port,
  controllerPort,
}: Place): { readonly command: string; readonly args: readonly string[] } => {
  const named = { port, 'controller-port': controllerPort, data: join(folder, 'data'), libs, with: process.pid };
  return {
    command: join(home, 'start.sh'),
    args: Object.entries(named).flatMap(([name, value]) => [`--${name}`, String(value)]),
  };
};

/** Resolves, when the broker answers, to what kills it. */
const runBroker = async ({ folder, libs, port, controllerPort }: Place): Promise<() => Promise<void>> => {
  const log = await open(join(folder, 'output'), 'w');
  const { command, args } = brokerProgram({ folder, libs, port, controllerPort });
  const child = spawn(command, args, { stdio: ['ignore', log.fd, log.fd] });
  await log.close();
  let isGone = false;
  const ended = new Promise<void>((resolve) => {
    const settle = (): void => {
      isGone = true;
      resolve();
    };
    child.once('error', settle);
    child.once('exit', settle);
  });
  const end = (): boolean => child.kill('SIGKILL');
  process.once('exit', end);
  const kill = async (): Promise<void> => {
    process.off('exit', end);
    if (!isGone) end();
    await ended;
  };
  try {
    await answering(`127.0.0.1:${port}`, () => isGone);
  } catch (error) {
    await kill();
    const said = await readFile(join(folder, 'output'), 'utf8').catch(() => '');
    throw new Error(`Kafka did not start: ${String(error)}\n${said}`, { cause: error });
  }
  return kill;
};

/** Resolves when the broker takes connections: it does so when it is ready. */
export const answering = async (address: string, isGone: () => boolean = () => false): Promise<void> => {
  const [host, port] = address.split(':');
  for (const until = Date.now() + START_MS_MAX; ; await pause(RETRY_MS)) {
    const socket = connect({ host: host ?? '', port: Number(port) });
    try {
      return void (await once(socket, 'connect'));
    } catch (error) {
      if (isGone() || Date.now() > until) throw error;
    } finally {
      socket.destroy();
    }
  }
};

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
