import type { Sql } from '@lib/database';
import { instant, type Instant } from '@lib/kernel';
import type { JsonObject } from './canonical.js';
import type { StoredEvent, StreamId } from './event-store.js';
import { positionAt } from './position.js';

/** The stored events `FROM event_store.events e` and the rest of the statement. */
export const selectEvents = (sql: Sql, rest: string, values: readonly unknown[]): Promise<readonly StoredEvent[]> =>
  eventsFrom(sql, `event_store.events e ${rest}`, values);

/** The events of streams of which no two are one, each from a revision on, in the order of the streams as they are given. */
export const selectStreams = (
  sql: Sql,
  streams: readonly { readonly stream: string; readonly fromRevision: number }[],
): Promise<readonly StoredEvent[]> =>
  eventsFrom(
    sql,
    // Each stream by itself, which OFFSET makes sure of: joined with all of them the planner may read the whole log.
    `unnest($1::text[], $2::int[]) WITH ORDINALITY AS a (stream, first, n) CROSS JOIN LATERAL (
       SELECT * FROM event_store.events s WHERE s.stream = a.stream AND s.revision >= a.first ORDER BY s.revision OFFSET 0
     ) e ORDER BY a.n, e.revision`,
    [streams.map(({ stream }) => stream), streams.map(({ fromRevision }) => fromRevision)],
  );

const eventsFrom = async (sql: Sql, from: string, values: readonly unknown[]): Promise<readonly StoredEvent[]> => {
  const rows = await sql.query<{ event: EventRow }>(`${SELECT} ${from}`, values);
  return rows.map(({ event }) => stored(event));
};

// One value for each event: the embedded database takes 2 µs for every value it hands over, and JSON.parse less for them all.
const SELECT = `SELECT json_build_array(
  e.position, e.stream, e.revision, e.id, e.type, e.version, e.data, e.meta, e.recorded_at, e.hash
) AS event FROM`;

type EventRow = readonly [number, StreamId, number, string, string, number, JsonObject, JsonObject, string, string];

const stored = ([place, stream, revision, id, type, version, data, meta, recordedAt, hash]: EventRow): StoredEvent => ({
  stream,
  revision,
  id,
  type,
  version,
  data,
  meta,
  recordedAt: instantOf(recordedAt),
  position: positionAt(place, hash),
  hash,
});

/** An instant as PostgreSQL writes it into JSON for a session in UTC, which needs no reading to be written as an instant. */
const IN_UTC = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,3}))?\+00:00$/;

const instantOf = (text: string): Instant => {
  const [, seconds, fraction = ''] = IN_UTC.exec(text) ?? [];
  return seconds === undefined ? instant(new Date(text)) : (`${seconds}.${fraction.padEnd(3, '0')}Z` as Instant);
};
