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

const types = new pg.TypeOverrides();
types.setTypeParser(INT8, toSafeInteger);
types.setTypeParser(DATE, (text) => text);
types.setTypeParser(TIMESTAMPTZ, toIsoInstant);

const RELISTEN_MS = 500;
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
  }

  query<R extends Row = Row>(text: string, values: readonly unknown[] = []): Promise<readonly R[]> {
    refuseInsideTransaction(this);
    return run<R>(this.pool, text, values);
  }

  async transaction<T>(work: (tx: Sql) => Promise<T>): Promise<T> {
    refuseInsideTransaction(this);
    const client = await this.pool.connect();
    // A connection that the server ends while `work` awaits something else is told by the next query.
    client.on('error', ignore);
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
      client.off('error', ignore);
      client.release(broken);
    }
  }

  async listen(channel: string, onNotify: () => void): Promise<() => Promise<void>> {
    let stopped = false;
    let current: pg.Client | undefined;
    const connect = async (): Promise<void> => {
      const client = new pg.Client({ connectionString: this.url });
      client.on('notification', onNotify);
      client.on('error', ignore);
      client.on('end', () => {
        this.listeners.delete(client);
        if (!stopped && !this.closed) setTimeout(reconnect, RELISTEN_MS).unref();
      });
      await client.connect();
      await client.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
      this.listeners.add(client);
      current = client;
      if (stopped) await client.end();
    };
    const reconnect = (): void => {
      if (stopped || this.closed) return;
      // What was notified meanwhile is lost, so the caller looks once by itself.
      connect().then(onNotify, () => setTimeout(reconnect, RELISTEN_MS).unref());
    };
    await outsideTransaction(connect);
    return async () => {
      stopped = true;
      await current?.end().catch(() => undefined);
    };
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await Promise.all([...this.listeners].map((client) => client.end().catch(() => undefined)));
    await this.pool.end();
  }
}
