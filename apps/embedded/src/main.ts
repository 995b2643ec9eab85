import 'reflect-metadata';
import { FolderInUse } from '@lib/database';
import { EnvironmentFaults } from '@lib/operations';
import { configFrom } from './config.js';
import { startSystem } from './system.js';

const CLOSE_WITHIN_MS = 10_000;

const run = async (): Promise<void> => {
  const config = configFrom(process.env);
  const system = await startSystem(config);
  const stop = (signal: NodeJS.Signals): void => {
    process.stdout.write(`${signal}: stopping…\n`);
    setTimeout(() => process.exit(1), CLOSE_WITHIN_MS).unref();
    system.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  process.stdout.write(
    [
      'The certificate ledger is running. Ctrl+C stops it.',
      ...Object.entries(system.urls).map(([name, url]) => `  ${name.padEnd(13)}${url}/docs`),
      config.databaseUrl === undefined
        ? `Data: ${config.dataFolder} (embedded PostgreSQL: for development, demonstration and trial; DATABASE_URL names a server)`
        : 'Data: the PostgreSQL server of DATABASE_URL',
      config.clock === 'settable' ? 'Clock: settable by PUT /clock on any of the services\n' : 'Clock: the system’s\n',
    ].join('\n'),
  );
};

run().catch((error: unknown) => {
  const said =
    error instanceof EnvironmentFaults || error instanceof FolderInUse
      ? error.message
      : String(error instanceof Error ? error.stack : error);
  process.stderr.write(`${said}\n`);
  process.exitCode = 1;
});
