import type { Database, Sql } from '@lib/database';

const TELL_EVERY_MS = 60_000;
/** Whoever was not seen for so long does not go by this clock: longer than any restart takes. */
const FORGOTTEN_AFTER_MS = 600_000;

/** The services that go by the clock of one database: each says so when it starts, and from time to time. */
export class ClockCompany {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    private readonly here: readonly string[],
    private readonly installation: readonly string[],
  ) {}

  async join(): Promise<void> {
    if (this.here.length === 0) return;
    await this.tell();
    this.timer = setInterval(() => void this.tell().catch(() => undefined), TELL_EVERY_MS);
    this.timer.unref();
  }

  /** Those of the installation that do not go by this clock. */
  async missing(tx: Sql): Promise<readonly string[]> {
    const seen = await tx.query<{ service: string }>(
      "SELECT service FROM clock.services WHERE seen_at > clock_timestamp() - $1 * interval '1 millisecond'",
      [FORGOTTEN_AFTER_MS],
    );
    const present = new Set(seen.map(({ service }) => service));
    return this.installation.filter((service) => !present.has(service));
  }

  leave(): void {
    clearInterval(this.timer);
  }

  private async tell(): Promise<void> {
    await this.database.query(
      `INSERT INTO clock.services (service, seen_at) SELECT service, clock_timestamp() FROM unnest($1::text[]) AS service
       ON CONFLICT (service) DO UPDATE SET seen_at = excluded.seen_at`,
      [this.here],
    );
  }
}
