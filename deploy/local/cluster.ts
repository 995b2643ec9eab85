import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { realKafka } from '../../test/support/kafka.js';
import { realPostgres } from '../../test/support/postgres.js';

// The clustered installation on one machine without Docker: a PostgreSQL server, a Kafka broker, and two processes of
// each service from the built code. Everything listens on 127.0.0.1 and ends with this program.

const SERVICES = ['catalog', 'enrollment', 'certificates'] as const;
const INSTANCES = 2;

type Instance = { readonly url: string; end(): Promise<void> };

const root = fileURLToPath(new URL('../../', import.meta.url));
const closing: (() => Promise<void>)[] = [];

const startInstance = async (service: string, environment: NodeJS.ProcessEnv): Promise<Instance> => {
  const child = spawn(process.execPath, [`${root}dist/apps/${service}/src/main.js`], {
    env: { ...process.env, ...environment, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await firstUrl(service, child);
  return {
    url,
    end: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
};

const firstUrl = async (service: string, child: ChildProcess): Promise<string> => {
  if (!child.stdout) throw new TypeError('the child has no output');
  for await (const line of createInterface({ input: child.stdout })) {
    const url = new RegExp(`^${service} (http://\\S+)$`).exec(line)?.[1];
    if (url !== undefined) {
      child.stdout.resume();
      return url;
    }
  }
  throw new Error(`${service} did not start`);
};

const start = async (): Promise<{ urls: Record<string, readonly string[]>; databaseUrl: string }> => {
  const postgres = await realPostgres();
  closing.push(() => postgres.stop());
  const databaseUrl = await postgres.createDatabase();
  const kafka = await realKafka();
  closing.push(() => kafka.stop());
  const environment = {
    DATABASE_URL: databaseUrl,
    KAFKA_BROKERS: kafka.brokers.join(','),
    KAFKA_REPLICAS: '1',
    KAFKA_MIN_INSYNC_REPLICAS: '1',
    CLOCK: 'settable',
    VAULT_KEY: process.env['VAULT_KEY'] ?? randomBytes(32).toString('base64'),
  };
  const urls: Record<string, readonly string[]> = {};
  for (const service of SERVICES) {
    const instances: Instance[] = [];
    for (let n = 0; n < INSTANCES; n++) instances.push(await startInstance(service, environment));
    closing.push(async () => void (await Promise.all(instances.map((instance) => instance.end()))));
    urls[service] = instances.map((instance) => instance.url);
  }
  return { urls, databaseUrl };
};

let isStopping = false;
const stop = async (code: number): Promise<void> => {
  if (isStopping) return;
  isStopping = true;
  for (let step = closing.pop(); step; step = closing.pop()) await step().catch(() => undefined);
  process.exit(code);
};

const { json } = parseArgs({ options: { json: { type: 'boolean', default: false } } }).values;
process.on('SIGINT', () => void stop(0));
process.on('SIGTERM', () => void stop(0));

const run = async (): Promise<void> => {
  const { urls, databaseUrl } = await start();
  const lines = Object.entries(urls).map(
    ([name, both]) => `  ${name.padEnd(13)}${both.map((url) => `${url}/docs`).join('  ')}`,
  );
  const text = json
    ? JSON.stringify({ urls, databaseUrl })
    : ['The cluster is running. Ctrl+C stops it.', ...lines].join('\n');
  process.stdout.write(`${text}\n`);
};

run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  return stop(1);
});
