import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SettableClock } from '@lib/clock';
import type { Database } from '@lib/database';
import { createHttpApp } from '@lib/http';
import type { MessageTransport, Replays } from '@lib/messaging';
import { OperationsModule } from '@lib/operations';
import { Metrics } from '@lib/telemetry';
import { startSystem } from '../../apps/embedded/src/system.js';

export const openApiFolder = new URL('../../docs/openapi/', import.meta.url).pathname;

/** What the running services say about themselves, by the name of the file in docs/openapi. */
export const openApiFiles = async (): Promise<ReadonlyMap<string, string>> => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'certificate-ledger-openapi-'));
  const system = await startSystem({
    dataFolder,
    databaseUrl: undefined,
    ports: { catalog: 0, enrollment: 0, certificates: 0 },
    clock: 'settable',
    vaultKey: undefined,
  });
  try {
    const files = Object.entries(system.urls).map(async ([name, url]) => {
      const response = await fetch(`${url}/openapi.json`);
      return [`${name}.json`, fileOf(await response.json())] as const;
    });
    const all = [...(await Promise.all(files)), ['operations.json', fileOf(await operations())] as const];
    return new Map(all.toSorted(([a], [b]) => (a < b ? -1 : 1)));
  } finally {
    await system.close();
    await rm(dataFolder, { recursive: true, force: true });
  }
};

/** What an operator asks of a service of a cluster: the embedded ones have no replays and no metrics. Nobody is asked here. */
const operations = async (): Promise<unknown> => {
  const nobody = { database: {} as Database, schema: 'nobody' };
  const module = OperationsModule.register({
    lag: async () => 0,
    dependencies: {},
    settable: { clock: {} as SettableClock, database: nobody.database },
    parked: { transport: {} as MessageTransport, ...nobody },
    replays: { replays: {} as Replays, ...nobody },
    hasPublished: async () => true,
    metrics: new Metrics('any'),
  });
  const title = 'Operations';
  const app = await createHttpApp(module, {
    title,
    description: 'What every service of a cluster answers.',
    logger: false,
  });
  try {
    return (await app.inject('/openapi.json')).json();
  } finally {
    await app.close();
  }
};

const fileOf = (document: unknown): string => `${JSON.stringify(sorted(document), undefined, 2)}\n`;

/** Paths and schemas stand in the order in which modules are loaded, which says nothing. */
const sorted = (document: unknown): unknown => {
  const { paths, components, ...rest } = document as Document;
  const { schemas, ...others } = components ?? {};
  return { ...rest, paths: byName(paths), components: { ...others, schemas: byName(schemas) } };
};

type Document = { paths?: object; components?: { schemas?: object } };

const byName = (record: object = {}): object =>
  Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)));
