import { randomUUID } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { isConflict, isDatabaseAway, isRefused, isUntrusted } from './away.js';
import { unlessInConflict } from './conflict.js';
import { backoffMs } from '@lib/kernel';
import {
  DATE,
  Database,
  INT8,
  TIMESTAMPTZ,
  asError,
  insideTransaction,
  outsideTransaction,
  refuseInsideTransaction,
  toIsoInstant,
  toSafeInteger,
  type Beginning,
  type Row,
  type Sql,
} from './database.js';
import { LIMITS, answerWithinMs, begin, type Length, type Limits } from './limits.js';
import { listText } from './parameters.js';
import { rehearse } from './rehearse.js';
import { SERVER_SETTINGS, UnfitServer, faultsOf, serverSettings, warningsOf, whyUntrusted } from './server-check.js';
import { prepare } from './session.js';

const types = new pg.TypeOverrides();
types.setTypeParser(INT8, toSafeInteger);
types.setTypeParser(DATE, (text) => text);
types.setTypeParser(TIMESTAMPTZ, toIsoInstant);

const KEEP_ALIVE = { keepAlive: true, keepAliveInitialDelayMillis: 10_000 };
const RELISTEN = { firstMs: 500, maxMs: 2_000 };
const LISTENER_LOOKED_AT_MS = 30_000;
const WRITE_TRIED_EVERY_MS = 10_000;
const ignore = (): void => undefined;

const run = async <R extends Row>(
  client: pg.Pool | pg.ClientBase,
  text: string,
  values: readonly unknown[],
  withinMs: number,
): Promise<readonly R[]> => {
  if (client instanceof pg.Client) inOneWrite(client.connection.stream);
  const asked: pg.QueryConfig & { readonly query_timeout: number } = {
    text,
    query_timeout: withinMs,
    ...(values.length > 0 ? { values: values.map((value) => (Array.isArray(value) ? listText(value) : value)) } : {}),
  };
  const result = await client.query<R>(asked);
  // Several statements at once have a result each, which the types of pg do not know.
  const last: pg.QueryResult<R> | undefined = Array.isArray(result) ? (result as pg.QueryResult<R>[]).at(-1) : result;
  return last?.rows ?? [];
};

/** Statements that are asked for together leave together: each write is a call of the system, and wakes the server. */
const inOneWrite = (stream: Duplex): void => {
  stream.cork();
  process.nextTick(() => stream.uncork());
};

/** The pool waits for it, which its own types do not say. */
type Preparing = { readonly onConnect: (client: pg.ClientBase) => Promise<void> };

type Listener = { readonly client: pg.Client; readonly ended: Promise<void> };

type PgOptions = {
  readonly connectionsMax?: number;
  readonly limits?: Limits;
  /** Told what an operator should know. */
  readonly say?: (text: string) => void;
};

/**
 * A PostgreSQL server, 15 or later. What this code relies on it sets itself, for each connection and each transaction. A
 * transaction that the database undid for the sake of another is done again, so its work must bear to be repeated.
 */
export class PgDatabase extends Database {
  private readonly pool: pg.Pool;
  private readonly limits: Limits;
  private readonly say: (text: string) => void;
  private readonly listeners = new Set<pg.Client>();
  private readonly notifying = new Map<string, 'sent' | 'once more'>();
  private asking: Promise<void> | undefined;
  private writtenAt = -Infinity;
  private isDeaf = false;
  private closed = false;

  constructor(
    private readonly url: string,
    { connectionsMax = 12, limits = LIMITS, say = ignore }: PgOptions = {},
  ) {
    super();
    this.limits = limits;
    this.say = say;
    const options: pg.PoolConfig & Preparing = {
      connectionString: url,
      max: connectionsMax,
      // What is asked without waiting for what was asked before goes with it.
      pipeline: true,
      types,
      connectionTimeoutMillis: limits.connectMs,
      ...KEEP_ALIVE,
      // Not `verify`: the pool forgets a connection that it verifies while whoever wanted it gives up.
      onConnect: (client) => prepare(client, limits),
    };
    this.pool = new pg.Pool(options);
    // An idle connection that the server ends must not end this process; the next query opens another.
    this.pool.on('error', ignore);
    // Nor one that it ends between two of our steps: the next query tells.
    this.pool.on('connect', (client) => void client.on('error', ignore));
  }

  query<R extends Row = Row>(text: string, values: readonly unknown[] = []): Promise<readonly R[]> {
    refuseInsideTransaction(this);
    return unlessInConflict(() => run<R>(this.pool, text, values, answerWithinMs(this.limits, 'usual')));
  }

  async transaction<T>(
    work: (tx: Sql) => Promise<T>,
    length: Length = 'usual',
    beginning: Beginning = 'by itself',
  ): Promise<T> {
    refuseInsideTransaction(this);
    return unlessInConflict(() => this.attempt(work, length, beginning));
  }

  private async attempt<T>(work: (tx: Sql) => Promise<T>, length: Length, beginning: Beginning): Promise<T> {
    const withinMs = answerWithinMs(this.limits, length);
    const client = await this.pool.connect();
    let broken: Error | undefined;
    try {
      const begun = run(client, begin(this.limits, length), [], withinMs);
      let isOutside = false;
      begun.catch(() => (isOutside = true));
      if (beginning === 'by itself') await begun;
      const tx: Sql = {
        query: async <R extends Row>(text: string, values: readonly unknown[] = []) => {
          // What goes with the beginning are reads; behind one that has failed nothing is sent, for it would be kept.
          if (isOutside) await begun;
          return run<R>(client, text, values, withinMs);
        },
      };
      return await insideTransaction(
        this,
        async () => {
          const value = await work(tx);
          await begun;
          return value;
        },
        () => run(client, 'COMMIT', [], withinMs),
      );
    } catch (error) {
      // One that is away may leave also this unanswered, and one that takes no writes is left for another.
      if (isDatabaseAway(error) && !isConflict(error) && !isRefused(error)) broken = asError(error);
      else await run(client, 'ROLLBACK', [], this.limits.connectMs).catch((cause) => (broken = asError(cause)));
      throw error;
    } finally {
      client.release(broken);
    }
  }

  async check(): Promise<void> {
    const client = await this.pool.connect().catch((error: unknown) => {
      throw isUntrusted(error) ? new UnfitServer([whyUntrusted(error)]) : error;
    });
    try {
      const { processID } = client as unknown as { readonly processID: number };
      const settings = serverSettings(await run(client, SERVER_SETTINGS, [], this.limits.connectMs), processID);
      const faults = faultsOf(settings);
      if (faults.length > 0) throw new UnfitServer(faults);
      warningsOf(settings).forEach(this.say);
    } finally {
      client.release(true);
    }
  }

  takesWrites(): Promise<void> {
    // Who asks again before there is an answer waits for the same one, and takes no other connection.
    this.asking ??= this.askWhetherItTakesWrites().finally(() => (this.asking = undefined));
    return this.asking;
  }

  private async askWhetherItTakesWrites(): Promise<void> {
    const [row] = await this.query<{ refuses: boolean }>(REFUSES_WRITES);
    if (row?.refuses) throw new Error('the server takes no writes');
    if (performance.now() - this.writtenAt < WRITE_TRIED_EVERY_MS) return;
    await rehearse(this, (tx) => tx.query(WRITE));
    this.writtenAt = performance.now();
  }

  // Within the transaction of what it tells, a NOTIFY holds a lock of the whole server until that has reached the disk.
  notify(channel: string): void {
    if (this.closed) return;
    if (this.notifying.has(channel)) {
      this.notifying.set(channel, 'once more');
      return;
    }
    this.notifying.set(channel, 'sent');
    const send = (): Promise<unknown> => this.query(`SELECT pg_notify($1, '')`, [channel]);
    const settle = (): void => {
      const isOnceMore = this.notifying.get(channel) === 'once more';
      this.notifying.delete(channel);
      if (isOnceMore) this.notify(channel);
    };
    void outsideTransaction(send).then(settle, () => void this.notifying.delete(channel));
  }

  async listen(channel: string, onNotify: () => void): Promise<() => Promise<void>> {
    const stopping = new AbortController();
    let current = await outsideTransaction(() => this.openListener(channel, onNotify));
    const isOver = (): boolean => stopping.signal.aborted || this.closed;
    // One loop for each listener, whatever a lost connection tells and how often.
    const follow = async (): Promise<void> => {
      while (!isOver()) {
        await current.ended;
        for (let failures = 1; !isOver(); failures++) {
          await pause(backoffMs(failures, RELISTEN), undefined, { ref: false, signal: stopping.signal }).catch(ignore);
          const opened = isOver() ? undefined : await this.openListener(channel, onNotify).catch(ignore);
          if (!opened) continue;
          current = opened;
          // What was notified meanwhile is lost, so the caller looks once by itself.
          onNotify();
          break;
        }
      }
      await end(current.client);
    };
    void outsideTransaction(follow);
    return async () => {
      stopping.abort();
      await end(current.client);
    };
  }

  private async openListener(channel: string, onNotify: () => void): Promise<Listener> {
    const { connectMs } = this.limits;
    const client = new pg.Client({ connectionString: this.url, connectionTimeoutMillis: connectMs, ...KEEP_ALIVE });
    const echo = new Echo();
    client.on('notification', (heard) => (heard.channel === echo.channel ? echo.come() : onNotify()));
    client.on('error', ignore);
    const { promise: ended, resolve } = Promise.withResolvers<void>();
    client.once('end', resolve);
    try {
      await client.connect();
      await prepare(client, this.limits);
      await run(
        client,
        `LISTEN ${pg.escapeIdentifier(channel)}; LISTEN ${pg.escapeIdentifier(echo.channel)}`,
        [],
        connectMs,
      );
    } catch (error) {
      void end(client);
      throw error;
    }
    this.listeners.add(client);
    const watch = setInterval(() => {
      // A server that is gone without a word does not end the connection.
      run(client, 'SELECT 1', [], connectMs).catch(() => void end(client));
    }, LISTENER_LOOKED_AT_MS).unref();
    client.once('end', () => {
      clearInterval(watch);
      this.listeners.delete(client);
    });
    void this.tellIfDeaf(echo);
    return { client, ended };
  }

  /** Behind a pooler that hands out its sessions by the transaction, LISTEN succeeds and nothing is ever heard. */
  private async tellIfDeaf(echo: Echo): Promise<void> {
    const isSent = await run(this.pool, `SELECT pg_notify($1, '')`, [echo.channel], this.limits.connectMs).then(
      () => true,
      () => false,
    );
    if (!isSent || (await echo.isHeard(ECHO_WITHIN_MS)) || this.isDeaf || this.closed) return;
    this.isDeaf = true;
    this.say(
      'notifications of PostgreSQL do not arrive (a pooler in transaction mode?): what they tell is looked for every second or so',
    );
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await Promise.all([...this.listeners].map(end));
    await this.pool.end();
  }
}

const REFUSES_WRITES = `SELECT current_setting('transaction_read_only') = 'on' AS refuses`;
// Incompressible, and more than a page: what is full has no room for it. It is rolled back.
const WRITE = `SELECT lo_from_bytea(0, string_agg(uuid_send(gen_random_uuid()), '')) FROM generate_series(1, 600)`;
const ECHO_WITHIN_MS = 5_000;
const GOODBYE_WITHIN_MS = 1_000;

/** What a listener should hear of itself. */
class Echo {
  readonly channel = `echo_${randomUUID()}`;
  private readonly heard = Promise.withResolvers<boolean>();

  readonly come = (): void => this.heard.resolve(true);

  isHeard(withinMs: number): Promise<boolean> {
    const timer = setTimeout(() => this.heard.resolve(false), withinMs).unref();
    return this.heard.promise.finally(() => clearTimeout(timer));
  }
}

/** A server that is gone without a word does not answer a goodbye either. */
const end = async (client: pg.Client): Promise<void> => {
  const { connection } = client as unknown as { readonly connection: { readonly stream: { destroy(): void } } };
  const timer = setTimeout(() => connection.stream.destroy(), GOODBYE_WITHIN_MS).unref();
  await client.end().catch(ignore);
  clearTimeout(timer);
};
