import type { Sql } from '@lib/database';
import { instant } from '@lib/kernel';
import type { JsonObject } from './canonical.js';
import type { StoredEvent, StreamId } from './event-store.js';
import { positionAt } from './position.js';

/** The stored events `FROM event_store.events e` and the rest of the statement. */
export const selectEvents = async (
  sql: Sql,
  rest: string,
  values: readonly unknown[],
): Promise<readonly StoredEvent[]> => {
  const rows = await sql.query<{ event: EventRow }>(`${SELECT} ${rest}`, values);
  return rows.map(({ event }) => stored(event));
};

// One value for each event: the embedded database takes 2 µs for every value it hands over, and JSON.parse less for them all.
const SELECT = `SELECT json_build_array(
  e.position, e.stream, e.revision, e.id, e.type, e.version, e.data, e.meta, e.recorded_at, e.hash
) AS event FROM event_store.events e`;

type EventRow = readonly [number, StreamId, number, string, string, number, JsonObject, JsonObject, string, string];

const stored = ([place, stream, revision, id, type, version, data, meta, recordedAt, hash]: EventRow): StoredEvent => ({
  stream,
  revision,
  id,
  type,
  version,
  data,
  meta,
  recordedAt: instant(new Date(recordedAt)),
  position: positionAt(place, hash),
  hash,
});
