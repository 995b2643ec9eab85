import { registerHooks } from 'node:module';

/** One PostgreSQL server for a whole run of the integration and journey projects. */
export default async () => {
  // Node strips the types by itself, but does not look for a `.ts` where the import says `.js`.
  const hooks = registerHooks({
    resolve: (specifier, context, next) =>
      next(context.parentURL?.endsWith('.ts') ? specifier.replace(/^(\.{1,2}\/.*)\.js$/, '$1.ts') : specifier, context),
  });
  const { realPostgres } = await import('./postgres.ts');
  hooks.deregister();
  const server = await realPostgres();
  process.env.TEST_DATABASE_URL = server.url;
  globalThis.postgresOfThisRun = server;
};
