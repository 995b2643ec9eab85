import '@lib/runtime';
import 'reflect-metadata';
import { catalogGroups, certificatesProgrammes, enrollmentContracts } from '@lib/contracts';
import { Peer } from '@lib/http';
import { Outbox } from '@lib/messaging';
import { Environment, clusterSettings, mailSettings, openCluster, runProcess, vaultSettings } from '@lib/operations';
import { enrollmentSchema } from './enrollment.migrations.js';
import { EnrollmentModule } from './enrollment.module.js';
import { enrollmentPolicy } from './enrollment.policy.js';

runProcess(async (stopping) => {
  const env = new Environment(process.env);
  const settings = env.whole({
    ...clusterSettings(env, 3002),
    vaultKeys: env.required('VAULT_KEY', vaultSettings(env)),
    /** Asked what they have recorded before an application is refused for what is missing here; certificates also for quotes. */
    catalogUrl: env.required('CATALOG_URL', env.addresses('CATALOG_URL', ['http', 'https'])),
    certificatesUrl: env.required('CERTIFICATES_URL', env.addresses('CERTIFICATES_URL', ['http', 'https'])),
    mail: mailSettings(env),
  });
  const { vaultKeys, catalogUrl, certificatesUrl, mail } = settings;
  const { database, clock, copyLevel, serve } = await openCluster('enrollment', settings, [enrollmentSchema], stopping);
  const outbox = new Outbox(database, 'enrollment', [enrollmentContracts]);
  const service = await serve(outbox, {
    ...EnrollmentModule.about,
    policy: enrollmentPolicy,
    module: await EnrollmentModule.register({
      database,
      clock,
      outbox,
      vaultKeys,
      copyLevel: copyLevel({
        [catalogGroups.name]: new Peer(catalogUrl),
        [certificatesProgrammes.name]: new Peer(certificatesUrl),
      }),
      certificatesUrl,
      mail,
    }),
  });
  return { greeting: `enrollment ${service.url}`, close: () => service.close() };
});
