import '@lib/runtime';
import 'reflect-metadata';
import { catalogGroups } from '@lib/contracts';
import { Outbox } from '@lib/messaging';
import { Environment, clusterSettings, openCluster, runProcess } from '@lib/operations';
import { catalogMigrations } from './catalog.migrations.js';
import { CatalogModule } from './catalog.module.js';
import { catalogPolicy } from './catalog.policy.js';

runProcess(async (stopping) => {
  const env = new Environment(process.env);
  const settings = env.whole(clusterSettings(env, 3001));
  const { database, clock, serve } = await openCluster('catalog', settings, { catalog: catalogMigrations }, stopping);
  const outbox = new Outbox(database, 'catalog', [catalogGroups]);
  const service = await serve(outbox, {
    ...CatalogModule.about,
    policy: catalogPolicy,
    module: CatalogModule.register({ database, clock, outbox }),
  });
  return { greeting: `catalog ${service.url}`, close: () => service.close() };
});
