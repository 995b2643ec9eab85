import { setTimeout as pause } from 'node:timers/promises';
import { PgDatabase } from '@lib/database';
import type { Installation } from '../../apps/cluster/src/installation.js';
import { Chance } from '../support/chance.js';
import type { OwnPostgres } from '../support/own-postgres.js';

const SERVICES = ['catalog', 'enrollment', 'certificates', 'webhooks'] as const;

/**
 * Each stands in a round as often as here. A round has every kind in an order that is drawn: no run is without one.
 */
const ROUND = [
  'kill a service',
  'kill a service',
  'kill a broker',
  'restart PostgreSQL',
  'crash PostgreSQL',
  'end all sessions',
  'freeze a leader',
] as const;
type Kind = (typeof ROUND)[number];

/** After so long without a takeover the frozen process goes on; a lease is a few seconds. */
const FROZEN_MS_MAX = 60_000;
/** So long it is looked for somebody who leads: webhooks lead only while something is to be sent. */
const LED_WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 50;

/** What happens to a cluster, drawn from a seed. One fault at a time; what it broke may still be broken at the next one. */
export class Faults {
  /** How often another instance led while the leader stood still. */
  takeovers = 0;
  private readonly chance: Chance;
  private readonly database: PgDatabase;
  private round: Kind[] = [];

  constructor(
    private readonly installation: Installation,
    private readonly postgres: Pick<OwnPostgres, 'restart'>,
    private readonly drawn: {
      readonly seed: number;
      /** Processes that are never killed, so that what grows in them is seen. */
      readonly spared?: (name: string) => boolean;
    },
  ) {
    this.chance = new Chance(drawn.seed);
    this.database = new PgDatabase(installation.databaseUrl);
  }

  /** How many faults have every kind so many times. */
  static inRounds(rounds: number): number {
    return ROUND.length * rounds;
  }

  /** Lets the next fault happen; resolves to what it was when nobody is frozen and PostgreSQL takes connections. */
  async next(): Promise<string> {
    if (this.round.length === 0) this.round = this.shuffled(ROUND);
    const kind = this.round.pop() ?? ROUND[0];
    return `${kind}: ${await this.happen(kind)}`;
  }

  close(): Promise<void> {
    return this.database.close();
  }

  private async happen(kind: Kind): Promise<string> {
    switch (kind) {
      case 'kill a service':
        return this.kill((name) => !name.startsWith('kafka-'));
      case 'kill a broker':
        return this.kill((name) => name.startsWith('kafka-'));
      case 'restart PostgreSQL':
        return this.postgres.restart('fast').then(() => 'fast');
      case 'crash PostgreSQL':
        return this.postgres.restart('immediate').then(() => 'immediate');
      case 'end all sessions':
        return this.endSessions();
      case 'freeze a leader':
        return this.freezeLeader(this.chance.of(SERVICES));
    }
  }

  private async kill(isMeant: (name: string) => boolean): Promise<string> {
    const { spared = () => false } = this.drawn;
    const names = this.installation.processes.map(({ name }) => name);
    const victim = this.chance.of(names.filter((name) => isMeant(name) && !spared(name)));
    // One that was killed a moment ago has a number again when it is started again.
    while (this.pidOf(victim) === undefined) await pause(LOOK_EVERY_MS);
    await this.installation.kill(victim);
    return victim;
  }

  private async endSessions(): Promise<string> {
    const ended = await this.patiently(() =>
      this.database.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid()`,
      ),
    );
    return `${ended.length}`;
  }

  /** SIGSTOP for that instance of a service which has its leases, until the other one has them, then SIGCONT. */
  private async freezeLeader(service: (typeof SERVICES)[number]): Promise<string> {
    const instances = this.installation.processes.filter(({ name }) => name.startsWith(`${service}-`));
    const until = performance.now() + FROZEN_MS_MAX;
    // Whoever leads is started, and so is who takes over from it.
    while (!instances.every(({ isUp }) => isUp) && performance.now() < until) await pause(LOOK_EVERY_MS);
    const since = performance.now();
    do {
      for (const { name } of this.shuffled(instances)) {
        const frozenMs = await this.freeze(name, service);
        if (frozenMs === undefined) continue;
        this.takeovers += 1;
        return `${name}, taken over after ${Math.round(frozenMs)} ms`;
      }
      await pause(LOOK_EVERY_MS);
    } while (performance.now() - since < LED_WITHIN_MS);
    return `${service}, nobody led`;
  }

  /** Stops a process until another has its leases; undefined: it had none. */
  private async freeze(name: string, service: string): Promise<number | undefined> {
    const pid = this.pidOf(name);
    if (pid === undefined) return undefined;
    const since = performance.now();
    process.kill(pid, 'SIGSTOP');
    try {
      return (await this.isTakenOver(service)) ? performance.now() - since : undefined;
    } finally {
      process.kill(pid, 'SIGCONT');
    }
  }

  /** Whether a lease has another holder; false when there is none, when those who had them renew or end them, or nobody takes them in time. */
  private async isTakenOver(service: string): Promise<boolean> {
    const at = await this.leasesOf(service);
    for (const since = performance.now(); performance.now() - since < FROZEN_MS_MAX; await pause(LOOK_EVERY_MS)) {
      const now = await this.leasesOf(service);
      const standing = [...at].map(([name, lease]) => ({ lease, now: now.get(name) }));
      if (standing.some((pair) => pair.now !== undefined && pair.now.holder !== pair.lease.holder)) return true;
      // Also where there was none, or where it has been given up since.
      if (standing.every((pair) => pair.now === undefined || pair.now.expires > pair.lease.expires)) return false;
    }
    return false;
  }

  private async leasesOf(service: string): Promise<ReadonlyMap<string, { holder: string; expires: number }>> {
    const rows = await this.patiently(() =>
      this.database.query<{ name: string; holder: string; expires: number }>(
        `SELECT name, holder, extract(epoch FROM expires_at)::float8 AS expires FROM ${service}.leases`,
      ),
    );
    return new Map(rows.map(({ name, ...lease }) => [name, lease]));
  }

  /** Asks until PostgreSQL answers: it has a minute to come back. */
  private async patiently<T>(ask: () => Promise<T>): Promise<T> {
    for (const since = performance.now(); ; await pause(LOOK_EVERY_MS))
      try {
        return await ask();
      } catch (error) {
        if (performance.now() - since > FROZEN_MS_MAX) throw error;
      }
  }

  private pidOf(name: string): number | undefined {
    return this.installation.processes.find((process) => process.name === name)?.pid;
  }

  private shuffled<T>(items: readonly T[]): T[] {
    const order = items.map((item) => ({ item, at: this.chance.next() }));
    return order.sort((a, b) => a.at - b.at).map(({ item }) => item);
  }
}
