import '@lib/runtime';
import 'reflect-metadata';
import { inTurn } from '@lib/client';
import { PgDatabase, expectMigrated, onceReached } from '@lib/database';
import { Environment, runProcess, warnOwner } from '@lib/operations';
import { JsonLogger, Metrics, startTracing } from '@lib/telemetry';
import { portalSchema } from './portal.migrations.js';
import { startPortal } from './portal.server.js';
import { portalSettings } from './portal.settings.js';

runProcess(async (stopping) => {
  const settings = portalSettings(new Environment(process.env));
  const stopTracing = settings.tracing && (await startTracing({ service: 'portal', ...settings.tracing }));
  const logger = new JsonLogger('portal', settings.logLevel);
  const say = (text: string): void => logger.warn(text, 'database');
  const database = new PgDatabase(settings.databaseUrl, { limits: settings.databaseLimits, say });
  await onceReached(
    async () => {
      await database.check();
      await expectMigrated(database, portalSchema);
      await warnOwner(database, [portalSchema], say);
    },
    { say, signal: stopping },
  );
  const { host, port, login, client, publicUrl, regionFile, answerMs, http, instances } = settings;
  const portal = await startPortal({
    host,
    port,
    database,
    tokens: login,
    client,
    publicUrl,
    regionFile,
    answerMs,
    http,
    urls: inTurn(instances),
    metrics: settings.isMeasured ? new Metrics('portal') : undefined,
    logger,
  });
  return {
    greeting: `portal ${portal.address}`,
    close: async () => {
      await portal.close();
      await database.close();
      await stopTracing?.();
    },
  };
});
