import type { Database, Migration, Sql } from '@lib/database';
import { newId } from '@lib/kernel';
import { pause } from '../waiting/pause.js';

/**
 * Rights that one process at a time has, by name, and that end by themselves when it dies. A process that was stopped
 * for a while and goes on must ask `isHeld` before each step: the right may be another's by then.
 */
export class Leases {
  constructor(
    private readonly database: Database,
    private readonly schema: string,
    /** After so long without a sign of life the right is free. */
    private readonly ttlMs = LEASE_MS,
  ) {}

  /** Undefined when another has it. Renewed until `release`. */
  async take(name: string): Promise<Lease | undefined> {
    const lease = new Lease(this.database, this.schema, name, this.ttlMs);
    return (await lease.take()) ? lease : undefined;
  }
}

/**
 * Short, so that another soon takes over. A process that was only slow loses the right and no more: what it does late is
 * refused, or has no effect.
 */
export const LEASE_MS = 2_000;

export class Lease {
  private readonly holder: string = newId();
  private readonly ending = new AbortController();
  private validUntilMs = 0;
  private renewing: Promise<void> | undefined;

  constructor(
    private readonly database: Database,
    private readonly schema: string,
    readonly name: string,
    private readonly ttlMs: number,
  ) {}

  /** The right and whose it is: of no other service. */
  get id(): string {
    return `${this.schema} ${this.name}`;
  }

  /** By this process's own count of time, which runs out before the database's. */
  get isHeld(): boolean {
    return !this.ending.signal.aborted && performance.now() < this.validUntilMs;
  }

  /** False when another has it. */
  async take(): Promise<boolean> {
    const asked = performance.now();
    const rows = await this.database.query(
      `INSERT INTO ${this.schema}.leases AS l (name, holder, expires_at)
       VALUES ($1, $2, clock_timestamp() + $3 * interval '1 millisecond')
       ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at
       WHERE l.expires_at < clock_timestamp() RETURNING 1`,
      [this.name, this.holder, this.ttlMs],
    );
    if (rows.length === 0) return false;
    this.validUntilMs = asked + this.ttlMs;
    this.renewing = this.renew(this.ending.signal);
    return true;
  }

  /** Whether it is still this holder's, seen by the database; in a transaction the answer holds until its end. */
  async confirm(tx: Sql = this.database): Promise<boolean> {
    const rows = await tx.query(`SELECT 1 FROM ${this.schema}.leases WHERE name = $1 AND holder = $2 FOR SHARE`, [
      this.name,
      this.holder,
    ]);
    return rows.length === 1;
  }

  /** Lets the next one have it at once. */
  async release(): Promise<void> {
    this.ending.abort();
    await this.renewing;
    await this.database
      .query(`DELETE FROM ${this.schema}.leases WHERE name = $1 AND holder = $2`, [this.name, this.holder])
      // It ends by itself.
      .catch(() => undefined);
  }

  private async renew(signal: AbortSignal): Promise<void> {
    for (;;) {
      await pause(this.ttlMs / 3, signal);
      if (signal.aborted) return;
      const asked = performance.now();
      try {
        const rows = await this.database.query(
          `UPDATE ${this.schema}.leases SET expires_at = clock_timestamp() + $3 * interval '1 millisecond'
           WHERE name = $1 AND holder = $2 RETURNING 1`,
          [this.name, this.holder, this.ttlMs],
        );
        if (rows.length === 0) return this.ending.abort();
        this.validUntilMs = asked + this.ttlMs;
      } catch {
        // The database is away: the next renewal may be in time, else `isHeld` says so.
      }
    }
  }
}

/** The table of `Leases`. */
export const leasesMigration = (schema: string): Migration => ({
  name: 'messaging-leases',
  sql: `CREATE TABLE ${schema}.leases (
    name text PRIMARY KEY,
    holder text NOT NULL,
    expires_at timestamptz NOT NULL
  )`,
});
