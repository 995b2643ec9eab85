import '@lib/runtime';
import 'reflect-metadata';
import { eventStoreMigrations } from '@lib/event-store';
import { Peer } from '@lib/http';
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
import { certificatesPolicy } from './certificates.policy.js';
import { certificatesLog } from './certificates.publisher.js';

runProcess(async (stopping) => {
  const env = new Environment(process.env);
  const settings = env.whole({
    ...clusterSettings(env, 3003),
    eventStore: eventStoreSettings(env),
    /** Asked who acts for a child. */
    enrollmentUrl: env.required('ENROLLMENT_URL', env.addresses('ENROLLMENT_URL', ['http', 'https'])),
  });
  const isOwn = settings.eventStore.url === undefined;
  const migrations = { certificates: certificatesMigrations, ...(isOwn ? { event_store: eventStoreMigrations } : {}) };
  const resources = await openCluster('certificates', settings, migrations, stopping);
  const { database, clock, metrics, serve } = resources;
  const { store: bare, close, takesWrites } = await openEventStore(settings.eventStore, resources);
  const store = CertificatesModule.measured(bare, metrics);
  const log = certificatesLog(store);
  const service = await serve(
    log,
    {
      ...CertificatesModule.about,
      policy: certificatesPolicy,
      module: CertificatesModule.register({
        database,
        clock,
        store,
        log,
        enrollment: new Peer(settings.enrollmentUrl),
      }),
      lag: (app) => app.get(CertificatesModule, { strict: false }).lag(),
      dependencies: { 'event store': takesWrites },
    },
    close,
  );
  return { greeting: `certificates ${service.url}`, close: () => service.close() };
});
