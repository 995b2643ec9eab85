import { setTimeout as pause } from 'node:timers/promises';
import type { Database, Sql } from '@lib/database';
import type { EventStore, LogFilter, Position, StoredEvent, SubscriptionMessage } from '@lib/event-store';
import { Leases } from '@lib/messaging';
import { ACCOUNT_PREFIX, PROGRAMME_PREFIX } from '../ledger/streams.js';
import { writeAccounts, writeBooked, writeProgrammes } from './balance.store.js';
import { FollowedAccounts, type Followed } from './followed-accounts.js';

const EVENTS_PER_PAGE = 1_000;
/** A burst becomes one page: so long the first of its events waits for the others. */
const GATHER_MS = 20;
const LOOK_EVERY_MS = 1000;

/**
 * Keeps the read models level with the log. A page is one transaction: what its events did, the accounts exactly as they
 * are after it, and the position. So whoever reads all of it at one moment sees sums that agree; and of two processes
 * that read the same page one writes it. One process at a time follows the log, by a lease; the others wait for it to end.
 */
export class BalanceProjection {
  private turn: Promise<unknown> = Promise.resolve();
  private keeping: Promise<void> | undefined;
  private readonly stopping = new AbortController();
  private readonly accounts: FollowedAccounts;
  private readonly leases: Leases;

  constructor(
    private readonly database: Database,
    private readonly store: EventStore,
    private readonly onError: (error: unknown) => void,
  ) {
    this.accounts = new FollowedAccounts(store, onError);
    this.leases = new Leases(database, 'certificates');
  }

  start(): void {
    this.keeping ??= this.keep(this.stopping.signal);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.keeping;
    await this.turn.catch(() => undefined);
  }

  /** Resolves when everything that is in the log now is in the read models, whoever follows the log meanwhile. */
  caughtUp(): Promise<void> {
    return this.inTurn(async () => {
      while (!this.stopping.signal.aborted && (await this.drainOnce()));
    });
  }

  /** Events that are not in the read models yet, counted up to one page. */
  async lag(): Promise<number> {
    const position = await this.position();
    return (await Array.fromAsync(this.store.readAll(position ?? 'start', FILTER, EVENTS_PER_PAGE))).length;
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.turn
      .catch(() => undefined)
      .then(work)
      .catch((error: unknown) => {
        // When it answers again it may be a server that has lost its end, and what was followed with it.
        this.accounts.forget();
        throw error;
      });
    this.turn = mine;
    return mine;
  }

  private async keep(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        const lease = await this.leases.take('read models');
        if (!lease) continue;
        try {
          await this.followLog(() => lease.isHeld, signal);
        } finally {
          await lease.release();
        }
      } catch (error) {
        if (!signal.aborted) this.onError(error);
      } finally {
        // Aborted: the loop ends. Never keeps a process from its end.
        await pause(LOOK_EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined);
      }
    }
  }

  /** Takes what comes, from where the read models are, with one subscription; begins anew where others have written a page. */
  private async followLog(isHeld: () => boolean, signal: AbortSignal): Promise<void> {
    while (isHeld() && !signal.aborted) {
      const leaving = new AbortController();
      const reading = AbortSignal.any([signal, leaving.signal]);
      let after = await this.position();
      const news = new Pages(this.store.subscribeAll(after ?? 'start', { filter: FILTER, signal: reading }));
      try {
        for (let isMine = true; isMine && isHeld();) {
          const page = await news.next();
          if (!page) return;
          isMine = await this.inTurn(async () => this.write(after, page, await this.follow(page)));
          after = page.at(-1)?.position;
        }
      } finally {
        leaving.abort();
        await news.close();
      }
    }
  }

  /**
   * One reading for all pages: a store reads ahead, and begins anew for each that asks. A page is followed while the one
   * before it is written. True when there may be more.
   */
  private async drainOnce(): Promise<boolean> {
    let after = await this.position();
    const events = this.store.readAll(after ?? 'start', FILTER)[Symbol.asyncIterator]();
    let writing = Promise.resolve(true);
    try {
      for (let isWhole = true; isWhole && !this.stopping.signal.aborted;) {
        const page = await pageOf(events);
        const followed = await this.follow(page);
        if (!(await writing)) return true;
        writing = this.write(after, page, followed);
        writing.catch(() => undefined);
        after = page.at(-1)?.position;
        isWhole = page.length === EVENTS_PER_PAGE;
      }
      return !(await writing);
    } finally {
      await writing.catch(() => undefined);
      await events.return?.();
    }
  }

  /** What a page does; also what another process has written is kept, for it is what the log says. */
  private async follow(page: readonly StoredEvent[]): Promise<readonly Followed[]> {
    const followed = await this.accounts.follow(page.filter(({ stream }) => stream.startsWith(ACCOUNT_PREFIX)));
    this.accounts.keep(followed);
    return followed;
  }

  /** False when another process has written the page. */
  private async write(
    after: Position | undefined,
    page: readonly StoredEvent[],
    followed: readonly Followed[],
  ): Promise<boolean> {
    const last = page.at(-1);
    if (!last) return true;
    return this.database.transaction(async (tx) => {
      if (!(await moveOn(tx, after, last.position))) return false;
      await writeProgrammes(
        tx,
        page.filter(({ stream }) => stream.startsWith(PROGRAMME_PREFIX)),
      );
      await writeBooked(
        tx,
        followed.flatMap(({ booked }) => booked),
      );
      await writeAccounts(
        tx,
        followed.flatMap(({ holder, account, before, revision }) =>
          account ? [{ holder, account, before, revision }] : [],
        ),
      );
      return true;
    });
  }

  private async position(): Promise<Position | undefined> {
    const [row] = await this.database.query<{ position: Position }>(
      'SELECT position FROM certificates.projection_position',
    );
    return row?.position;
  }
}

const pageOf = async (events: AsyncIterator<StoredEvent>): Promise<readonly StoredEvent[]> => {
  const page: StoredEvent[] = [];
  while (page.length < EVENTS_PER_PAGE) {
    const next = await events.next();
    if (next.done) break;
    page.push(next.value);
  }
  return page;
};

/** A subscription, page by page. */
class Pages {
  private readonly messages: AsyncIterator<SubscriptionMessage>;
  /** Asked for and not taken yet: a page may be full of time before it is full of events. */
  private coming: Promise<IteratorResult<SubscriptionMessage>> | undefined;

  constructor(subscription: AsyncIterable<SubscriptionMessage>) {
    this.messages = subscription[Symbol.asyncIterator]();
  }

  /** What comes within a moment of its first event, at most a page; undefined when the subscription has ended. */
  async next(): Promise<readonly StoredEvent[] | undefined> {
    const page: StoredEvent[] = [];
    let gathered: Promise<'gathered'> | undefined;
    for (;;) {
      this.coming ??= this.messages.next();
      const message = await (gathered ? Promise.race([this.coming, gathered]) : this.coming);
      if (message === 'gathered') return page;
      this.coming = undefined;
      if (message.done) return page.length > 0 ? page : undefined;
      if (message.value.kind !== 'event') continue;
      page.push(message.value.event);
      if (page.length === EVENTS_PER_PAGE) return page;
      gathered ??= pause(GATHER_MS, 'gathered' as const);
    }
  }

  async close(): Promise<void> {
    // Who leaves is told nothing more: neither what was still coming, nor that it cannot come.
    await this.coming?.catch(() => undefined);
    await this.messages.return?.();
  }
}

const FILTER: LogFilter = { streamPrefixes: [ACCOUNT_PREFIX, PROGRAMME_PREFIX] };

/** Moves the position and holds it until the page is written; false when another process has written the page. */
const moveOn = async (tx: Sql, after: Position | undefined, to: Position): Promise<boolean> => {
  const moved =
    after === undefined
      ? await tx.query(
          `INSERT INTO certificates.projection_position (position) VALUES ($1) ON CONFLICT DO NOTHING RETURNING 1`,
          [to],
        )
      : await tx.query(`UPDATE certificates.projection_position SET position = $1 WHERE position = $2 RETURNING 1`, [
          to,
          after,
        ]);
  return moved.length > 0;
};
