import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { UnexpectedAnswer, inTurn, ledgerAt, programLogin, type LedgerClient, type Patience } from '@lib/client';
import { FreshDatabase } from '@lib/database';
import { DEMO_APPROVER, DEMO_PROGRAM } from '@lib/demo-issuer';
import { HTTP_SETTINGS, type HttpSettings } from '@lib/http';
import type { EventStoreSettings } from '@lib/operations';
import { z } from 'zod';
import { startSystem } from '../system.js';

/** A season is played as fast as it goes: its programs may ask as often as they like. */
const SEASON_HTTP: HttpSettings = {
  ...HTTP_SETTINGS,
  rates: {
    ...HTTP_SETTINGS.rates,
    clients: new Map([DEMO_PROGRAM, DEMO_APPROVER].map(({ clientId }) => [clientId, 0])),
  },
};

/** Where a season is played: services on a fresh store. */
export type Installation = {
  /** The name of the database on the server that DATABASE_URL names; undefined where it names none. */
  readonly database: string | undefined;
  /** Its services, over HTTP. */
  readonly ledger: LedgerClient;
  /** The same for somebody else, who approves. */
  readonly second: LedgerClient;
  /** Ends everything and removes the store. */
  close(): Promise<void>;
};

/**
 * The three services in this process: on PGlite in a temporary folder, or in a database of their own on the PostgreSQL
 * server that DATABASE_URL names; their events where EVENT_STORE_URL says. @throws NoFreshDatabase
 */
export const embeddedInstallation = async (
  databaseServer: string | undefined,
  eventStore: EventStoreSettings,
): Promise<Installation> => {
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
      eventStore,
      ports: { catalog: 0, enrollment: 0, certificates: 0, login: 0 },
      http: SEASON_HTTP,
      clock: 'settable',
      vaultKeys: undefined,
    });
    undo.push(() => system.close());
    const { issuer } = system;
    const ledger = ledgerAt(() => system.urls, { login: programLogin({ issuer, ...DEMO_PROGRAM }) });
    const second = ledgerAt(() => system.urls, { login: programLogin({ issuer, ...DEMO_APPROVER }) });
    if (eventStore.url !== undefined) await expectFresh(ledger);
    return { database: fresh?.name, ledger, second, close };
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
  issuer: z.string(),
  urls: z.object({ catalog: z.array(z.string()), enrollment: z.array(z.string()), certificates: z.array(z.string()) }),
});

/** Longer than any of its processes takes to come back. */
const CLUSTER_PATIENCE: Patience = { totalMs: 60_000, pauseMs: 200 };

/** Two processes of each service on a PostgreSQL server (that of DATABASE_URL, where it is set), a Kafka broker, and the event store that EVENT_STORE_URL names. */
export const clusterInstallation = async (
  databaseServer: string | undefined,
  eventStore: EventStoreSettings,
): Promise<Installation> => {
  const cluster = spawn(process.execPath, ['--import', `${CLUSTER}with-parent.js`, `${CLUSTER}main.js`, '--json'], {
    env: { ...process.env, INSTALLATION_PID: String(process.pid) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await Promise.race([
    once(createInterface({ input: cluster.stdout }), 'line'),
    once(cluster, 'exit').then(() => Promise.reject(new Error('the cluster did not start'))),
  ])) as [string];
  const { urls, databaseUrl, issuer } = announcement.parse(JSON.parse(line));
  const close = async (): Promise<void> => {
    if (cluster.exitCode !== null || cluster.signalCode !== null) return;
    cluster.kill('SIGTERM');
    await once(cluster, 'exit');
  };
  const as = (program: typeof DEMO_PROGRAM | typeof DEMO_APPROVER): LedgerClient =>
    ledgerAt(inTurn(urls), { login: programLogin({ issuer, ...program }), patience: CLUSTER_PATIENCE });
  const ledger = as(DEMO_PROGRAM);
  if (eventStore.url !== undefined)
    await expectFresh(ledger).catch(async (error: unknown) => {
      await close();
      throw error;
    });
  return {
    database: databaseServer ? new URL(databaseUrl).pathname.slice(1) : undefined,
    ledger,
    second: as(DEMO_APPROVER),
    close,
  };
};

/** @throws Error when the event store holds events already: a season is played on a fresh one */
const expectFresh = async ({ certificates }: LedgerClient): Promise<void> => {
  const answer = await certificates.call('GET /events', { query: { limit: 1 } });
  if (answer.status !== 200) throw new UnexpectedAnswer('events', answer);
  const [event] = answer.body.items;
  if (event) throw new Error(`the event store that EVENT_STORE_URL names is not fresh: it holds ${event.stream}`);
};
