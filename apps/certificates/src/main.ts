import '@lib/runtime';
import 'reflect-metadata';
import {
  PostgresEventStore,
  eventStoreMigrations,
  openEsdbEventStore,
  type EventStore,
  type StreamId,
} from '@lib/event-store';
import { Environment, clusterSettings, openCluster, runProcess, type ClusterResources } from '@lib/operations';
import { certificatesMigrations } from './certificates.migrations.js';
import { CertificatesModule } from './certificates.module.js';
import { certificatesLog } from './certificates.publisher.js';
import { MeasuredStore } from './ledger/measured.store.js';

/** A stream that never is. */
const PROBE = 'readiness-probe' as StreamId;

type OpenStore = {
  readonly store: EventStore;
  readonly close: () => Promise<void>;
  /** Rejects while nothing can be appended, as far as the store tells. */
  readonly takesWrites: () => Promise<unknown>;
};

runProcess(async (stopping) => {
  const env = new Environment(process.env);
  const settings = env.whole({
    ...clusterSettings(env, 3003),
    /** Where the events are: the service's own database unless told. */
    eventStoreUrl: env.address('EVENTSTORE_URL', ['esdb', 'esdb+discover', 'postgres', 'postgresql']),
  });
  const isOwn = settings.eventStoreUrl === undefined;
  const migrations = { certificates: certificatesMigrations, ...(isOwn ? { event_store: eventStoreMigrations } : {}) };
  const resources = await openCluster('certificates', settings, migrations, stopping);
  const { database, clock, metrics, serve } = resources;
  const { store: bare, close, takesWrites } = await openStore(settings.eventStoreUrl, resources);
  const store = metrics ? new MeasuredStore(bare, metrics) : bare;
  const log = certificatesLog(store);
  const service = await serve(
    log,
    {
      ...CertificatesModule.about,
      module: CertificatesModule.register({ database, clock, store, log }),
      lag: (app) => app.get(CertificatesModule, { strict: false }).lag(),
      dependencies: { 'event store': takesWrites },
    },
    close,
  );
  return { greeting: `certificates ${service.url}`, close: () => service.close() };
});

const openStore = async (
  url: string | undefined,
  { database: own, connect }: Pick<ClusterResources, 'database' | 'connect'>,
): Promise<OpenStore> => {
  if (url?.startsWith('esdb')) {
    const store = await openEsdbEventStore(url);
    return { store, close: () => store.close(), takesWrites: () => store.read(PROBE) };
  }
  const database = url === undefined ? own : await connect(url, 'event_store', eventStoreMigrations);
  const store = new PostgresEventStore(database);
  return {
    store,
    close: async () => {
      await store.close();
      if (database !== own) await database.close();
    },
    takesWrites: () => database.takesWrites(),
  };
};
