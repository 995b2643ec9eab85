import { createHash, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { canonicalJson, type Position, type StoredEvent } from '@lib/event-store';
import { isInstant, type Instant } from '@lib/kernel';

/** What a line says of the log, once its signature fits: docs/checkpoints.md. */
type Checkpoint = {
  /** Of the file, from 1. */
  readonly line: number;
  readonly at: Instant;
  /** So many events the log had. */
  readonly events: number;
  readonly position: Position;
  /** The hash of the last of them. */
  readonly head: string;
  /** What all their hashes come to in their order. */
  readonly log: string;
  /** The beginning of the hash of each event since the line before. */
  readonly marks: string;
  /** SHA-256 of the line before. */
  readonly previous: string;
  /** Which key has signed it. */
  readonly key: string;
};

/** A line as it stands in the file, without its end. */
export type Line = { readonly text: string; readonly checkpoint: Checkpoint };

/** The last line is not one that this key has signed: whoever goes on behind it would vouch for it. */
export class ForeignLine extends Error {
  constructor(why: string) {
    super(`the last line of the file is not one of its checkpoints: ${why}`);
    this.name = 'ForeignLine';
  }
}

const NOTHING = '0'.repeat(64);
const MARK = 8;

/** The line that follows: what came into the log since. */
export const nextLine = (
  last: Line | undefined,
  events: readonly [StoredEvent, ...StoredEvent[]],
  at: Instant,
  key: KeyObject,
): Line => {
  let log = Buffer.from(last?.checkpoint.log ?? NOTHING, 'hex');
  for (const { hash } of events) log = createHash('sha256').update(log).update(Buffer.from(hash, 'hex')).digest();
  const { position, hash: head } = events.at(-1) ?? events[0];
  const checkpoint: Checkpoint = {
    line: (last?.checkpoint.line ?? 0) + 1,
    at,
    events: (last?.checkpoint.events ?? 0) + events.length,
    position,
    head,
    log: log.toString('hex'),
    marks: events.map(({ hash }) => hash.slice(0, MARK)).join(''),
    previous: last ? createHash('sha256').update(last.text).digest('hex') : NOTHING,
    key: idOf(key),
  };
  const signature = sign(null, Buffer.from(canonicalJson(checkpoint)), key).toString('base64');
  return { text: canonicalJson({ ...checkpoint, signature }), checkpoint };
};

/**
 * Reads a line of the file; undefined where it is only a part of one, as a crash leaves it. One that another key has signed is
 * believed, for a key may be changed. @throws ForeignLine
 */
export const readLine = (text: string, key: KeyObject): Line | undefined => {
  const read = parsed(text);
  if (read === undefined) return undefined;
  const { signature, ...checkpoint } = read;
  if (!isCheckpoint(checkpoint) || typeof signature !== 'string') throw new ForeignLine('it has another form');
  const isSigned = (): boolean =>
    verify(null, Buffer.from(canonicalJson(checkpoint)), createPublicKey(key), Buffer.from(signature, 'base64'));
  if (checkpoint.key === idOf(key) && !isSigned()) throw new ForeignLine('the signature does not fit');
  return { text, checkpoint };
};

/** By which lines name a key: the beginning of the SHA-256 of its public half. */
export const idOf = (key: KeyObject): string =>
  createHash('sha256')
    .update(createPublicKey(key).export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16);

const parsed = (text: string): Record<string, unknown> | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
};

const isCheckpoint = (read: Record<string, unknown>): read is Checkpoint => {
  const { at, line, events, ...texts } = read;
  const isCounted = [line, events].every(
    (count) => typeof count === 'number' && Number.isSafeInteger(count) && count > 0,
  );
  const named = ['head', 'key', 'log', 'marks', 'position', 'previous'];
  return (
    isCounted &&
    typeof at === 'string' &&
    isInstant(at) &&
    Object.keys(texts).toSorted().join() === named.join() &&
    Object.values(texts).every((text) => typeof text === 'string')
  );
};
