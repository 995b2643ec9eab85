import { hash as digest } from 'node:crypto';
import { canonicalJson } from './canonical.js';
import type { ExpectedHead, NewEvent, NonEmpty, StoredEvent, StreamHead, StreamId } from './event-store.js';

/** An event with its place in the stream and the exact text that is stored and hashed; only its position is still open. */
export type SealedEvent = {
  readonly event: Omit<StoredEvent, 'position'>;
  readonly dataJson: string;
  readonly metaJson: string;
};

/**
 * Gives new events the revisions and hashes that follow the head (docs/event-hashes.md).
 * @throws TypeError for what could not be stored and read back exactly as it was hashed.
 */
export const seal = (stream: StreamId, head: ExpectedHead, events: NonEmpty<NewEvent>): NonEmpty<SealedEvent> => {
  checkName('stream', stream);
  let { revision, hash } = head === 'no-stream' ? beforeTheFirst : checkedHead(head);
  const next = ({ id, type, version, data, meta, recordedAt }: NewEvent): SealedEvent => {
    revision += 1;
    const event = { stream, revision, id, type, version, data, meta, recordedAt };
    checkEvent(event);
    const [dataJson, metaJson] = [canonicalJson(data), canonicalJson(meta)];
    hash = hashOf(hash, event, dataJson, metaJson);
    return { event: { ...event, hash }, dataJson, metaJson };
  };
  const [first, ...rest] = events;
  return [next(first), ...rest.map(next)];
};

/** The head that a writer states who has read these events of a stream to its end. */
export const headOf = (events: readonly StoredEvent[]): ExpectedHead => {
  const last = events.at(-1);
  return last ? { revision: last.revision, hash: last.hash } : 'no-stream';
};

/** The revision of a head, as a conflict names it. */
export const revisionOf = (head: ExpectedHead): 'no-stream' | number => (head === 'no-stream' ? head : head.revision);

/** The first event of a stream that is not what was recorded, and in what it differs. */
export type ChainFault = {
  readonly revision: number;
  readonly reason: 'other-stream' | 'revision-out-of-order' | 'hash-differs';
};

/**
 * Recomputes the hashes of a stream read from its beginning, or from behind a head that is known to be good.
 * An altered, missing, added or exchanged event is found; events cut off at the end are not: compare the last head with one kept elsewhere.
 */
export const verifyChain = (
  events: readonly StoredEvent[],
  after: ExpectedHead = 'no-stream',
): ChainFault | undefined => {
  let { revision, hash } = after === 'no-stream' ? beforeTheFirst : after;
  for (const event of events) {
    revision += 1;
    if (event.stream !== events[0]?.stream) return { revision, reason: 'other-stream' };
    if (event.revision !== revision) return { revision, reason: 'revision-out-of-order' };
    if (!hasHash(event, hash)) return { revision, reason: 'hash-differs' };
    hash = event.hash;
  }
  return undefined;
};

const beforeTheFirst: StreamHead = { revision: -1, hash: '0'.repeat(64) };

type Hashed = Pick<StoredEvent, 'id' | 'recordedAt' | 'revision' | 'stream' | 'type' | 'version'>;

// The members are in the order of their names, which canonical JSON asks for.
const hashOf = (previous: string, event: Hashed, dataJson: string, metaJson: string): string => {
  const member = (name: keyof Hashed): string => `,"${name}":${canonicalJson(event[name])}`;
  const names = member('recordedAt') + member('revision') + member('stream') + member('type') + member('version');
  const canonical = `{"data":${dataJson}${member('id')},"meta":${metaJson}${names}}`;
  return digest('sha256', Buffer.concat([Buffer.from(previous, 'hex'), Buffer.from(canonical, 'utf8')]), 'hex');
};

// Data altered behind the store's back may have no canonical form at all; that is a difference like any other.
const hasHash = (event: StoredEvent, previous: string): boolean => {
  try {
    return hashOf(previous, event, canonicalJson(event.data), canonicalJson(event.meta)) === event.hash;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
};

const HASH = /^[0-9a-f]{64}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const VERSION_MAX = 32_767;

const checkedHead = (head: StreamHead): StreamHead => {
  if (!Number.isInteger(head.revision) || head.revision < 0 || !HASH.test(head.hash))
    throw new TypeError(`not a head: ${JSON.stringify(head)}`);
  return head;
};

const checkName = (what: string, name: string): void => {
  if (name === '' || name.includes('\0')) throw new TypeError(`not a ${what}: ${JSON.stringify(name)}`);
};

// Each of these forms comes back from every store exactly as it went in, so that the hash can be computed again.
const checkEvent = ({ id, type, version, recordedAt }: NewEvent): void => {
  checkName('type', type);
  if (!UUID.test(id)) throw new TypeError(`not a UUID in lower case: ${id}`);
  if (!Number.isInteger(version) || version < 1 || version > VERSION_MAX)
    throw new TypeError(`not a version: ${version}`);
  const at = new Date(recordedAt);
  if (Number.isNaN(at.valueOf()) || at.toISOString() !== recordedAt)
    throw new TypeError(`not an instant: ${recordedAt}`);
};
