import { mkdtemp } from 'node:fs/promises';
import { registerHooks } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One PostgreSQL server, and one folder, for a whole run of the tests that need a database. */
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
  process.env.TEST_FOLDER = await mkdtemp(join(tmpdir(), 'certificate-ledger-tests-'));
  globalThis.postgresOfThisRun = server;
};
