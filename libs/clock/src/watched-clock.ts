import { SystemClock, instant, type Instant } from '@lib/kernel';
import type { Database } from '@lib/database';

const DIFFERENCE_MAX_MS = 60_000;
const COMPARED_EVERY_MS = 30_000;

/** The clock of this machine cannot be believed: what it dates would be booked on a wrong day. */
export class ClocksDiffer extends Error {
  constructor(aheadMs: number) {
    const seconds = Math.round(Math.abs(aheadMs) / 1000);
    super(
      `the clock of this machine is ${seconds} s ${aheadMs > 0 ? 'ahead of' : 'behind'} the database's: nothing is dated until they agree`,
    );
    this.name = 'ClocksDiffer';
  }
}

/**
 * The system's clock, as long as it agrees with the database's to a minute. `refresh` compares them now and then; in
 * between the steady count of this process tells a clock that was set.
 */
export class WatchedClock extends SystemClock {
  /** By how much the clock is before the steady count since it was last compared; NaN: it is not believed. */
  private leadMs = NaN;
  private comparedAtMs = -Infinity;
  private comparing: Promise<void> | undefined;

  constructor(
    private readonly database: Database,
    private readonly host = new SystemClock(),
  ) {
    super();
  }

  /** @throws ClocksDiffer */
  override now(): Instant {
    const driftMs = this.driftMs();
    if (isSmall(driftMs)) return this.host.now();
    // It may have been set right: whoever asks next gets the time then.
    this.compare().catch(() => undefined);
    throw new ClocksDiffer(driftMs);
  }

  /** @throws ClocksDiffer */
  override async refresh(): Promise<void> {
    if (isSmall(this.driftMs()) && performance.now() - this.comparedAtMs < COMPARED_EVERY_MS) return;
    await this.compare();
  }

  private hostMs(): number {
    return Date.parse(this.host.now());
  }

  private driftMs(): number {
    return this.hostMs() - performance.now() - this.leadMs;
  }

  private compare(): Promise<void> {
    this.comparing ??= this.ask().finally(() => (this.comparing = undefined));
    return this.comparing;
  }

  private async ask(): Promise<void> {
    const askedAt = performance.now();
    const [row] = await this.database.query<{ now: Instant }>('SELECT clock_timestamp() AS now');
    const onTheWayMs = (performance.now() - askedAt) / 2;
    const aheadMs = this.hostMs() - onTheWayMs - Date.parse(row?.now ?? instant(new Date(0)));
    this.leadMs = Math.abs(aheadMs) <= DIFFERENCE_MAX_MS + onTheWayMs ? this.hostMs() - performance.now() : NaN;
    this.comparedAtMs = performance.now();
    if (Number.isNaN(this.leadMs)) throw new ClocksDiffer(aheadMs);
  }
}

const isSmall = (differenceMs: number): boolean => Math.abs(differenceMs) <= DIFFERENCE_MAX_MS;
