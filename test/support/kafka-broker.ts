import { spawn } from 'node:child_process';
import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answering } from '../../apps/cluster/src/answering.js';
import { brokerProgram, fetchKafka, type Place } from '../../apps/cluster/src/kafka-broker.js';
import { steadyPort } from '../../apps/cluster/src/steady-port.js';
import type { Identity } from './authority.js';

/** A broker of our own: it may be killed. */
export type Broker = {
  readonly address: string;
  /** The number of its process. */
  readonly pid: number | undefined;
  /** kill -9; what it has written stays. */
  kill(): Promise<void>;
  /** Starts it again at the same address, with what it had written. */
  restart(): Promise<void>;
  /** Ends it for good and removes its folder. */
  stop(): Promise<void>;
};

/** What a broker shows to whoever comes, over TLS alone, and who may come (SASL, PLAIN). */
export type Secured = { readonly identity: Identity; readonly user: string; readonly password: string };

/**
 * One node on free ports of 127.0.0.1, by Java 17 and Maven. `onDeath` is told how it ended, and its last lines, when
 * nobody here has ended it.
 * @throws Error when there is no Java or no Maven
 */
export const startBroker = async (
  secured?: Secured,
  onDeath: (how: string) => void = () => undefined,
): Promise<Broker> => {
  const libs = await fetchKafka();
  const folder = await mkdtemp(join(tmpdir(), 'certificate-ledger-kafka-'));
  const [port, controllerPort] = [await steadyPort(), await steadyPort()];
  const properties = secured && (await writeProperties(folder, secured, port, controllerPort));
  const run = (): Promise<Running> => runBroker({ folder, libs, port, controllerPort, properties }, onDeath);
  const address = `${secured ? 'localhost' : '127.0.0.1'}:${port}`;
  let running = await run();
  return {
    address,
    get pid() {
      return running.pid;
    },
    kill: () => running.kill(),
    restart: async () => {
      running = await run();
    },
    stop: async () => {
      await running.kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

/** It calls itself `localhost`; only it itself speaks to it in the clear. */
const writeProperties = async (
  folder: string,
  { identity, user, password }: Secured,
  port: number,
  controllerPort: number,
): Promise<string> => {
  const [store, file, inner] = [join(folder, 'broker.pem'), join(folder, 'properties'), await steadyPort()];
  await writeFile(store, `${identity.key}${identity.certificate}`, { mode: 0o600 });
  const module = 'org.apache.kafka.common.security.plain.PlainLoginModule';
  const lines = {
    listeners: `SASL_SSL://127.0.0.1:${port},PLAINTEXT://127.0.0.1:${inner},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `SASL_SSL://localhost:${port},PLAINTEXT://127.0.0.1:${inner}`,
    'listener.security.protocol.map': 'SASL_SSL:SASL_SSL,PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'inter.broker.listener.name': 'PLAINTEXT',
    'ssl.keystore.type': 'PEM',
    'ssl.keystore.location': store,
    'sasl.enabled.mechanisms': 'PLAIN',
    'listener.name.sasl_ssl.plain.sasl.jaas.config': `${module} required user_${user}="${password}";`,
  };
  const text = Object.entries(lines).map(([name, value]) => `${name}=${value}\n`);
  await writeFile(file, text.join(''), { mode: 0o600 });
  return file;
};

type Running = { readonly pid: number | undefined; kill(): Promise<void> };

/** Resolves when the broker answers. */
const runBroker = async (place: Place, onDeath: (how: string) => void): Promise<Running> => {
  const log = await open(join(place.folder, 'output'), 'w');
  const { command, args } = brokerProgram(place);
  const child = spawn(command, args, { stdio: ['ignore', log.fd, log.fd] });
  await log.close();
  const said = (): Promise<string> => readFile(join(place.folder, 'output'), 'utf8').catch(() => '');
  let isGone = false;
  let isOurs = true;
  const ended = new Promise<string>((resolve) => {
    const settle = (how: unknown): void => {
      isGone = true;
      resolve(String(how));
    };
    child.once('error', settle);
    child.once('exit', (code, signal) => settle(signal ?? `code ${code}`));
  });
  const end = (): boolean => child.kill('SIGKILL');
  process.once('exit', end);
  const kill = async (): Promise<void> => {
    process.off('exit', end);
    isOurs = true;
    if (!isGone) end();
    await ended;
  };
  try {
    await answering(`127.0.0.1:${place.port}`, () => isGone);
  } catch (error) {
    await kill();
    throw new Error(`Kafka did not start: ${String(error)}\n${await said()}`, { cause: error });
  }
  isOurs = false;
  const tellOfDeath = async (): Promise<void> => {
    const how = await ended;
    if (!isOurs) onDeath([how, ...(await said()).trimEnd().split('\n').slice(-LINES_TOLD)].join('\n'));
  };
  void tellOfDeath();
  return { pid: child.pid, kill };
};

const LINES_TOLD = 20;
