import '@lib/runtime';
import 'reflect-metadata';
import { PgDatabase, migrate, type Database } from '@lib/database';
import {
  PostgresEventStore,
  eventStoreMigrations,
  openEsdbEventStore,
  type EventStore,
  type StreamId,
} from '@lib/event-store';
import { Environment, clusterSettings, openCluster, runProcess } from '@lib/operations';
import { certificatesMigrations } from './certificates.migrations.js';
import { CertificatesModule } from './certificates.module.js';
import { certificatesLog } from './certificates.publisher.js';
import { MeasuredStore } from './ledger/measured.store.js';

/** A stream that never is. */
const PROBE = 'readiness-probe' as StreamId;

type OpenStore = { readonly store: EventStore; readonly close: () => Promise<void> };

runProcess(async () => {
  const env = new Environment(process.env);
  const settings = env.whole({
    ...clusterSettings(env, 3003),
    /** Where the events are: the service's own database unless told. */
    eventStoreUrl: env.address('EVENTSTORE_URL', ['esdb', 'esdb+discover', 'postgres', 'postgresql']),
  });
  const { database, clock, metrics, serve } = await openCluster('certificates', settings, {
    certificates: certificatesMigrations,
  });
  const { store: bare, close } = await openStore(settings.eventStoreUrl, database);
  const store = metrics ? new MeasuredStore(bare, metrics) : bare;
  const log = certificatesLog(store);
  const service = await serve(
    log,
    {
      ...CertificatesModule.about,
      module: CertificatesModule.register({ database, clock, store, log }),
      lag: (app) => app.get(CertificatesModule, { strict: false }).lag(),
      dependencies: { 'event store': () => store.read(PROBE) },
    },
    close,
  );
  return { greeting: `certificates ${service.url}`, close: () => service.close() };
});

const openStore = async (url: string | undefined, own: Database): Promise<OpenStore> => {
  if (url?.startsWith('esdb')) {
    const store = await openEsdbEventStore(url);
    return { store, close: () => store.close() };
  }
  const database = url === undefined ? own : new PgDatabase(url);
  await migrate(database, 'event_store', eventStoreMigrations);
  const store = new PostgresEventStore(database);
  return {
    store,
    close: async () => {
      await store.close();
      if (database !== own) await database.close();
    },
  };
};
