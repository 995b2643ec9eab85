import { rm } from 'node:fs/promises';
import type { SettableClock } from '@lib/clock';
import type { Database } from '@lib/database';
import { createHttpApp } from '@lib/http';
import type { MessageTransport, Replays } from '@lib/messaging';
import { OperationsModule, operationsExamples, operationsPolicy } from '@lib/operations';
import { Metrics } from '@lib/telemetry';
import { startSystem } from '../../apps/embedded/src/system.js';
import { trusting, trusts } from '../support/login.js';
import { freshStore } from '../support/fresh-store.js';
import { UNCOUNTED_HTTP } from '../support/uncounted.js';

/** An OpenAPI document as the tests look at it. */
export type Document = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
};
export type DescribedOperation = {
  readonly operationId: string;
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, unknown>> };
  readonly responses: Readonly<
    Record<string, { readonly description: string; readonly content?: object; readonly headers?: object }>
  >;
};

/** Services that run, by the name of their file in docs/openapi. */
export type DescribedServices = {
  readonly urls: Readonly<Record<string, string>>;
  close(): Promise<void>;
};

/**
 * Starts the services, and apart what an operator asks of a service of a cluster: these have no
 * replays, and are started without metrics. Behind those is nobody.
 */
export const openServices = async (): Promise<DescribedServices> => {
  const dataFolder = await freshStore();
  const system = await trusting(
    startSystem({
      dataFolder,
      databaseUrl: undefined,
      ports: { catalog: 0, enrollment: 0, certificates: 0 },
      http: UNCOUNTED_HTTP,
      clock: 'settable',
      vaultKeys: undefined,
    }),
  );
  const operations = await startOperations();
  trusts({ operations: operations.url }, system.issuer);
  return {
    urls: { ...system.urls, operations: operations.url },
    close: async () => {
      await operations.close();
      await system.close();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
};

/** What services say about themselves. */
export const documentsOf = async ({ urls }: DescribedServices): Promise<Readonly<Record<string, Document>>> =>
  Object.fromEntries(
    await Promise.all(
      Object.entries(urls).map(async ([name, url]) => {
        const response = await fetch(`${url}/openapi.json`);
        return [name, sorted((await response.json()) as Document)] as const;
      }),
    ),
  );

/** Every operation of a document. */
export const operationsIn = (
  document: Document,
): readonly { readonly path: string; readonly method: string; readonly operation: DescribedOperation }[] =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );

/** What the running services say about themselves, by the name of the file in docs/openapi. */
export const openApiFiles = async (): Promise<ReadonlyMap<string, string>> => {
  const services = await openServices();
  try {
    return filesOf(await documentsOf(services));
  } finally {
    await services.close();
  }
};

/** The files of documents, as docs/openapi has them. */
export const filesOf = (documents: Readonly<Record<string, Document>>): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(documents)
      .map(([name, document]) => [`${name}.json`, `${JSON.stringify(document, undefined, 2)}\n`] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );

const ADMINISTRATOR = {
  known: () => undefined,
  caller: async () =>
    ({
      kind: 'person',
      name: 'administrator',
      grants: [{ role: 'administrator', of: undefined }],
      scopes: [],
    }) as const,
};

const startOperations = async (): Promise<{ readonly url: string; readonly close: () => Promise<void> }> => {
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
  const app = await createHttpApp(module, {
    title: 'Operations',
    description: 'What every service of a cluster answers.',
    access: { policy: operationsPolicy, tokens: ADMINISTRATOR },
    examples: operationsExamples,
    logger: false,
  });
  await app.listen(0, '127.0.0.1');
  return { url: await app.getUrl(), close: () => app.close() };
};

/** Paths and schemas stand in the order in which modules are loaded, which says nothing. */
const sorted = ({ paths, components, ...rest }: Document): Document => ({
  ...rest,
  paths: byName(paths),
  components: { ...components, schemas: byName(components.schemas) },
});

const byName = <T>(record: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)));
