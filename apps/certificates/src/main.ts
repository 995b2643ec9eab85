import '@lib/runtime';
import 'reflect-metadata';
import type { StreamId } from '@lib/event-store';
import {
  Environment,
  clusterSettings,
  eventStoreSettings,
  openCluster,
  openEventStore,
  runProcess,
} from '@lib/operations';
import { certificatesMigrations } from './certificates.migrations.js';
import { CertificatesModule } from './certificates.module.js';
import { certificatesLog } from './certificates.publisher.js';
import { MeasuredStore } from './ledger/measured.store.js';

/** A stream that never is. */
const PROBE = 'readiness-probe' as StreamId;

runProcess(async () => {
  const env = new Environment(process.env);
  const settings = env.whole({ ...clusterSettings(env, 3003), eventStore: eventStoreSettings(env) });
  const { database, clock, metrics, serve } = await openCluster('certificates', settings, {
    certificates: certificatesMigrations,
  });
  const { store: bare, close } = await openEventStore(settings.eventStore, database);
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
