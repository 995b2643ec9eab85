import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { FreshDatabase, PgDatabase, PgliteDatabase } from '@lib/database';
import { z } from 'zod';
import { startSystem } from '../system.js';
import type { Patience, Urls } from './api.js';
import { auditLedger, type Audit } from './audit.js';
import { eventsAt, expectFresh } from './event-source.js';

/** Where a season is played: services on a fresh store. */
export type Installation = {
  /** The name of the database on the server that DATABASE_URL names; undefined where it names none. */
  readonly database: string | undefined;
  urls(): Urls;
  /** Undefined: as an API is patient by itself. */
  readonly patience: Patience | undefined;
  /** An auditor's replay of the store. The services are not asked, and where they can be they are closed before. */
  audit(): Promise<Audit>;
  /** Ends everything and removes the store. */
  close(): Promise<void>;
};

/**
 * The three services in this process: on PGlite in a temporary folder, or in a database of their own on the PostgreSQL
 * server that DATABASE_URL names. @throws NoFreshDatabase
 */
export const embeddedInstallation = async (databaseServer: string | undefined): Promise<Installation> => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'certificate-ledger-demo-'));
  const undo: (() => Promise<void>)[] = [() => rm(dataFolder, { recursive: true, force: true })];
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => (closing ??= inTurnBackwards(undo));
  try {
    const fresh = databaseServer ? await FreshDatabase.create(databaseServer, 'certificate_ledger_demo') : undefined;
    if (fresh) undo.push(() => fresh.drop());
    const system = await startSystem({
      dataFolder,
      databaseUrl: fresh?.url,
      ports: { catalog: 0, enrollment: 0, certificates: 0 },
      clock: 'settable',
      vaultKey: undefined,
    });
    undo.push(() => system.close());
    return {
      database: fresh?.name,
      urls: () => system.urls,
      patience: undefined,
      audit: async () => {
        await system.close();
        // A new reader on the closed store: nothing that a service holds in memory can help the replay.
        const database = fresh ? new PgDatabase(fresh.url) : await PgliteDatabase.open(dataFolder);
        const audit = await auditLedger(database);
        await database.close();
        return audit;
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
};

const inTurnBackwards = async (steps: readonly (() => Promise<void>)[]): Promise<void> => {
  for (const step of steps.toReversed()) await step();
};

/** As it was built beside this program. */
const CLUSTER = fileURLToPath(new URL('../../../cluster/src/', import.meta.url));

const announcement = z.object({
  databaseUrl: z.string(),
  urls: z.object({ catalog: z.array(z.string()), enrollment: z.array(z.string()), certificates: z.array(z.string()) }),
});

/** Longer than any of its processes takes to come back. */
const CLUSTER_PATIENCE: Patience = { totalMs: 60_000, pauseMs: 200 };

/** Every sending goes to the next instance: what one does not answer is sent to the other. */
export const inTurn = (urls: Readonly<Record<keyof Urls, readonly string[]>>): (() => Urls) => {
  let sendings = 0;
  const next = (instances: readonly string[]): string => instances[sendings % instances.length] ?? '';
  return () => {
    sendings += 1;
    return { catalog: next(urls.catalog), enrollment: next(urls.enrollment), certificates: next(urls.certificates) };
  };
};

/** Two processes of each service on a PostgreSQL server (that of DATABASE_URL, where it is set), a Kafka broker, and the event store that EVENTSTORE_URL names. */
export const clusterInstallation = async (): Promise<Installation> => {
  const eventStoreUrl = process.env['EVENTSTORE_URL'];
  const cluster = spawn(process.execPath, ['--import', `${CLUSTER}with-parent.js`, `${CLUSTER}main.js`, '--json'], {
    env: { ...process.env, INSTALLATION_PID: String(process.pid) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await Promise.race([
    once(createInterface({ input: cluster.stdout }), 'line'),
    once(cluster, 'exit').then(() => Promise.reject(new Error('the cluster did not start'))),
  ])) as [string];
  const { urls, databaseUrl } = announcement.parse(JSON.parse(line));
  const close = async (): Promise<void> => {
    if (cluster.exitCode !== null || cluster.signalCode !== null) return;
    cluster.kill('SIGTERM');
    await once(cluster, 'exit');
  };
  if (eventStoreUrl)
    await expectFresh(eventStoreUrl).catch(async (error: unknown) => {
      await close();
      throw error;
    });
  return {
    database: process.env['DATABASE_URL'] ? new URL(databaseUrl).pathname.slice(1) : undefined,
    urls: inTurn(urls),
    patience: CLUSTER_PATIENCE,
    audit: async () => {
      const database = new PgDatabase(databaseUrl);
      const audit = await auditLedger(database, eventStoreUrl ? eventsAt(eventStoreUrl) : undefined);
      await database.close();
      return audit;
    },
    close,
  };
};
