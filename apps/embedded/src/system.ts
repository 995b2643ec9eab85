import { clockSchema } from '@lib/clock';
import { catalogGroups, enrollmentContracts } from '@lib/contracts';
import { PgDatabase, PgliteDatabase, migrate, onceReached, type Database, type Schema } from '@lib/database';
import { eventStoreSchema } from '@lib/event-store';
import type { Clock } from '@lib/kernel';
import { LocalTransport, Outbox, TransportCopyLevel, type MessageLog } from '@lib/messaging';
import {
  Pruning,
  openClock,
  openEventStore,
  startService,
  warnOwner,
  type PruneSettings,
  type ServiceName,
  type ServiceParts,
} from '@lib/operations';
import type { LoggerService } from '@nestjs/common';
import { catalogSchema } from '../../catalog/src/catalog.migrations.js';
import { CatalogModule } from '../../catalog/src/catalog.module.js';
import { certificatesSchema } from '../../certificates/src/certificates.migrations.js';
import { CertificatesModule } from '../../certificates/src/certificates.module.js';
import { certificatesLog } from '../../certificates/src/certificates.publisher.js';
import { enrollmentSchema } from '../../enrollment/src/enrollment.migrations.js';
import { EnrollmentModule } from '../../enrollment/src/enrollment.module.js';
import { vaultKeyOf, type Installation } from './config.js';

const HOST = '127.0.0.1';

/** In the order in which they are made. */
const SCHEMAS = [clockSchema, eventStoreSchema, catalogSchema, enrollmentSchema, certificatesSchema];

export type System = {
  readonly urls: Readonly<Record<ServiceName, string>>;
  /** An earlier version had made the installation, which cannot be opened by that version any more. */
  readonly isUpgraded: boolean;
  /** Stops taking requests, finishes what is in hand, closes the database. */
  close(): Promise<void>;
};

/**
 * Starts the three services in this process, on one database and the local bus. Waits for a server that is away as long as
 * it takes, or until it is told to stop. @throws FolderInUse, DatabaseIsNewer, UnfitServer, ClocksDiffer
 */
export const startSystem = async (
  installation: Installation,
  logger?: LoggerService,
  stopping?: AbortSignal,
): Promise<System> => {
  const [vaultKey, { checkpoints }] = [await vaultKeyOf(installation), installation];
  const say = (text: string): void => void logger?.warn(text, 'database');
  const database = await openDatabase(installation, say);
  const closing: (() => Promise<void>)[] = [() => database.close()];
  const close = async (): Promise<void> => {
    for (let step = closing.pop(); step; step = closing.pop()) await step();
  };
  try {
    const reached = <T>(work: () => Promise<T>): Promise<T> => onceReached(work, { say, signal: stopping });
    const { isUpgraded, clock, settable } = await reached(async () => {
      await database.check();
      const upgraded = await migrateAll(database, SCHEMAS);
      if (installation.databaseUrl !== undefined) await warnOwner(database, SCHEMAS, say);
      return {
        isUpgraded: upgraded,
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
    const {
      store,
      close: closeStore,
      takesWrites,
    } = await openEventStore(installation.eventStore, { database, connect });
    closing.push(closeStore);
    closing.push(async () => settable?.clock.close());

    const outboxes = {
      catalog: new Outbox(database, 'catalog', [catalogGroups]),
      enrollment: new Outbox(database, 'enrollment', [enrollmentContracts]),
    };
    const logs = { ...outboxes, certificates: certificatesLog(store) };
    const transports = transportsOf(database, Object.values(logs));
    const start = async (
      name: ServiceName,
      parts: Pick<ServiceParts, 'title' | 'description' | 'module' | 'lag'>,
    ): Promise<string> => {
      const service = await startService({
        ...parts,
        transport: transports[name],
        host: HOST,
        port: installation.ports[name],
        settable,
        answers: { database, schema: name },
        dependencies: {
          database: () => database.takesWrites(),
          clock: () => clock.refresh(),
          'event store': takesWrites,
        },
        logger,
      });
      closing.push(() => service.close());
      return service.url;
    };
    const certificates = await start('certificates', {
      ...CertificatesModule.about,
      module: CertificatesModule.register({ database, clock, store, log: logs.certificates, checkpoints }),
      lag: (app) => app.get(CertificatesModule, { strict: false }).lag(),
    });
    const catalog = await start('catalog', {
      ...CatalogModule.about,
      module: CatalogModule.register({ database, clock, outbox: outboxes.catalog }),
    });
    const copyLevel = new TransportCopyLevel(transports.enrollment);
    const outbox = outboxes.enrollment;
    const options = { database, clock, outbox, vaultKey, copyLevel, certificatesUrl: certificates };
    const module = EnrollmentModule.register(options);
    const enrollment = await start('enrollment', { ...EnrollmentModule.about, module });
    closing.push(startPruning(installation.pruning, database, clock, logs, Object.values(transports)));
    const urls = { certificates, catalog, enrollment };
    return { urls, isUpgraded, close };
  } catch (error) {
    await close();
    throw error;
  }
};

/** A consumer of all logs for each service. */
const transportsOf = (
  database: Database,
  logs: readonly MessageLog[],
): Readonly<Record<ServiceName, LocalTransport>> => {
  const of = (consumer: ServiceName): LocalTransport =>
    new LocalTransport({ consumer, database, schema: consumer, logs });
  return { catalog: of('catalog'), enrollment: of('enrollment'), certificates: of('certificates') };
};

/** Prunes each service's tables, its log behind all of its readers. The returned function ends it. */
const startPruning = (
  settings: PruneSettings | undefined,
  database: Database,
  clock: Clock,
  logs: Readonly<Record<ServiceName, MessageLog>>,
  transports: readonly LocalTransport[],
): (() => Promise<void>) => {
  if (!settings) return () => Promise.resolve();
  const prunings = (['catalog', 'enrollment', 'certificates'] as const).map((schema) => {
    const log = logs[schema];
    const readers = async (): Promise<readonly string[]> => {
      const places = await Promise.all(transports.map((transport) => transport.place(log)));
      return places.filter((place) => place !== undefined);
    };
    return new Pruning({ database, schema, clock, settings, log, readers });
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
