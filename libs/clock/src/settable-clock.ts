import { Clock, instant, type Instant } from '@lib/kernel';
import type { Database, Sql } from '@lib/database';
import { ClockCompany } from './clock-company.js';
import { WatchedClock } from './watched-clock.js';

/** Time never runs backwards: what happened stays before what comes. */
export class ClockGoesBack extends Error {
  constructor(
    readonly now: Instant,
    readonly asked: Instant,
  ) {
    super(`the clock stands at ${now} and cannot go back to ${asked}`);
  }
}

/** So many days at once are a slip of the pen, and every one of them has its jobs. */
export class ClockJumpsTooFar extends Error {
  constructor(readonly daysMax: number) {
    super(`the clock takes at most ${daysMax} days at once`);
  }
}

/** To set the clock of some services alone would let them disagree about what day it is. */
export class ClockNotShared extends Error {
  constructor(readonly services: readonly string[]) {
    super(`${services.join(', ')} do not go by this clock`);
  }
}

/** Of an installation whose time was set ahead of the system's. */
export class ClockAheadOfSystem extends Error {
  constructor(readonly standing: Instant) {
    super(`the clock was set to ${standing}; time cannot go back to the system's`);
  }
}

const JUMP_DAYS_MAX = 3_660;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * A clock for demonstrations, tests and an integrator's sandbox. It lives in the database, so that every process sees
 * the same time and keeps it over a restart. Until it is set first, it is the system's clock; from then on it stands
 * still between two settings. Production never builds it.
 */
export class SettableClock extends Clock {
  private readonly listeners = new Set<() => Promise<void>>();
  private stopListening: (() => Promise<void>) | undefined;
  /** What the listeners of the last jump do. */
  private jump: Promise<unknown> = Promise.resolve();
  /** A listener failed: what the jump asked for is asked for again, though the time is the same. */
  private isOwed = false;

  private constructor(
    private readonly database: Database,
    private readonly company: ClockCompany,
    private readonly isInUse: (tx: Sql) => Promise<boolean>,
    private standing: Instant | undefined,
  ) {
    super();
  }

  static async open(
    database: Database,
    options: {
      /** The services of this process; they tell that they go by this clock until it is closed. */
      readonly here?: readonly string[];
      /** The services that must go by this clock before it can be set. */
      readonly installation?: readonly string[];
      /** Whether anything was recorded by the system's clock that a first setting must not go behind. */
      readonly isInUse?: (tx: Sql) => Promise<boolean>;
    } = {},
  ): Promise<SettableClock> {
    const { here = [], installation = [], isInUse = () => Promise.resolve(false) } = options;
    const company = new ClockCompany(database, here, installation);
    const clock = new SettableClock(database, company, isInUse, undefined);
    await company.join();
    await clock.reload();
    clock.stopListening = await database.listen('clock_set', () => void clock.reload().catch(() => undefined));
    return clock;
  }

  now(): Instant {
    return this.standing ?? instant(new Date());
  }

  // A process that the notification has not reached yet must not date a command by the day before. What the jump asks
  // of the listeners is not waited for: one of them may be the caller.
  override async refresh(): Promise<void> {
    if ((await this.read()) || this.isOwed) this.jump = this.tellListeners().catch(() => undefined);
  }

  onJump(listener: () => Promise<void>): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /**
   * Resolves when whoever listens in this process has done what the jump asks of it.
   * @throws ClockGoesBack, ClockJumpsTooFar, ClockNotShared
   */
  async set(to: Instant): Promise<void> {
    await this.database.transaction(async (tx) => {
      await tx.query('LOCK TABLE clock.setting IN EXCLUSIVE MODE');
      const missing = await this.company.missing(tx);
      if (missing.length > 0) throw new ClockNotShared(missing);
      const [current] = await tx.query<{ now: Instant }>('SELECT now FROM clock.setting');
      const from = current?.now ?? instant(new Date());
      // Only an installation in which nothing has happened yet may begin in the past.
      if (from > to && (current || (await this.hasHistory(tx)))) throw new ClockGoesBack(from, to);
      if (Date.parse(to) - Date.parse(from) > JUMP_DAYS_MAX * DAY_MS) throw new ClockJumpsTooFar(JUMP_DAYS_MAX);
      await tx.query(
        'INSERT INTO clock.setting (now) VALUES ($1) ON CONFLICT (singleton) DO UPDATE SET now = excluded.now',
        [to],
      );
      await tx.query(`SELECT pg_notify('clock_set', '')`);
    });
    await this.reload();
  }

  async close(): Promise<void> {
    this.company.leave();
    await this.stopListening?.();
  }

  private async reload(): Promise<void> {
    if ((await this.read()) || this.isOwed) this.jump = this.tellListeners();
    await this.jump;
  }

  private async hasHistory(tx: Sql): Promise<boolean> {
    const [run] = await tx.query('SELECT 1 FROM clock.day_runs LIMIT 1');
    return run !== undefined || (await this.isInUse(tx));
  }

  /** True when another time stands in the database than stood here. */
  private async read(): Promise<boolean> {
    const [row] = await this.database.query<{ now: Instant }>('SELECT now FROM clock.setting');
    if (row === undefined || row.now === this.standing) return false;
    this.standing = row.now;
    return true;
  }

  private tellListeners(): Promise<unknown> {
    this.isOwed = false;
    return Promise.all([...this.listeners].map((listener) => listener())).catch((error: unknown) => {
      this.isOwed = true;
      throw error;
    });
  }
}

/**
 * The system's clock, for an installation whose clock could be set before: a time that was set is forgotten, for it is
 * over. @throws ClockAheadOfSystem when it is not, ClocksDiffer
 */
export const openSystemClock = async (database: Database, here: readonly string[] = []): Promise<WatchedClock> => {
  const clock = new WatchedClock(database);
  await clock.refresh();
  await database.transaction(async (tx) => {
    await tx.query('LOCK TABLE clock.setting IN EXCLUSIVE MODE');
    const [standing] = await tx.query<{ now: Instant }>('SELECT now FROM clock.setting');
    if (standing && standing.now > clock.now()) throw new ClockAheadOfSystem(standing.now);
    await tx.query('DELETE FROM clock.setting');
    await tx.query('DELETE FROM clock.services WHERE service = ANY($1::text[])', [here]);
  });
  return clock;
};
