import '@lib/runtime';
import 'reflect-metadata';
import { Environment, clusterSettings, openCluster, runProcess, webhookSettings, webhooksKey } from '@lib/operations';
import { webhooksSchema } from './webhooks.migrations.js';
import { WebhooksModule } from './webhooks.module.js';
import { webhooksPolicy } from './webhooks.policy.js';

runProcess(async (stopping) => {
  const env = new Environment(process.env);
  const settings = env.whole({
    ...clusterSettings(env, 3005),
    key: env.required('WEBHOOKS_KEY', webhooksKey(env)),
    webhooks: webhookSettings(env),
  });
  const { database, metrics, serve } = await openCluster('webhooks', settings, [webhooksSchema], stopping);
  const service = await serve(undefined, {
    ...WebhooksModule.about,
    policy: webhooksPolicy,
    module: WebhooksModule.register({ database, metrics, key: settings.key, settings: settings.webhooks }),
    pruned: WebhooksModule.pruned(database, settings.webhooks),
  });
  return { greeting: `webhooks ${service.url}`, close: () => service.close() };
});
