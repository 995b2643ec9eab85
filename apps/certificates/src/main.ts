import '@lib/runtime';
import 'reflect-metadata';
import { eventStoreSchema } from '@lib/event-store';
import { Peer } from '@lib/http';
import {
  Environment,
  checkpointSettings,
  clusterSettings,
  eventStoreSettings,
  openCluster,
  openEventStore,
  runProcess,
} from '@lib/operations';
import { certificatesSchema } from './certificates.migrations.js';
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
    checkpoints: checkpointSettings(env),
  });
  const isOwn = settings.eventStore.url === undefined;
  const schemas = isOwn ? [certificatesSchema, eventStoreSchema] : [certificatesSchema];
  const resources = await openCluster('certificates', settings, schemas, stopping);
  const { database, clock, metrics, serve } = resources;
  const { store: bare, close, takesWrites } = await openEventStore(settings.eventStore, resources);
  const store = CertificatesModule.measured(bare, metrics);
  const log = certificatesLog(store);
  let signedAt: number | undefined;
  if (settings.checkpoints)
    metrics?.gauge('checkpoint_age_seconds', 'Since this process last had the log signed to its end.', async () => {
      if (signedAt === undefined) throw new Error('another process signs');
      return (performance.now() - signedAt) / 1000;
    });
  const service = await serve(
    log,
    {
      ...CertificatesModule.about,
      policy: certificatesPolicy,
      module: CertificatesModule.register({
        database,
        clock,
        store,
        enrollment: new Peer(settings.enrollmentUrl),
        checkpoints: settings.checkpoints,
        onSigned: () => (signedAt = performance.now()),
      }),
      lag: (app) => app.get(CertificatesModule, { strict: false }).lag(),
      dependencies: { 'event store': takesWrites },
    },
    close,
  );
  return { greeting: `certificates ${service.url}`, close: () => service.close() };
});
