import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import {
  DATE,
  Database,
  INT8,
  TIMESTAMPTZ,
  insideTransaction,
  outsideTransaction,
  refuseInsideTransaction,
  toIsoInstant,
  toSafeInteger,
  type Row,
  type Sql,
} from './database.js';
import { relistenMs } from './relisten.js';

const types = new pg.TypeOverrides();
types.setTypeParser(INT8, toSafeInteger);
types.setTypeParser(DATE, (text) => text);
types.setTypeParser(TIMESTAMPTZ, toIsoInstant);

const CONNECT_WITHIN_MS = 10_000;
const ignore = (): void => undefined;

const run = async <R extends Row>(
  client: pg.Pool | pg.ClientBase,
  text: string,
  values: readonly unknown[],
): Promise<readonly R[]> => {
  const result = await client.query<R>(values.length > 0 ? { text, values: [...values] } : text);
  // Several statements at once have a result each, which the types of pg do not know.
  const last: pg.QueryResult<R> | undefined = Array.isArray(result) ? (result as pg.QueryResult<R>[]).at(-1) : result;
  return last?.rows ?? [];
};

type Listener = { readonly client: pg.Client; readonly ended: Promise<void> };

/** A PostgreSQL server, 15 or later. */
export class PgDatabase extends Database {
  private readonly pool: pg.Pool;
  private readonly listeners = new Set<pg.Client>();
  private closed = false;

  constructor(
    private readonly url: string,
    options: { readonly connectionsMax?: number } = {},
  ) {
    super();
    this.pool = new pg.Pool({ connectionString: url, max: options.connectionsMax ?? 12, types });
    // An idle connection that the server ends must not end this process; the next query opens another.
    this.pool.on('error', ignore);
    // Nor one that it ends between two of our steps: the next query tells.
    this.pool.on('connect', (client) => void client.on('error', ignore));
  }

  query<R extends Row = Row>(text: string, values: readonly unknown[] = []): Promise<readonly R[]> {
    refuseInsideTransaction(this);
    return run<R>(this.pool, text, values);
  }

  async transaction<T>(work: (tx: Sql) => Promise<T>): Promise<T> {
    refuseInsideTransaction(this);
    const client = await this.pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('BEGIN');
      const tx: Sql = {
        query: <R extends Row>(text: string, values: readonly unknown[] = []) => run<R>(client, text, values),
      };
      const value = await insideTransaction(this, () => work(tx));
      await client.query('COMMIT');
      return value;
    } catch (error) {
      await client.query('ROLLBACK').catch((cause: unknown) => {
        broken = cause instanceof Error ? cause : new Error(String(cause));
      });
      throw error;
    } finally {
      client.release(broken);
    }
  }

  async listen(channel: string, onNotify: () => void): Promise<() => Promise<void>> {
    const stopping = new AbortController();
    let current = await outsideTransaction(() => this.openListener(channel, onNotify));
    const isOver = (): boolean => stopping.signal.aborted || this.closed;
    // One loop for each listener, whatever a lost connection tells and how often.
    const follow = async (): Promise<void> => {
      while (!isOver()) {
        await current.ended;
        for (let failures = 0; !isOver(); failures++) {
          await pause(relistenMs(failures), undefined, { ref: false, signal: stopping.signal }).catch(ignore);
          const opened = isOver() ? undefined : await this.openListener(channel, onNotify).catch(ignore);
          if (!opened) continue;
          current = opened;
          // What was notified meanwhile is lost, so the caller looks once by itself.
          onNotify();
          break;
        }
      }
      await current.client.end().catch(ignore);
    };
    void outsideTransaction(follow);
    return async () => {
      stopping.abort();
      await current.client.end().catch(ignore);
    };
  }

  private async openListener(channel: string, onNotify: () => void): Promise<Listener> {
    const client = new pg.Client({ connectionString: this.url, connectionTimeoutMillis: CONNECT_WITHIN_MS });
    client.on('notification', onNotify);
    client.on('error', ignore);
    const ended = new Promise<void>((resolve) => client.once('end', resolve));
    try {
      await client.connect();
      await client.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
    } catch (error) {
      void client.end().catch(ignore);
      throw error;
    }
    this.listeners.add(client);
    return { client, ended: ended.then(() => void this.listeners.delete(client)) };
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await Promise.all([...this.listeners].map((client) => client.end().catch(() => undefined)));
    await this.pool.end();
  }
}
