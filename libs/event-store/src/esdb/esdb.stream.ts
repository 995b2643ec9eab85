import type { StoredEvent, StreamId } from '../event-store.js';
import { recorded } from './esdb.codec.js';
import type { EsdbConnection } from './esdb.connection.js';
import { eventsOf, lastEventOf } from './esdb.requests.js';

/**
 * At most `max` events of a stream from a revision on.
 * @throws Error when the first of them are missing, or one was not written by the ledger: such a stream was tampered with.
 */
export const readStream = async (
  connection: EsdbConnection,
  stream: StreamId,
  fromRevision: number,
  max = Number.MAX_SAFE_INTEGER,
): Promise<readonly StoredEvent[]> => {
  const events: StoredEvent[] = [];
  for await (const message of connection.read(eventsOf(stream, fromRevision, max))) {
    const record = message.getEvent()?.getEvent();
    if (!record) continue;
    const event = recorded(record);
    if (!event) throw new Error(`${stream} ${record.getStreamRevision()} is no event of the ledger`);
    const revision = fromRevision + events.length;
    if (event.revision !== revision) throw new Error(`${stream} lacks ${revision}: it was truncated or deleted`);
    events.push(event);
  }
  return events;
};

export const lastRevisionOf = async (connection: EsdbConnection, stream: StreamId): Promise<'no-stream' | number> => {
  for await (const message of connection.read(lastEventOf(stream))) {
    const record = message.getEvent()?.getEvent();
    if (record) return Number(record.getStreamRevision());
  }
  return 'no-stream';
};
