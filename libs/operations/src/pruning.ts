import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@lib/database';
import { pruneAnswers } from '@lib/http';
import { instant, type Clock, type Instant } from '@lib/kernel';
import { Leases, Outbox, causeOf, pruneInbox, pruneParked, type MessageLog } from '@lib/messaging';
import type { Metrics } from '@lib/telemetry';
import { Logger } from '@nestjs/common';
import type { PruneSettings } from './prune-settings.js';

/** After the death of the process that prunes another may begin within this time. */
const LEASE_MS = 30_000;
const DAY_MS = 86_400_000;

export type PruneParts = {
  readonly database: Database;
  /** Of the service; `messagingMigrations` and `idempotencyMigrations` are applied. */
  readonly schema: string;
  readonly clock: Clock;
  readonly settings: PruneSettings;
  /** The log of the service; undefined where it has none. */
  readonly log: MessageLog | undefined;
  /** The places of all who read that log. */
  readonly readers: () => Promise<readonly (string | 'start')[]>;
  /** Tables of the service's own. */
  readonly more?: readonly PrunedTable[] | undefined;
  readonly metrics?: Metrics | undefined;
};

/** A table of a service that knows itself what may go: resolves to how many rows it deleted, at most so many. */
export type PrunedTable = { readonly name: string; readonly prune: (rowsMax: number) => Promise<number> };

/**
 * Deletes what a service does not need any more (docs/adr/0033): in small statements of their own, each followed by a
 * pause as long as it took, so many rows a run. Any number of processes may run it for one schema; one at a time works.
 * What fails is said and counted, and tried again in the next run; nothing else waits for it.
 */
export class Pruning {
  private readonly logger = new Logger('pruning');
  private readonly stopping = new AbortController();
  private readonly leases: Leases;
  private readonly tables: readonly Table[];
  private running: Promise<void> | undefined;

  constructor(private readonly parts: PruneParts) {
    this.leases = new Leases(parts.database, parts.schema, LEASE_MS);
    this.tables = tablesOf(parts);
  }

  start(): void {
    this.running ??= this.repeat();
  }

  /** Waits for the statement in hand. */
  async close(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** One run; false when another process is at it. Never rejects: what fails is said and counted. */
  async run(): Promise<boolean> {
    const { metrics, clock } = this.parts;
    const lease = await this.attempt('lease', () => this.leases.take('prune'));
    if (!lease) return false;
    try {
      for (const table of this.tables)
        await this.attempt(table.name, async () => {
          await clock.refresh();
          const before = instant(new Date(Date.parse(clock.now()) - table.days * DAY_MS));
          await this.prune(table, before, () => lease.isHeld && !this.stopping.signal.aborted);
        });
      metrics?.pruneRan();
    } finally {
      await lease.release();
    }
    return true;
  }

  private async repeat(): Promise<void> {
    const { everyMs } = this.parts.settings;
    const { signal } = this.stopping;
    // A process that was started again is busy enough.
    await this.wait(everyMs / 10);
    while (!signal.aborted) {
      await this.run();
      await this.wait(everyMs);
    }
  }

  private async prune(table: Table, before: Instant, mayGoOn: () => boolean): Promise<void> {
    const { rowsMax, batchMax } = this.parts.settings;
    for (let seen = 0; seen < rowsMax && mayGoOn();) {
      const since = performance.now();
      const rows = Math.min(batchMax, rowsMax - seen);
      const { pruned, isDone } = await table.prune(before, rows);
      seen += rows;
      this.parts.metrics?.pruned(table.name, pruned, !isDone);
      if (isDone) return;
      await this.wait(performance.now() - since);
    }
  }

  private async attempt<T>(what: string, work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      this.parts.metrics?.pruneFailed(what);
      this.logger.warn(`${this.parts.schema} is not pruned (${what}): ${causeOf(error)}`);
      return undefined;
    }
  }

  /** Never keeps a process from its end. */
  private async wait(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.stopping.signal, ref: false }).catch(() => undefined);
  }
}

type Table = {
  readonly name: string;
  readonly days: number;
  /** Looks at so many rows at most; `isDone` when there are no more that may go. */
  readonly prune: (before: Instant, rowsMax: number) => Promise<{ readonly pruned: number; readonly isDone: boolean }>;
};

const tablesOf = ({ database, schema, settings, log, readers, more = [] }: PruneParts): readonly Table[] => {
  const oldest =
    (prune: typeof pruneInbox): Table['prune'] =>
    async (before, rowsMax) => {
      const pruned = await prune(database, schema, before, rowsMax);
      return { pruned, isDone: pruned < rowsMax };
    };
  const outbox: Table['prune'] = async (before, rowsMax) =>
    log instanceof Outbox ? log.prune(await readers(), before, rowsMax) : { pruned: 0, isDone: true };
  return [
    { name: 'inbox', days: settings.inboxDays, prune: oldest(pruneInbox) },
    { name: 'outbox', days: settings.outboxDays, prune: outbox },
    { name: 'parked_messages', days: settings.parkedDays, prune: oldest(pruneParked) },
    { name: 'idempotency_keys', days: settings.answersDays, prune: oldest(pruneAnswers) },
    ...more.map(({ name, prune }) => ({
      name,
      days: 0,
      prune: async (_: Instant, rowsMax: number) => {
        const pruned = await prune(rowsMax);
        return { pruned, isDone: pruned < rowsMax };
      },
    })),
  ];
};
