import { withAccess } from '@lib/access';
import { actFor } from '@lib/actor';
import { isLockedByOthers, rehearse, type Database, type Sql } from '@lib/database';
import { backoffMs, type Clock } from '@lib/kernel';
import { Leases, isUnavailable } from '@lib/messaging';
import { setImmediate as breath, setTimeout as sleep } from 'node:timers/promises';
import {
  beginTurn,
  endTurn,
  failItem,
  holdItem,
  lockOpenItem,
  openItems,
  openJobs,
  settleItem,
  type Job,
  type OpenItem,
  type Problem,
  type Settled,
} from './bulk.store.js';
import { lanesOf } from './domain/bulk-job.js';

/** How one item is done. */
export type Work = {
  /** What an item needs before its transaction, and what it does in it. Rejects with what `refusalIn` knows. */
  prepare(job: Job, item: OpenItem): Promise<(tx: Sql) => Promise<Extract<Settled, { outcome: 'ok' }>>>;
  /** Why the rules do not take an item; undefined for an error that says nothing of the item. */
  refusalIn(error: unknown): Problem | undefined;
};

const LOOK_EVERY_MS = 1_000;
/** After so many items it is another job's turn. */
const TURN_ITEMS = 50;
/** So many items are in hand at the same time. */
const LANES = 4;
const LOOKED_AT = 100;
/** How long a job rests that something of it failed or was away for. */
const REST = { firstMs: 200, maxMs: 2_000 } as const;

type Rest = { readonly failures: number; readonly untilMs: number };

/**
 * Does the items of jobs, turn by turn: whichever job has waited longest has the next one, so that a large job holds up no
 * small one. Any number of processes may run it on one database; a lease lets one of them work on a job. An item and its
 * outcome are one transaction, which begins with a lock on the item: however often a process dies, or two of them take
 * each other for dead, each item has one effect and one outcome.
 */
export class BulkRunner {
  private readonly leases: Leases;
  private readonly stopping = new AbortController();
  private readonly resting = new Map<string, Rest>();
  private running: Promise<void> | undefined;
  private waking = new AbortController();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly work: Work,
    private readonly onError: (error: unknown) => void,
  ) {
    this.leases = new Leases(database, 'enrollment');
  }

  start(): void {
    this.running ??= this.repeat();
  }

  /** Waits for the items in hand. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.wake();
    await this.running;
  }

  /** There may be a job that nobody has begun. */
  wake(): void {
    this.waking.abort();
  }

  /** One turn of the next job that is free; false where there is none. @throws whatever keeps it from the database */
  async turn(): Promise<boolean> {
    const open = await openJobs(this.database, LOOKED_AT);
    for (const id of this.resting.keys()) if (!open.includes(id)) this.resting.delete(id);
    for (const id of open) {
      if ((this.resting.get(id)?.untilMs ?? 0) > performance.now()) continue;
      const lease = await this.leases.take(`bulk ${id}`);
      if (!lease) continue;
      try {
        await this.turnOf(id, () => lease.isHeld && !this.stopping.signal.aborted);
      } finally {
        await lease.release();
      }
      return true;
    }
    return false;
  }

  private async repeat(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      this.waking = new AbortController();
      const worked = await this.turn().catch((error: unknown) => {
        if (!isUnavailable(error)) this.onError(error);
        return false;
      });
      if (!worked && !this.stopping.signal.aborted)
        await sleep(LOOK_EVERY_MS, undefined, { signal: this.waking.signal, ref: false }).catch(() => undefined);
    }
  }

  private async turnOf(id: string, mayGoOn: () => boolean): Promise<void> {
    const job = await beginTurn(this.database, id, this.clock.now());
    if (!job) return;
    const items = await openItems(this.database, id, TURN_ITEMS);
    const lanes = lanesOf(items).values();
    let left = 0;
    const inHand = async (): Promise<void> => {
      for (const lane of lanes)
        for (const item of lane) {
          // The embedded database never lets go of the process: without this no request would be heard meanwhile.
          await breath();
          if (!mayGoOn()) return;
          if (!item.isResting && (await this.isSettled(job, item))) continue;
          left += 1;
          break;
        }
    };
    await Promise.all(Array.from({ length: LANES }, inHand));
    this.rest(id, left > 0);
    await endTurn(this.database, id, this.clock.now());
  }

  private rest(id: string, hasFailed: boolean): void {
    const failures = (this.resting.get(id)?.failures ?? 0) + 1;
    if (hasFailed) this.resting.set(id, { failures, untilMs: performance.now() + backoffMs(failures, REST) });
    else this.resting.delete(id);
  }

  /** Never rejects. False: it has no outcome yet, and those behind it in its lane wait for it. */
  private async isSettled(job: Job, item: OpenItem): Promise<boolean> {
    try {
      await withAccess({ caller: undefined, within: job.reach, token: undefined }, () =>
        actFor(job.actor, () => this.attempt(job, item)),
      );
      return true;
    } catch (error) {
      const isHeld = isLockedByOthers(error);
      if (isUnavailable(error) && !isHeld) return false;
      if (!isHeld) this.onError(error);
      const count = isHeld ? holdItem : failItem;
      return this.locked(job, item, (tx) => count(tx, job.id, item.index)).catch(() => false);
    }
  }

  private async attempt(job: Job, item: OpenItem): Promise<void> {
    const settle = async (tx: Sql, settled: Settled): Promise<true> => {
      await settleItem(tx, job.id, item.index, settled);
      return true;
    };
    try {
      const effect = await this.work.prepare(job, item);
      if (!job.dryRun) return void (await this.locked(job, item, async (tx) => settle(tx, await effect(tx))));
      const would = await rehearse(this.database, effect);
      await this.locked(job, item, (tx) => settle(tx, { ...would, holderId: undefined }));
    } catch (error) {
      const problem = this.work.refusalIn(error);
      if (!problem) throw error;
      // What the effect had written is undone.
      await this.locked(job, item, (tx) => settle(tx, { outcome: 'refused', problem }));
    }
  }

  /** True as well where the item has come to something meanwhile, or its job has ended. */
  private locked(job: Job, { index }: OpenItem, work: (tx: Sql) => Promise<boolean>): Promise<boolean> {
    return this.database.transaction(async (tx) => !(await lockOpenItem(tx, job.id, index)) || work(tx));
  }
}
