import { authorizationFor } from '../support/login.js';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { PgDatabase } from '@lib/database';
import type { Installation } from '../../apps/cluster/src/installation.js';

/** How an installation stood at a moment. */
export type Sample = {
  readonly atMs: number;
  /** Requests that were answered by then: the data grow with them. */
  readonly answered: number;
  readonly processes: readonly { readonly name: string; readonly rssBytes: number; readonly heapBytes?: number }[];
  /** Undefined when PostgreSQL did not answer. */
  readonly connections?: number;
  readonly tables?: readonly { readonly name: string; readonly rows: number; readonly bytes: number }[];
};

const ANSWER_MS_MAX = 3_000;

/** Looks at the processes and the database of an installation. */
export class Sampler {
  private readonly database: PgDatabase;

  constructor(private readonly installation: Installation) {
    this.database = new PgDatabase(installation.databaseUrl);
  }

  async sample(atMs: number, answered: number): Promise<Sample> {
    const [processes, connections, tables] = await Promise.all([
      this.processes(),
      this.connections().catch(() => undefined),
      this.tables().catch(() => undefined),
    ]);
    return {
      atMs: Math.round(atMs),
      answered,
      processes,
      ...(connections === undefined ? {} : { connections }),
      ...(tables === undefined ? {} : { tables }),
    };
  }

  close(): Promise<void> {
    return this.database.close();
  }

  private async processes(): Promise<Sample['processes']> {
    const running = this.installation.processes.flatMap(({ name, pid, address }) =>
      pid === undefined ? [] : [{ name, pid, address }],
    );
    const pids = running.map(({ pid }) => pid).join(',');
    const { stdout } = await promisify(execFile)('ps', ['-o', 'pid=,rss=', '-p', pids]).catch(() => ({ stdout: '' }));
    const rss = new Map(stdout.split('\n').map((line) => line.trim().split(/\s+/).map(Number) as [number, number]));
    return Promise.all(
      running.map(async ({ name, pid, address }) => {
        const heapBytes = name.startsWith('kafka-') ? undefined : await heapOf(address);
        const rssBytes = (rss.get(pid) ?? 0) * 1024;
        return { name, rssBytes, ...(heapBytes === undefined ? {} : { heapBytes }) };
      }),
    );
  }

  private async connections(): Promise<number | undefined> {
    const [row] = await this.database.query<{ count: number }>(
      'SELECT count(*) AS count FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
    return row?.count;
  }

  private async tables(): Promise<Sample['tables']> {
    const named = await this.database.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
       WHERE schemaname IN ('catalog', 'enrollment', 'certificates', 'webhooks', 'event_store') ORDER BY 1`,
    );
    const one = ({ name }: { name: string }): string =>
      `SELECT '${name}' AS name, count(*) AS rows, pg_total_relation_size('${name}') AS bytes FROM ${name}`;
    return this.database.query<{ name: string; rows: number; bytes: number }>(named.map(one).join(' UNION ALL '));
  }
}

const heapOf = async (address: string): Promise<number | undefined> => {
  try {
    const url = `http://${address}`;
    const headers = await authorizationFor(url);
    const response = await fetch(`${url}/metrics`, { headers, signal: AbortSignal.timeout(ANSWER_MS_MAX) });
    const found = /^nodejs_heap_size_used_bytes\S* (\S+)$/m.exec(await response.text());
    return found ? Number(found[1]) : undefined;
  } catch {
    return undefined;
  }
};
