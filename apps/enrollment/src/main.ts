import 'reflect-metadata';
import { enrollmentContracts } from '@lib/contracts';
import { Outbox } from '@lib/messaging';
import { Environment, clusterSettings, openCluster, runProcess } from '@lib/operations';
import { enrollmentMigrations } from './enrollment.migrations.js';
import { EnrollmentModule } from './enrollment.module.js';

const VAULT_KEY_BYTES = 32;

runProcess(async () => {
  const env = new Environment(process.env);
  const settings = env.whole({
    ...clusterSettings(env, 3002),
    vaultKey: env.required('VAULT_KEY', env.secret('VAULT_KEY', VAULT_KEY_BYTES)),
  });
  const { database, clock, serve } = await openCluster('enrollment', settings, { enrollment: enrollmentMigrations });
  const outbox = new Outbox(database, 'enrollment', [enrollmentContracts]);
  const service = await serve(outbox, {
    ...EnrollmentModule.about,
    module: EnrollmentModule.register({ database, clock, outbox, vaultKey: settings.vaultKey }),
  });
  return { greeting: `enrollment ${service.url}`, close: () => service.close() };
});
