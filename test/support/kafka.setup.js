import { registerHooks } from 'node:module';
import startPostgres from './postgres.setup.js';

/** One Kafka and one PostgreSQL for a whole run of the brokers project. */
export default async () => {
  // Node strips the types by itself, but does not look for a `.ts` where the import says `.js`.
  const hooks = registerHooks({
    resolve: (specifier, context, next) =>
      next(context.parentURL?.endsWith('.ts') ? specifier.replace(/^(\.{1,2}\/.*)\.js$/, '$1.ts') : specifier, context),
  });
  const { realKafka } = await import('./kafka.ts');
  hooks.deregister();
  const kafka = await realKafka().catch((error) => {
    // One sentence says it all.
    error.stack = error.message;
    throw error;
  });
  process.env.TEST_KAFKA_BROKERS = kafka.brokers.join(',');
  globalThis.kafkaOfThisRun = kafka;
  await startPostgres();
};
