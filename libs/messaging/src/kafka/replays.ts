import { topics, type WireMessage } from '@lib/contracts';
import type { Database, Migration } from '@lib/database';
import { isInstant, backoffMs, type Backoff } from '@lib/kernel';
import { Logger } from '@nestjs/common';
import { causeOf } from '../delivery/cause.js';
import { Leases, type Lease } from '../delivery/leases.js';
import { isSamePlace, type LoggedMessage, type MessageLog } from '../log/message-log.js';
import { pause } from '../waiting/pause.js';
import { News } from '../waiting/news.js';
import type { KafkaCluster } from './kafka-cluster.js';
import { KafkaSender } from './kafka-sender.js';

export type ReplayRequest = {
  /** A topic of the log. */
  readonly topic: string;
  /** What was recorded behind it is sent: an ISO 8601 instant, or a position of the log (`start`, or that of an earlier replay). */
  readonly after: string;
  /** A topic that is there, and is none of ours. */
  readonly to: string;
  readonly perSecond: number;
};

export type Replay = ReplayRequest & {
  readonly id: string;
  readonly status: 'running' | 'done' | 'failed' | 'stopped';
  readonly sent: number;
  /** How far the log was read. */
  readonly position: string;
  /** What it failed with. */
  readonly cause: string | undefined;
  readonly askedAt: string;
  readonly endedAt: string | undefined;
};

/** Such a replay cannot be. */
export class ReplayRefused extends Error {
  constructor(
    readonly field: keyof ReplayRequest,
    readonly reason: 'not-a-topic-here' | 'not-a-position' | 'not-a-replay-topic' | 'no-such-topic',
  ) {
    super(`${field}: ${reason}`);
  }
}

/**
 * Sends the facts of a topic again, to another topic, marked `ce_replay`: from a position or time on, up to what the
 * relay had taken to Kafka when it was asked for. One at a time, the oldest first. When its process dies another carries
 * it on and repeats at most a second's messages.
 */
export class Replays {
  private readonly logger = new Logger('replay');
  private readonly stopping = new AbortController();
  private readonly leases: Leases;
  private readonly news = new News();
  private readonly table: string;
  private running: Promise<void> | undefined;

  constructor(
    private readonly options: {
      readonly cluster: KafkaCluster;
      readonly log: MessageLog;
      readonly database: Database;
      /** Where `messagingMigrations` and `kafkaMigrations` are applied. */
      readonly schema: string;
    },
  ) {
    const { database, schema } = options;
    this.table = `${schema}.replays`;
    this.leases = new Leases(database, schema);
  }

  start(): void {
    this.running ??= this.run(this.stopping.signal);
  }

  /** What is not done is carried on after the next start. */
  async close(): Promise<void> {
    this.stopping.abort();
    this.news.tell();
    await this.running;
  }

  /** Enters a replay; the same id again is the same replay. @throws ReplayRefused */
  async ask(id: string, request: ReplayRequest): Promise<Replay> {
    const { log, database } = this.options;
    const { topic, after, to, perSecond } = request;
    await this.check(request);
    const rows = await database.query<ReplayRow>(
      // The relay stands still until the replay is entered: the message at its place is not pruned meanwhile.
      `WITH relay AS (SELECT cursor FROM ${this.options.schema}.relay_positions WHERE log = $7 FOR SHARE)
       INSERT INTO ${this.table} AS r (id, topic, after, target, per_second, position, until)
       SELECT $1, $2, $3, $4, $5, $6, coalesce((SELECT cursor FROM relay), 'start')
       ON CONFLICT (id) DO UPDATE SET id = r.id RETURNING *`,
      [id, topic, after, to, perSecond, beginOf(after), log.name],
    );
    this.news.tell();
    return only(rows.map(toReplay));
  }

  /** The newest first. */
  async list(limit: number): Promise<readonly Replay[]> {
    const rows = await this.options.database.query<ReplayRow>(
      `SELECT * FROM ${this.table} ORDER BY asked_at DESC, id LIMIT $1`,
      [limit],
    );
    return rows.map(toReplay);
  }

  /** How far the replays that are not done have read the log. */
  async places(): Promise<readonly (string | 'start')[]> {
    const rows = await this.options.database.query<{ position: string }>(
      `SELECT position FROM ${this.table} WHERE status = 'running'`,
    );
    return rows.map(({ position }) => position);
  }

  /** It ends after the messages in hand. False when it is not running. */
  stop(id: string): Promise<boolean> {
    return this.end(id, 'stopped');
  }

  private async check({ topic, after, to }: ReplayRequest): Promise<void> {
    const { cluster, log } = this.options;
    if (!log.topics.includes(topic)) throw new ReplayRefused('topic', 'not-a-topic-here');
    if (topics.some(({ name }) => name === to)) throw new ReplayRefused('to', 'not-a-replay-topic');
    await log.read(beginOf(after), 1).catch((error: unknown) => {
      throw error instanceof RangeError ? new ReplayRefused('after', 'not-a-position') : error;
    });
    const admin = cluster.client.admin();
    await admin.connect();
    try {
      if (!(await admin.listTopics()).includes(cluster.named(to))) throw new ReplayRefused('to', 'no-such-topic');
    } finally {
      await admin.disconnect();
    }
  }

  private async run(signal: AbortSignal): Promise<void> {
    for (let failures = 0; !signal.aborted;) {
      const replay = await this.oldestRunning().catch(() => undefined);
      const lease = replay && (await this.leases.take('replay').catch(() => undefined));
      if (!replay || !lease) {
        await this.news.wait(LOOK_MS);
        continue;
      }
      try {
        await this.carryOn(replay, lease, signal);
        failures = 0;
      } catch (error) {
        failures += 1;
        this.logger.warn(`${replay.id} waits: ${causeOf(error)}`);
        if (failures < FAILURES_MAX) await pause(backoffMs(failures, OUTAGE), signal);
        else await this.end(replay.id, 'failed', causeOf(error)).catch(() => undefined);
      } finally {
        await lease.release();
      }
    }
  }

  private async carryOn({ until, ...replay }: Running, lease: Lease, signal: AbortSignal): Promise<void> {
    const { cluster, log } = this.options;
    const sender = new KafkaSender(cluster, lease);
    const metre = new Metre(replay.perSecond);
    const isBehind = sinceOf(replay.after);
    let { position } = replay;
    try {
      for (let isEnd = isSamePlace(position, until); !signal.aborted && lease.isHeld;) {
        if (isEnd) return void (await this.end(replay.id, 'done'));
        const batch = await log.read(position, Math.min(BATCH_MAX, replay.perSecond));
        const end = batch.findIndex(({ cursor }) => isSamePlace(cursor, until));
        const part = end === -1 ? batch : batch.slice(0, end + 1);
        const wanted = part.filter((logged) => logged.message.topic === replay.topic && isBehind(logged));
        if (wanted.length > 0) await sender.send(wanted.map(({ message }) => again(message, replay.to)));
        position = part.at(-1)?.cursor ?? position;
        isEnd = end !== -1 || part.length === 0;
        if (!(await this.progress(replay.id, position, wanted.length, lease))) return;
        await metre.passed(wanted.length, signal);
      }
    } finally {
      await sender.close();
    }
  }

  private async oldestRunning(): Promise<Running | undefined> {
    const [row] = await this.options.database.query<ReplayRow>(
      `SELECT * FROM ${this.table} WHERE status = 'running' ORDER BY asked_at, id LIMIT 1`,
    );
    return row && { ...toReplay(row), until: row.until };
  }

  /** False when the replay was stopped, or the lease has passed to another. */
  private progress(id: string, position: string, sent: number, lease: Lease): Promise<boolean> {
    return this.options.database.transaction(async (tx) => {
      if (!(await lease.confirm(tx))) return false;
      const rows = await tx.query(
        `UPDATE ${this.table} SET position = $2, sent = sent + $3 WHERE id = $1 AND status = 'running' RETURNING 1`,
        [id, position, sent],
      );
      return rows.length === 1;
    });
  }

  private async end(id: string, status: Replay['status'], cause?: string): Promise<boolean> {
    const rows = await this.options.database.query(
      `UPDATE ${this.table} SET status = $2, cause = $3, ended_at = now() WHERE id = $1 AND status = 'running' RETURNING 1`,
      [id, status, cause ?? null],
    );
    return rows.length === 1;
  }
}

const LOOK_MS = 500;
const BATCH_MAX = 500;
const FAILURES_MAX = 10;
const OUTAGE: Backoff = { firstMs: 100, maxMs: 5_000 };

/** Keeps to so many messages a second. */
class Metre {
  private readonly startedMs = performance.now();
  private sent = 0;

  constructor(private readonly perSecond: number) {}

  async passed(messages: number, signal: AbortSignal): Promise<void> {
    this.sent += messages;
    const dueMs = this.startedMs + (this.sent / this.perSecond) * 1000;
    if (dueMs > performance.now()) await pause(dueMs - performance.now(), signal);
  }
}

const beginOf = (after: string): string => (isInstant(after) ? 'start' : after);

// What is recorded by several processes at once may lie a little out of the order of time: from the first message that
// is late enough on, everything is behind.
const sinceOf = (after: string): ((logged: LoggedMessage) => boolean) => {
  if (!isInstant(after)) return () => true;
  const since = Date.parse(after);
  let isReached = false;
  return ({ message }) => (isReached ||= Date.parse(message.headers['ce_recordedtime'] ?? '') > since);
};

const again = (message: WireMessage, to: string): WireMessage => ({
  ...message,
  topic: to,
  headers: { ...message.headers, ce_replay: 'true' },
});

const only = <T>([item]: readonly T[]): T => {
  if (item === undefined) throw new TypeError('a written row was not answered');
  return item;
};

/** The table of `Replays`. */
export const replaysMigration = (schema: string): Migration => ({
  name: 'messaging-replays',
  sql: `CREATE TABLE ${schema}.replays (
    id uuid PRIMARY KEY,
    topic text NOT NULL,
    after text NOT NULL,
    target text NOT NULL,
    per_second integer NOT NULL,
    status text NOT NULL DEFAULT 'running' CHECK (status IN ('running', 'done', 'failed', 'stopped')),
    position text NOT NULL,
    until text NOT NULL,
    sent bigint NOT NULL DEFAULT 0,
    cause text,
    asked_at timestamptz NOT NULL DEFAULT now(),
    ended_at timestamptz
  )`,
});

type Running = Replay & { readonly until: string };

type ReplayRow = {
  id: string;
  topic: string;
  after: string;
  target: string;
  per_second: number;
  status: Replay['status'];
  position: string;
  until: string;
  sent: number;
  cause: string | null;
  asked_at: string;
  ended_at: string | null;
};

const toReplay = (row: ReplayRow): Replay => ({
  id: row.id,
  topic: row.topic,
  after: row.after,
  to: row.target,
  perSecond: row.per_second,
  status: row.status,
  sent: row.sent,
  position: row.position,
  cause: row.cause ?? undefined,
  askedAt: row.asked_at,
  endedAt: row.ended_at ?? undefined,
});
