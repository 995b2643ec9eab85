import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
      return [`${name}.json`, `${JSON.stringify(sorted(await response.json()), undefined, 2)}\n`] as const;
    });
    return new Map((await Promise.all(files)).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  } finally {
    await system.close();
    await rm(dataFolder, { recursive: true, force: true });
  }
};

/** Paths and schemas stand in the order in which modules are loaded, which says nothing. */
const sorted = (document: unknown): unknown => {
  const { paths, components, ...rest } = document as Document;
  const { schemas, ...others } = components ?? {};
  return { ...rest, paths: byName(paths), components: { ...others, schemas: byName(schemas) } };
};

type Document = { paths?: object; components?: { schemas?: object } };

const byName = (record: object = {}): object =>
  Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)));
