import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { StoredEvent, StreamId } from '../event-store.js';
import { recorded } from './esdb.codec.js';
import type { EsdbConnection } from './esdb.connection.js';
import { isBroken } from './esdb.errors.js';
import { EventStoreRefusal } from './esdb.refusal.js';
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
  for (let known = -1; ;)
    try {
      const left = eventsOf(stream, fromRevision + events.length, max - events.length);
      for await (const message of connection.read(left)) {
        const record = message.getEvent()?.getEvent();
        if (record) events.push(expected(stream, fromRevision + events.length, record));
      }
      return events;
    } catch (error) {
      // A read that breaks goes on where it was, unless it gets no further.
      if (!isBroken(error) || events.length === known) throw error;
      known = events.length;
    }
};

const expected = (stream: StreamId, revision: number, record: RecordedEvent): StoredEvent => {
  const event = recorded(record);
  if (!event) throw new Error(`${stream} ${record.getStreamRevision()} is no event of the ledger`);
  if (event.revision !== revision) throw new Error(`${stream} lacks ${revision}: it was truncated or deleted`);
  return event;
};

export const lastRevisionOf = async (connection: EsdbConnection, stream: StreamId): Promise<'no-stream' | number> => {
  const record = await connection.readOne(lastEventOf(stream));
  return record ? Number(record.getStreamRevision()) : 'no-stream';
};

/**
 * The server takes an append of the first events of a stream that was deleted, and gives them the revisions behind those that
 * nobody can read any more; one that is to keep so many events, or to keep them so long, it truncates by itself.
 * @throws EventStoreRefusal when the metadata of the stream say any of this
 */
export const refuseTruncated = async (connection: EsdbConnection, stream: StreamId): Promise<void> => {
  const record = await connection.readOne(lastEventOf(`$$${stream}` as StreamId));
  const metadata: unknown = record ? JSON.parse(new TextDecoder().decode(record.getData_asU8())) : {};
  const told = TRUNCATING.filter((name) => typeof metadata === 'object' && metadata !== null && name in metadata);
  if (told.length > 0)
    throw new EventStoreRefusal('stream-truncated', new Error(`${stream} has ${told.join(' and ')} in its metadata`));
};

const TRUNCATING = ['$tb', '$maxCount', '$maxAge'];

type RecordedEvent = ReadResp.ReadEvent.RecordedEvent;
