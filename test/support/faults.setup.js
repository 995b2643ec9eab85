import { registerHooks } from 'node:module';

/**
 * Every spec of the faults has servers of its own, which it breaks. What they are made of is fetched once, before the
 * first; where it cannot be, that is said in one sentence.
 */
export default async () => {
  // Node strips the types by itself, but does not look for a `.ts` where the import says `.js`.
  const hooks = registerHooks({
    resolve: (specifier, context, next) =>
      next(context.parentURL?.endsWith('.ts') ? specifier.replace(/^(\.{1,2}\/.*)\.js$/, '$1.ts') : specifier, context),
  });
  const { fetchKafka } = await import('../../apps/cluster/src/kafka-broker.ts');
  hooks.deregister();
  await fetchKafka().catch((error) => {
    throw Object.assign(error, { stack: `no Kafka for the faults, which kill its brokers: ${error.message}` });
  });
};
