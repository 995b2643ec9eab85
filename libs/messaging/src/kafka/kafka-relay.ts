import type { Database } from '@lib/database';
import { beginSpan } from '@lib/telemetry';
import { Logger } from '@nestjs/common';
import { causeOf, sayOutage } from '../delivery/cause.js';
import { LEASE_MS, Leases, type Lease } from '../delivery/leases.js';
import { LogEnd } from '../log/log-end.js';
import type { LoggedMessage, MessageLog } from '../log/message-log.js';
import { backoffMs, type Backoff } from '@lib/kernel';
import { pause } from '../waiting/pause.js';
import { News } from '../waiting/news.js';
import type { KafkaCluster } from './kafka-cluster.js';
import { KafkaSender } from './kafka-sender.js';
import { RelayPositions } from './relay-positions.js';
import { sizeOf } from './wire.js';

export type RelayPace = {
  /** After the death of the active relay another takes over within this time, and one look. */
  readonly leaseMs: number;
  /** How often one that waits looks whether it may. */
  readonly lookMs: number;
  /** News may be lost; after this time the active one looks by itself. */
  readonly pollMs: number;
  readonly outage: Backoff;
};

const PACE: RelayPace = {
  leaseMs: LEASE_MS,
  lookMs: 250,
  pollMs: 1_000,
  outage: { firstMs: 100, maxMs: 5_000 },
};

/**
 * Takes a log to Kafka: at least once, every key in its order, without a gap. Any number of processes may run it for the
 * same log, one of them is active. Each batch begins at or before the first message that Kafka does not have: whoever
 * follows another repeats and never skips. Who was followed can put nothing behind what the successor has sent.
 */
export class KafkaRelay {
  private readonly logger = new Logger('relay');
  private readonly stopping = new AbortController();
  private readonly leases: Leases;
  private readonly positions: RelayPositions;
  private readonly news = new News();
  private readonly pace: RelayPace;
  private readonly end: LogEnd;
  private running: Promise<void> | undefined;

  constructor(
    private readonly options: {
      readonly cluster: KafkaCluster;
      readonly log: MessageLog;
      readonly database: Database;
      /** Where `messagingMigrations` and `kafkaMigrations` are applied. */
      readonly schema: string;
      readonly pace?: RelayPace;
    },
  ) {
    const { database, schema, pace = PACE } = options;
    this.pace = pace;
    this.leases = new Leases(database, schema, pace.leaseMs);
    this.positions = new RelayPositions(database, schema);
    this.end = new LogEnd(this.options.log, () => this.position());
  }

  start(): void {
    this.running ??= this.run(this.stopping.signal);
  }

  /** Waits for the batch in hand; another process may go on at once. */
  async close(): Promise<void> {
    this.stopping.abort();
    this.news.tell();
    await this.running;
  }

  /** Messages of the log that are not in Kafka yet, counted up to the log's cap. */
  async lag(): Promise<number> {
    const { log } = this.options;
    return log.lag(await this.position());
  }

  /**
   * Resolves to true once everything that the log held when this was called is in Kafka, whichever process takes it there;
   * to false when that does not happen within the time.
   */
  async hasPublished(withinMs: number): Promise<boolean> {
    const since = performance.now();
    const isPassed = await this.end.mark();
    if (!isPassed) return false;
    while (!(await isPassed())) {
      if (performance.now() - since >= withinMs || this.stopping.signal.aborted) return false;
      await pause(LOOK_MS, this.stopping.signal);
    }
    return true;
  }

  /** How far the log has been taken to Kafka. */
  position(): Promise<string | 'start'> {
    return this.positions.load(this.options.log.name);
  }

  private async run(signal: AbortSignal): Promise<void> {
    const { log } = this.options;
    for (let failures = 0; !signal.aborted;) {
      try {
        const lease = await this.leases.take(`relay ${log.name}`);
        if (lease) await this.leadUntilLost(lease, signal);
        else await pause(this.pace.lookMs, signal);
        failures = 0;
      } catch (error) {
        failures += 1;
        sayOutage(this.logger, `${log.name} waits`, error);
        await pause(backoffMs(failures, this.pace.outage), signal);
      }
    }
  }

  private async leadUntilLost(lease: Lease, signal: AbortSignal): Promise<void> {
    try {
      await this.lead(lease, signal);
    } finally {
      await lease.release();
    }
  }

  private async lead(lease: Lease, signal: AbortSignal): Promise<void> {
    const { log, cluster } = this.options;
    const sender = new KafkaSender(cluster, lease);
    let unsubscribe: (() => Promise<void>) | undefined;
    try {
      let cursor: string | 'start' | undefined;
      for (let failures = 0; !signal.aborted && lease.isHeld;) {
        try {
          cursor ??= await this.positions.load(log.name);
          const batch = await log.read(cursor, BATCH_MAX);
          const last = await this.pass(batch, sender, lease);
          if (last === undefined && batch.length > 0) return;
          cursor = last ?? cursor;
          failures = 0;
          if (batch.length === BATCH_MAX) continue;
          if (unsubscribe) await this.news.wait(this.pace.pollMs);
          // After it the log is read once more, for what came between that reading and this subscription.
          else unsubscribe = await log.onNews(this.news.tell, cursor);
        } catch (error) {
          failures += 1;
          // Of a log that is another one by now the place may have been set anew, by an operator or with the log.
          cursor = undefined;
          sayOutage(this.logger, `${log.name} waits`, error);
          await pause(backoffMs(failures, this.pace.outage), signal);
        }
      }
    } finally {
      await unsubscribe?.().catch(() => undefined);
      await sender.close();
    }
  }

  /** The cursor behind the batch when it is in Kafka and stored; undefined when the lease is lost, or nothing was to do. */
  private async pass(batch: readonly LoggedMessage[], sender: KafkaSender, lease: Lease): Promise<string | undefined> {
    for (const part of partsOf(batch)) {
      if (!lease.isHeld) return undefined;
      await publish(part, sender);
    }
    const last = batch.at(-1)?.cursor;
    if (last === undefined || !(await this.positions.store(this.options.log.name, last, lease))) return undefined;
    return last;
  }
}

const publish = async (part: readonly LoggedMessage[], sender: KafkaSender): Promise<void> => {
  const spans = part.flatMap(({ message: { topic, headers } }) => {
    const parent = headers['ce_traceparent'];
    return parent === undefined ? [] : [beginSpan(`publish ${topic}`, { parent, kind: 'producer' })];
  });
  try {
    await sender.send(part.map(({ message }) => message));
  } catch (error) {
    spans.forEach((span) => span.fail(causeOf(error)));
    throw error;
  } finally {
    spans.forEach((span) => span.end());
  }
};

const LOOK_MS = 50;
const BATCH_MAX = 500;
/** Below what a broker takes in one request. */
const PART_BYTES_MAX = 512 * 1024;

const partsOf = (batch: readonly LoggedMessage[]): readonly (readonly LoggedMessage[])[] => {
  const parts: LoggedMessage[][] = [];
  let room = 0;
  for (const logged of batch) {
    const size = sizeOf(logged.message);
    if (size > room) {
      parts.push([]);
      room = PART_BYTES_MAX;
    }
    parts.at(-1)?.push(logged);
    room -= size;
  }
  return parts;
};
