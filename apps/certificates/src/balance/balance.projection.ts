import type { Database, Sql } from '@lib/database';
import type { EventStore, LogFilter, Position, StoredEvent } from '@lib/event-store';
import { ACCOUNT_PREFIX, PROGRAMME_PREFIX } from '../ledger/streams.js';
import { writeAccounts, writeBooked, writeProgrammes } from './balance.store.js';
import { FollowedAccounts } from './followed-accounts.js';

const EVENTS_PER_PAGE = 500;
const GATHER_MS = 20;
const LOOK_EVERY_MS = 1000;

/**
 * Keeps the read models level with the log. A page is one transaction: what its events did, the accounts exactly as they
 * are after it, and the position. So whoever reads all of it at one moment sees sums that agree; and of two processes
 * that read the same page one writes it.
 */
export class BalanceProjection {
  private turn: Promise<unknown> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;
  private isGathering = false;
  private stopped = false;
  private readonly accounts: FollowedAccounts;

  constructor(
    private readonly database: Database,
    private readonly store: EventStore,
    private readonly onError: (error: unknown) => void,
  ) {
    this.accounts = new FollowedAccounts(store, onError);
  }

  start(): void {
    this.look(0);
  }

  /** Something was appended. Waits a moment for more, so that a burst becomes one page. */
  wake(): void {
    // Who waits anew with each of them waits as long as there are any.
    if (this.isGathering) return;
    this.isGathering = true;
    this.look(GATHER_MS);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.turn.catch(() => undefined);
  }

  /** Resolves when everything that is in the log now is in the read models. */
  caughtUp(): Promise<void> {
    const mine = this.turn
      .catch(() => undefined)
      .then(() => this.drain())
      .catch((error: unknown) => {
        // When it answers again it may be a server that has lost its end, and what was followed with it.
        this.accounts.forget();
        throw error;
      });
    this.turn = mine;
    return mine;
  }

  /** Events that are not in the read models yet, counted up to one page. */
  async lag(): Promise<number> {
    const reading = await this.reading();
    try {
      return (await pageOf(reading)).length;
    } finally {
      await reading.events.return?.();
    }
  }

  private look(afterMs: number): void {
    if (this.stopped) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.isGathering = false;
      this.caughtUp()
        .catch(this.onError)
        .finally(() => this.look(LOOK_EVERY_MS));
    }, afterMs);
    this.timer.unref();
  }

  private async drain(): Promise<void> {
    while (!this.stopped && (await this.drainOnce()));
  }

  /** One reading for all pages: a store reads ahead, and begins anew for each that asks. True when there may be more. */
  private async drainOnce(): Promise<boolean> {
    const reading = await this.reading();
    try {
      while (!this.stopped) {
        const page = await pageOf(reading);
        if (!(await this.advance(reading.after, page))) return page.length > 0;
        if (page.length < EVENTS_PER_PAGE) return false;
        reading.after = page.at(-1)?.position;
      }
      return false;
    } finally {
      await reading.events.return?.();
    }
  }

  /** False when there is nothing, or another process has written the page. */
  private async advance(after: Position | undefined, page: readonly StoredEvent[]): Promise<boolean> {
    const last = page.at(-1);
    if (!last) return false;
    const followed = await this.accounts.follow(page.filter(({ stream }) => stream.startsWith(ACCOUNT_PREFIX)));
    const isMine = await this.database.transaction(async (tx) => {
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
        followed.flatMap(({ holder, account, revision }) => (account ? [{ holder, account, revision }] : [])),
      );
      return true;
    });
    if (isMine) this.accounts.keep(followed);
    return isMine;
  }

  private async reading(): Promise<Reading> {
    const [row] = await this.database.query<{ position: Position }>(
      'SELECT position FROM certificates.projection_position',
    );
    const events = this.store.readAll(row?.position ?? 'start', FILTER);
    return { after: row?.position, events: events[Symbol.asyncIterator]() };
  }
}

/** What comes behind a position. */
type Reading = { after: Position | undefined; readonly events: AsyncIterator<StoredEvent> };

const pageOf = async ({ events }: Reading): Promise<readonly StoredEvent[]> => {
  const page: StoredEvent[] = [];
  while (page.length < EVENTS_PER_PAGE) {
    const next = await events.next();
    if (next.done) break;
    page.push(next.value);
  }
  return page;
};

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
