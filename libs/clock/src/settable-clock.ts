import { Clock, instant, type Instant } from '@lib/kernel';
import type { Database } from '@lib/database';

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
    private standing: Instant | undefined,
  ) {
    super();
  }

  static async open(database: Database): Promise<SettableClock> {
    const clock = new SettableClock(database, undefined);
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
   * @throws ClockGoesBack, ClockJumpsTooFar
   */
  async set(to: Instant): Promise<void> {
    await this.database.transaction(async (tx) => {
      await tx.query('LOCK TABLE clock.setting IN EXCLUSIVE MODE');
      const [current] = await tx.query<{ now: Instant }>('SELECT now FROM clock.setting');
      if (current && current.now > to) throw new ClockGoesBack(current.now, to);
      if (current && Date.parse(to) - Date.parse(current.now) > JUMP_DAYS_MAX * DAY_MS)
        throw new ClockJumpsTooFar(JUMP_DAYS_MAX);
      await tx.query(
        'INSERT INTO clock.setting (now) VALUES ($1) ON CONFLICT (singleton) DO UPDATE SET now = excluded.now',
        [to],
      );
      await tx.query(`SELECT pg_notify('clock_set', '')`);
    });
    await this.reload();
  }

  async close(): Promise<void> {
    await this.stopListening?.();
  }

  private async reload(): Promise<void> {
    if ((await this.read()) || this.isOwed) this.jump = this.tellListeners();
    await this.jump;
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
