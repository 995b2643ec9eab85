import { clockMigrations, SettableClock } from '@lib/clock';
import { catalogGroups, enrollmentContracts } from '@lib/contracts';
import { PgDatabase, PgliteDatabase, migrate, type Database } from '@lib/database';
import { PostgresEventStore, eventStoreMigrations } from '@lib/event-store';
import { createHttpApp } from '@lib/http';
import { SystemClock, type Clock } from '@lib/kernel';
import { LocalTransport, Outbox, connectTransport, isUnavailable, type MessageLog } from '@lib/messaging';
import { OperationsModule } from '@lib/operations';
import { Module, type DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { catalogMigrations } from '../../catalog/src/catalog.migrations.js';
import { CatalogModule } from '../../catalog/src/catalog.module.js';
import { certificatesMigrations } from '../../certificates/src/certificates.migrations.js';
import { CertificatesModule } from '../../certificates/src/certificates.module.js';
import { certificatesLog } from '../../certificates/src/certificates.publisher.js';
import { enrollmentMigrations } from '../../enrollment/src/enrollment.migrations.js';
import { EnrollmentModule } from '../../enrollment/src/enrollment.module.js';
import { vaultKeyOf, type Config } from './config.js';

const HOST = '127.0.0.1';

export type System = {
  readonly urls: { readonly catalog: string; readonly enrollment: string; readonly certificates: string };
  /** Stops taking requests, finishes what is in hand, closes the database. */
  close(): Promise<void>;
};

/** Starts the three services in this process, on one database and the local bus. @throws FolderInUse */
export const startSystem = async (config: Config): Promise<System> => {
  const vaultKey = await vaultKeyOf(config);
  const database = await openDatabase(config);
  const closing: (() => Promise<void>)[] = [() => database.close()];
  const close = async (): Promise<void> => {
    for (let step = closing.pop(); step; step = closing.pop()) await step();
  };
  try {
    await migrateAll(database);
    const store = new PostgresEventStore(database);
    closing.push(() => store.close());
    const { clock, settable } = await openClock(config, database);
    closing.push(async () => settable?.clock.close());

    const catalogOutbox = new Outbox(database, 'catalog', [catalogGroups]);
    const enrollmentOutbox = new Outbox(database, 'enrollment', [enrollmentContracts]);
    const accountLog = certificatesLog(store);
    const logs: readonly MessageLog[] = [catalogOutbox, enrollmentOutbox, accountLog];

    const start = async (
      consumer: keyof System['urls'],
      module: DynamicModule,
      texts: { readonly title: string; readonly description: string },
      ownLag: (app: NestFastifyApplication) => Promise<number> = async () => 0,
    ): Promise<string> => {
      const transport = new LocalTransport({ consumer, database, schema: consumer, logs });
      const operations = OperationsModule.register({
        lag: async () => (await transport.lag()) + (await ownLag(app)),
        ...(settable ? { settable } : {}),
      });
      const app: NestFastifyApplication = await createHttpApp(hosting(module, operations), {
        ...texts,
        logger: false,
        isUnavailable,
      });
      closing.push(() => app.close());
      connectTransport(app, transport);
      await app.startAllMicroservices();
      await app.listen(config.ports[consumer], HOST);
      return addressOf(app);
    };
    const urls = {
      certificates: await start(
        'certificates',
        CertificatesModule.register({ database, clock, store, log: accountLog }),
        { title: 'Certificates', description: 'Financing programmes, certificate accounts, statements and quotes.' },
        (app) => app.get(CertificatesModule, { strict: false }).lag(),
      ),
      catalog: await start('catalog', CatalogModule.register({ database, clock, outbox: catalogOutbox }), {
        title: 'Catalog',
        description: 'Providers, programmes and study groups: import, search and group cards.',
      }),
      enrollment: await start(
        'enrollment',
        EnrollmentModule.register({ database, clock, outbox: enrollmentOutbox, vaultKey }),
        { title: 'Enrollment', description: 'Children, applications, contracts and reported lessons.' },
      ),
    };
    return { urls, close };
  } catch (error) {
    await close();
    throw error;
  }
};

const openDatabase = async ({ databaseUrl, dataFolder }: Config): Promise<Database> =>
  databaseUrl === undefined ? PgliteDatabase.open(dataFolder) : new PgDatabase(databaseUrl);

const migrateAll = async (database: Database): Promise<void> => {
  await migrate(database, 'clock', clockMigrations);
  await migrate(database, 'event_store', eventStoreMigrations);
  await migrate(database, 'catalog', catalogMigrations);
  await migrate(database, 'enrollment', enrollmentMigrations);
  await migrate(database, 'certificates', certificatesMigrations);
};

const openClock = async (
  config: Config,
  database: Database,
): Promise<{ clock: Clock; settable?: { clock: SettableClock; database: Database } }> => {
  if (config.clock === 'system') return { clock: new SystemClock() };
  const clock = await SettableClock.open(database);
  return { clock, settable: { clock, database } };
};

@Module({})
class Host {}
const hosting = (...imports: readonly DynamicModule[]): DynamicModule => ({ module: Host, imports: [...imports] });

const addressOf = (app: NestFastifyApplication): string => {
  const address = app.getHttpServer().address();
  if (address === null || typeof address === 'string') throw new TypeError('the service listens on no port');
  return `http://${HOST}:${address.port}`;
};
