import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { instant } from '@lib/kernel';
import { canonicalJson, type JsonObject } from '../canonical.js';
import type { StoredEvent, StreamId } from '../event-store.js';
import type { SealedEvent } from '../hash-chain.js';
import { positionOf, type LogPlace } from './esdb.position.js';

/**
 * An event as EventStoreDB takes it. What it has no field for stands in the event's metadata, the ledger's id among it: the
 * server compares nothing but its own id, which therefore is made of the event's hash. What the server takes for a
 * repetition is one to the last byte; what differs in anything is refused as a wrong revision, and then read and compared.
 */
export type ProposedEvent = {
  readonly id: string;
  readonly type: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
};

type Recording = Pick<StoredEvent, 'hash' | 'meta' | 'recordedAt' | 'version'> & {
  /** Missing in events from before the server's id was bound to the hash: theirs is the server's. */
  readonly id?: string | undefined;
};
type RecordedEvent = ReadResp.ReadEvent.RecordedEvent;

export const proposed = ({ event, dataJson }: SealedEvent): ProposedEvent => {
  const { hash, id, meta, recordedAt, version } = event;
  return {
    id: idOfHash(hash),
    type: event.type,
    data: utf8.encode(dataJson),
    metadata: utf8.encode(canonicalJson({ hash, id, meta, recordedAt, version })),
  };
};

/**
 * An event as it was sealed; undefined for what the ledger has not written: events of the system, links, other programs.
 * @throws Error for an event of the ledger that does not read back, or a server that tells no positions.
 */
export const recorded = (event: RecordedEvent, place = placeOfRecord(event)): StoredEvent | undefined => {
  const recording = recordingOf(event);
  if (!recording) return undefined;
  const { id = event.getId()?.getString() ?? '', ...rest } = recording;
  return {
    stream: nameOfStream(event) as StreamId,
    revision: Number(event.getStreamRevision()),
    id,
    type: event.getMetadataMap().get('type') ?? '',
    data: JSON.parse(text.decode(event.getData_asU8())) as JsonObject,
    position: positionOf({ ...place, hash: recording.hash }),
    ...rest,
  };
};

export const nameOfStream = (event: RecordedEvent): string =>
  text.decode(event.getStreamIdentifier()?.getStreamName_asU8());

/** @throws Error for a server before 22.6, which tells the position of an event only when the whole log is read. */
export const placeOfRecord = (event: RecordedEvent): LogPlace => {
  const place = { commit: BigInt(event.getCommitPosition()), prepare: BigInt(event.getPreparePosition()) };
  if (place.commit === UNKNOWN) throw new Error('EventStoreDB tells no positions: 23.10 or later is needed');
  return place;
};

const recordingOf = (event: RecordedEvent): Recording | undefined => {
  if (event.getMetadataMap().get('content-type') !== 'application/json') return undefined;
  const metadata = parsed(text.decode(event.getCustomMetadata_asU8()));
  if (!isRecording(metadata)) return undefined;
  const { hash, id, meta, recordedAt, version } = metadata;
  return { hash, id, meta, recordedAt: instant(recordedAt), version };
};

const isRecording = (metadata: unknown): metadata is Recording => {
  if (typeof metadata !== 'object' || metadata === null) return false;
  const { hash, id, meta, recordedAt, version } = metadata as Partial<Record<keyof Recording, unknown>>;
  return (
    typeof hash === 'string' &&
    HASH.test(hash) &&
    (id === undefined || typeof id === 'string') &&
    typeof meta === 'object' &&
    meta !== null &&
    typeof recordedAt === 'string' &&
    typeof version === 'number'
  );
};

const parsed = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
};

/** UUID version 8 of the first half of a hash: 122 bits of it. */
export const idOfHash = (hash: string): string => {
  const variant = ((Number.parseInt(hash.slice(16, 17), 16) & 0b0011) | 0b1000).toString(16);
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `${variant}${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join('-');
};

const HASH = /^[0-9a-f]{64}$/;
const UNKNOWN = 2n ** 64n - 1n;
const utf8 = new TextEncoder();
const text = new TextDecoder('utf-8', { ignoreBOM: true });
