import type { Migration } from '@lib/database';

/**
 * Snapshots of streams with very many entries: a cache of what the event store says. A snapshot that is found to tell of
 * another log begins anew under the next generation.
 */
export const streamCacheMigrations: readonly Migration[] = [
  {
    name: '0004-stream-cache',
    sql: `
      CREATE TABLE certificates.stream_snapshots (
        stream text COLLATE "C" PRIMARY KEY,
        generation integer NOT NULL,
        revision integer NOT NULL,
        hash text NOT NULL,
        rest json NOT NULL
      );
      CREATE TABLE certificates.stream_entries (
        stream text COLLATE "C" NOT NULL,
        generation integer NOT NULL,
        key text COLLATE "C" NOT NULL,
        entry json NOT NULL,
        PRIMARY KEY (stream, generation, key)
      );`,
  },
];
