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
      for await (const messages of connection.read(left))
        for (const message of messages) {
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
 * Reads the metadata of a stream: `Truncations` says why.
 * @throws EventStoreRefusal when they say that events are missing or will be
 */
export const refuseTruncated = async (connection: EsdbConnection, stream: StreamId): Promise<void> => {
  const record = await connection.readOne(lastEventOf(`$$${stream}` as StreamId));
  const said = record ? truncatingIn(record) : [];
  if (said.length > 0) throw truncationRefusal(stream, said);
};

export const truncationRefusal = (stream: StreamId, said: readonly string[]): EventStoreRefusal =>
  new EventStoreRefusal('stream-truncated', new Error(`${stream} has ${said.join(' and ')} in its metadata`));

/** What in an event of metadata takes events from its stream. */
export const truncatingIn = (record: RecordedEvent): readonly string[] => {
  const metadata: unknown = JSON.parse(new TextDecoder().decode(record.getData_asU8()));
  return TRUNCATING.filter((name) => typeof metadata === 'object' && metadata !== null && name in metadata);
};

const TRUNCATING = ['$tb', '$maxCount', '$maxAge'];

type RecordedEvent = ReadResp.ReadEvent.RecordedEvent;
