import type { WireMessage } from '@lib/contracts';
import type { Migration, Sql } from '@lib/database';
import { isInstant } from '@lib/kernel';

/** Where a message stands within its key, as its sender has numbered and dated it; null for what it has not. */
export type Standing = {
  readonly topic: string;
  readonly key: string;
  readonly sequence: number | null;
  /** ISO 8601. */
  readonly recordedAt: string | null;
};

export const standingOf = (message: WireMessage): Standing => {
  const recordedAt = message.headers['ce_recordedtime'] ?? null;
  return {
    topic: message.topic,
    key: storable(message.key),
    sequence: placeOf(message).place ?? null,
    recordedAt: isInstant(recordedAt) ? recordedAt : null,
  };
};

/**
 * The place of a message within its key, where its sender has numbered it: the same on every copy of the topic, which an
 * offset is not.
 */
export const placeOf = ({ headers }: WireMessage): { readonly place?: number } => {
  const sequence = headers['ce_sequence'] ?? '';
  return /^\d{1,15}$/.test(sequence) ? { place: Number(sequence) } : {};
};

// A text column cannot hold U+0000. Whoever sends one must not stop a consumer; the message itself is kept as it is.
export const storable = (text: string): string => text.replaceAll('\u0000', '\uFFFD');

/**
 * What pruning leaves of the messages of a key that a consumer has dealt with: how far they go (docs/adr/0033). One that
 * comes again is known by it: its number is not beyond, and it was recorded by then. Recorded later, it is another
 * message: its sender was restored from a backup and counts from there. The clocks of its instances may differ a little.
 */
export const isSettled = (message: string, settled: string): string =>
  `${settled}.sequence >= ${message}.sequence AND ${settled}.recorded_at + interval '5 minutes' >= ${message}.recorded_at`;

/** For the end of a statement that has deleted rows with these columns as `gone`; `which` chooses some of them. */
export const settle = (schema: string, which = 'true'): string =>
  `INSERT INTO ${schema}.settled_keys AS s (consumer, topic, key, sequence, recorded_at)
   SELECT consumer, topic, key, max(sequence), max(recorded_at) FROM gone WHERE ${which} GROUP BY consumer, topic, key
   ON CONFLICT (consumer, topic, key) DO UPDATE SET
     sequence = greatest(s.sequence, excluded.sequence), recorded_at = greatest(s.recorded_at, excluded.recorded_at)`;

/** Which of the messages, by their places in the list, were dealt with and have been pruned. */
export const settledAmong = async (
  sql: Sql,
  schema: string,
  consumer: string,
  standings: readonly Standing[],
): Promise<ReadonlySet<number>> => {
  const rows = await sql.query<{ n: number }>(
    `SELECT m.n FROM unnest($2::text[], $3::text[], $4::bigint[], $5::timestamptz[])
       WITH ORDINALITY AS m (topic, key, sequence, recorded_at, n)
     JOIN ${schema}.settled_keys s
       ON s.consumer = $1 AND s.topic = m.topic AND s.key = m.key AND ${isSettled('m', 's')}`,
    [
      consumer,
      standings.map(({ topic }) => topic),
      standings.map(({ key }) => key),
      standings.map(({ sequence }) => sequence),
      standings.map(({ recordedAt }) => recordedAt),
    ],
  );
  return new Set(rows.map(({ n }) => n - 1));
};

/** The table of what pruning leaves. */
export const settledMigration = (schema: string): Migration => ({
  name: 'messaging-settled-keys',
  sql: `CREATE TABLE ${schema}.settled_keys (
    consumer text NOT NULL,
    topic text NOT NULL,
    key text NOT NULL,
    sequence bigint NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (consumer, topic, key)
  )`,
});
