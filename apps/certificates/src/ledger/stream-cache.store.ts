import type { Database } from '@lib/database';
import type { JsonObject } from '@lib/event-store';
import type { Entry, Head, StreamCache } from './stream-kind.js';

type Snapshot = { readonly generation: number; readonly revision: number; readonly hash: string };

/** The cache of streams with very many entries, in tables of the service. */
export class StoredStreamCache implements StreamCache {
  constructor(private readonly database: Database) {}

  async snapshot(stream: string): Promise<(Head & { readonly rest: JsonObject }) | undefined> {
    const [row] = await this.database.query<Head & { rest: JsonObject }>(
      'SELECT revision, hash, rest FROM certificates.stream_snapshots WHERE stream = $1 AND revision >= 0',
      [stream],
    );
    return row;
  }

  // One statement, so one moment. Each key is found by itself: a planner that knows nothing of the table yet reads them all.
  async entries(stream: string, since: Head, keys: readonly string[]): Promise<ReadonlyMap<string, Entry> | undefined> {
    const [row] = await this.database.query<Head & { found: Readonly<Record<string, Entry>> | null }>(
      `SELECT s.revision, s.hash, (
         SELECT json_object_agg(e.key, e.entry) FROM unnest($2::text[]) AS asked (key)
         CROSS JOIN LATERAL (
           SELECT * FROM certificates.stream_entries e
           WHERE e.stream = s.stream AND e.generation = s.generation AND e.key = asked.key LIMIT 1
         ) e
       ) AS found FROM certificates.stream_snapshots s WHERE s.stream = $1`,
      [stream, keys],
    );
    if (row?.revision !== since.revision || row.hash !== since.hash) return undefined;
    return new Map(Object.entries(row.found ?? {}));
  }

  async save(
    stream: string,
    since: Head | undefined,
    head: Head,
    rest: JsonObject,
    changed: ReadonlyMap<string, Entry>,
  ): Promise<void> {
    await this.database.transaction(async (tx) => {
      await tx.query(
        `INSERT INTO certificates.stream_snapshots (stream, generation, revision, hash, rest)
         VALUES ($1, 0, -1, '', '{}') ON CONFLICT DO NOTHING`,
        [stream],
      );
      const [now] = await tx.query<Snapshot>(
        'SELECT generation, revision, hash FROM certificates.stream_snapshots WHERE stream = $1 FOR UPDATE',
        [stream],
      );
      if (now?.revision !== (since?.revision ?? -1) || now.hash !== (since?.hash ?? '')) return;
      await tx.query(
        `INSERT INTO certificates.stream_entries (stream, generation, key, entry)
         SELECT $1, $2, n.key, n.entry::json FROM unnest($3::text[], $4::text[]) AS n(key, entry)
         ON CONFLICT (stream, generation, key) DO UPDATE SET entry = excluded.entry`,
        [stream, now.generation, [...changed.keys()], [...changed.values()].map((entry) => JSON.stringify(entry))],
      );
      await tx.query(
        'UPDATE certificates.stream_snapshots SET revision = $2, hash = $3, rest = $4::json WHERE stream = $1',
        [stream, head.revision, head.hash, JSON.stringify(rest)],
      );
    });
  }

  async drop(stream: string, { revision, hash }: Head): Promise<void> {
    await this.database.query(
      `UPDATE certificates.stream_snapshots SET generation = generation + 1, revision = -1, hash = '', rest = '{}'
       WHERE stream = $1 AND revision = $2 AND hash = $3`,
      [stream, revision, hash],
    );
  }
}
