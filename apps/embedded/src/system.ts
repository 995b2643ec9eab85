import { TokenCheck, type Policy } from '@lib/access';
import { clockSchema } from '@lib/clock';
import { catalogGroups, enrollmentContracts } from '@lib/contracts';
import { PgDatabase, PgliteDatabase, migrate, onceReached, type Database, type Schema } from '@lib/database';
import { eventStoreSchema } from '@lib/event-store';
import { Peer } from '@lib/http';
import type { Clock } from '@lib/kernel';
import { LocalTransport, Outbox, TransportCopyLevel, type MessageLog } from '@lib/messaging';
import {
  Environment,
  Pruning,
  openClock,
  openEventStore,
  startService,
  warnOwner,
  webhookSettings,
  type PruneSettings,
  type PrunedTable,
  type ServiceName,
  type ServiceParts,
  type WebhookSettings,
} from '@lib/operations';
import { Metrics, ProcessMetrics } from '@lib/telemetry';
import type { DynamicModule, LoggerService } from '@nestjs/common';
import { catalogSchema } from '../../catalog/src/catalog.migrations.js';
import { CatalogModule } from '../../catalog/src/catalog.module.js';
import { catalogPolicy } from '../../catalog/src/catalog.policy.js';
import { certificatesSchema } from '../../certificates/src/certificates.migrations.js';
import { CertificatesModule } from '../../certificates/src/certificates.module.js';
import { certificatesPolicy } from '../../certificates/src/certificates.policy.js';
import { certificatesLog } from '../../certificates/src/certificates.publisher.js';
import { enrollmentSchema } from '../../enrollment/src/enrollment.migrations.js';
import { EnrollmentModule } from '../../enrollment/src/enrollment.module.js';
import { enrollmentPolicy } from '../../enrollment/src/enrollment.policy.js';
import { portalSchema } from '../../portal/src/portal.migrations.js';
import { webhooksSchema } from '../../webhooks/src/webhooks.migrations.js';
import { WebhooksModule } from '../../webhooks/src/webhooks.module.js';
import { webhooksPolicy } from '../../webhooks/src/webhooks.policy.js';
import { vaultKeysOf, webhooksKeyOf, type Installation } from './config.js';
import { loginOf, withDemoPrograms } from './login.js';
import { portalOf } from './portal.js';

const HOST = '127.0.0.1';
const POLICIES: Readonly<Record<ServiceName, Policy>> = {
  catalog: catalogPolicy,
  enrollment: enrollmentPolicy,
  certificates: certificatesPolicy,
  webhooks: webhooksPolicy,
};
/** Where an installation says nothing of webhooks. */
const WEBHOOKS: WebhookSettings = webhookSettings(new Environment({}));

/** In the order in which they are made. */
const SCHEMAS = [
  clockSchema,
  eventStoreSchema,
  catalogSchema,
  enrollmentSchema,
  certificatesSchema,
  webhooksSchema,
  portalSchema,
];

export type System = {
  readonly urls: Readonly<Record<ServiceName, string>>;
  /** The cabinet in a browser; undefined where none is wanted. */
  readonly portal?: string;
  /** The issuer whose tokens the services take. */
  readonly issuer: string;
  /** Undefined where the issuer is another. */
  readonly demoTokenOf?: (name: string) => Promise<string>;
  /** An earlier version had made the installation, which cannot be opened by that version any more. */
  readonly isUpgraded: boolean;
  /** Stops taking requests, finishes what is in hand, closes the database. */
  close(): Promise<void>;
};

/**
 * Starts the services in this process, on one database and the local bus. Waits for a server that is away as long as
 * it takes, or until it is told to stop. @throws FolderInUse, DatabaseIsNewer, UnfitServer, ClocksDiffer
 */
export const startSystem = async (
  installation: Installation,
  logger?: LoggerService,
  stopping?: AbortSignal,
): Promise<System> => {
  const vaultKeys = await vaultKeysOf(installation);
  const closing: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (let step = closing.pop(); step; step = closing.pop()) await step();
  };
  try {
    const { database, clock, settable, isUpgraded, bare, takesWrites } = await openStores(installation, closing, {
      say: (text) => void logger?.warn(text, 'database'),
      stopping,
    });
    const { login, demo } = await loginOf(installation, closing);
    const http = installation.login ? installation.http : withDemoPrograms(installation.http);
    const tokens = new TokenCheck(login);
    const metrics = installation.isMeasured ? metricsOf() : undefined;
    const store = CertificatesModule.measured(bare, metrics?.certificates);
    const outboxes = outboxesOf(database);
    const logs = { ...outboxes, certificates: certificatesLog(store) };
    const transports = transportsOf(database, Object.values(logs));
    const dependencies = {
      database: () => database.takesWrites(),
      clock: () => clock.refresh(),
      'event store': takesWrites,
    };
    const start = async (
      name: ServiceName,
      module: DynamicModule,
      parts: Pick<ServiceParts, 'title' | 'description' | 'examples' | 'lag'>,
    ): Promise<string> => {
      const service = await startService({
        ...parts,
        module,
        access: { policy: POLICIES[name], tokens },
        transport: transports[name],
        host: HOST,
        port: installation.ports[name] ?? 0,
        http,
        settable,
        answers: { database, schema: name },
        dependencies,
        logger,
        metrics: metrics?.[name],
      });
      closing.push(() => service.close());
      return service.url;
    };
    // Each of the two asks the other; this one listens later.
    let enrollmentUrl = '';
    const ofCertificates = CertificatesModule.register({
      database,
      clock,
      store,
      checkpoints: installation.checkpoints,
      enrollment: new Peer(() => enrollmentUrl),
    });
    const certificates = await start('certificates', ofCertificates, {
      ...CertificatesModule.about,
      lag: (app) => app.get(CertificatesModule, { strict: false }).lag(),
    });
    const ofCatalog = CatalogModule.register({ database, clock, outbox: outboxes.catalog });
    const catalog = await start('catalog', ofCatalog, CatalogModule.about);
    const copyLevel = new TransportCopyLevel(transports.enrollment);
    const outbox = outboxes.enrollment;
    const { mail } = installation;
    const options = { database, clock, outbox, vaultKeys, copyLevel, certificatesUrl: certificates, mail };
    const enrollment = await start('enrollment', await EnrollmentModule.register(options), EnrollmentModule.about);
    enrollmentUrl = enrollment;
    const settings = installation.webhooks ?? WEBHOOKS;
    const key = await webhooksKeyOf(installation);
    const ofWebhooks = WebhooksModule.register({ database, settings, key, metrics: metrics?.webhooks });
    const webhooks = await start('webhooks', ofWebhooks, WebhooksModule.about);
    const more = { webhooks: WebhooksModule.pruned(database, settings) };
    closing.push(startPruning(installation.pruning, { database, clock, logs, transports, metrics, more }));
    const urls = { certificates, catalog, enrollment, webhooks };
    const portal = await portalOf(installation, { database, urls, tokens: login, logger, demo }, closing);
    const demoTokenOf = demo && ((name: string) => demo.tokenOf(name));
    return { urls, issuer: login.issuer, isUpgraded, close, ...portal, ...(demoTokenOf && { demoTokenOf }) };
  } catch (error) {
    await close();
    throw error;
  }
};

/** The database, the clock and the event store. What closes them is added to `closing`. */
const openStores = async (
  installation: Installation,
  closing: (() => Promise<void>)[],
  { say, stopping }: { readonly say: (text: string) => void; readonly stopping: AbortSignal | undefined },
) => {
  const database = await openDatabase(installation, say);
  closing.push(() => database.close());
  const reached = <T>(work: () => Promise<T>): Promise<T> => onceReached(work, { say, signal: stopping });
  const opened = await reached(async () => {
    await database.check();
    const isUpgraded = await migrateAll(database, SCHEMAS);
    if (installation.databaseUrl !== undefined) await warnOwner(database, SCHEMAS, say);
    return {
      isUpgraded,
      ...(await openClock(installation.clock, database, ['catalog', 'enrollment', 'certificates'])),
    };
  });
  const connect = async (url: string, schema: Schema): Promise<Database> => {
    const other = await openDatabase({ ...installation, databaseUrl: url }, say);
    await reached(async () => {
      await other.check();
      await migrateAll(other, [schema]);
      await warnOwner(other, [schema], say);
    });
    return other;
  };
  const { store, close, takesWrites } = await openEventStore(installation.eventStore, { database, connect });
  closing.push(close);
  closing.push(async () => opened.settable?.clock.close());
  return { database, ...opened, bare: store, takesWrites };
};

const outboxesOf = (database: Database): Readonly<Record<'catalog' | 'enrollment', Outbox>> => ({
  catalog: new Outbox(database, 'catalog', [catalogGroups]),
  enrollment: new Outbox(database, 'enrollment', [enrollmentContracts]),
});

/** A consumer of all logs for each service. */
const transportsOf = (
  database: Database,
  logs: readonly MessageLog[],
): Readonly<Record<ServiceName, LocalTransport>> => {
  const of = (consumer: ServiceName): LocalTransport =>
    new LocalTransport({ consumer, database, schema: consumer, logs });
  return {
    catalog: of('catalog'),
    enrollment: of('enrollment'),
    certificates: of('certificates'),
    webhooks: of('webhooks'),
  };
};

type MetricsOfServices = Readonly<Record<ServiceName, Metrics>>;

/** Of one process: what it has as a whole is told once, whichever service is asked. */
const metricsOf = (): MetricsOfServices => {
  const shared = new ProcessMetrics('certificate-ledger');
  const of = (service: ServiceName): Metrics => new Metrics(service, shared);
  return {
    catalog: of('catalog'),
    enrollment: of('enrollment'),
    certificates: of('certificates'),
    webhooks: of('webhooks'),
  };
};

type Pruned = {
  readonly database: Database;
  readonly clock: Clock;
  /** Webhooks publish nothing. */
  readonly logs: Readonly<Partial<Record<ServiceName, MessageLog>>>;
  readonly transports: Readonly<Record<ServiceName, LocalTransport>>;
  readonly metrics: MetricsOfServices | undefined;
  readonly more: Readonly<Partial<Record<ServiceName, readonly PrunedTable[]>>>;
};

/** Prunes each service's tables, its log behind all of its readers. The returned function ends it. */
const startPruning = (
  settings: PruneSettings | undefined,
  { database, clock, logs, transports, metrics, more }: Pruned,
): (() => Promise<void>) => {
  if (!settings) return () => Promise.resolve();
  const prunings = (['catalog', 'enrollment', 'certificates', 'webhooks'] as const).map((schema) => {
    const log = logs[schema];
    const readers = async (): Promise<readonly string[]> => {
      if (!log) return [];
      const places = await Promise.all(Object.values(transports).map((transport) => transport.place(log)));
      return places.filter((place) => place !== undefined);
    };
    return new Pruning({
      database,
      schema,
      clock,
      settings,
      log,
      readers,
      more: more[schema],
      metrics: metrics?.[schema],
    });
  });
  for (const pruning of prunings) pruning.start();
  return async () => void (await Promise.all(prunings.map((pruning) => pruning.close())));
};

const openDatabase = async (
  { databaseUrl, databaseLimits, dataFolder }: Installation,
  say: (text: string) => void,
): Promise<Database> =>
  databaseUrl === undefined
    ? PgliteDatabase.open(dataFolder)
    : new PgDatabase(databaseUrl, { say, ...(databaseLimits && { limits: databaseLimits }) });

/** True when an earlier version had made the installation. */
const migrateAll = async (database: Database, schemas: readonly Schema[]): Promise<boolean> => {
  let isUpgraded = false;
  for (const { name, migrations } of schemas)
    if ((await migrate(database, name, migrations)).length > 0) isUpgraded = true;
  return isUpgraded;
};
