import type { Brand, Instant } from '@lib/kernel';
import type { JsonObject } from './canonical.js';

export type StreamId = Brand<string, 'StreamId'>;
/** A place in the whole log, and what tells the event there from others. Opaque: give it back to the store that issued it. */
export type Position = Brand<string, 'Position'>;
export type NonEmpty<T> = readonly [T, ...T[]];

/** The last event of a stream as the writer knows it: its revision (the first is 0) and its hash (64 hex digits). */
export type StreamHead = { readonly revision: number; readonly hash: string };
/** What the writer states about the stream it appends to. There is no "any": nobody appends to money blindly. */
export type ExpectedHead = 'no-stream' | StreamHead;

/** An event as it is handed to the store. `id` derives from the command, so that a repetition is recognised. */
export type NewEvent = {
  readonly id: string;
  readonly type: string;
  /** Version of this event type's shape, from 1. */
  readonly version: number;
  readonly data: JsonObject;
  /** Facts about the recording (command id, causation), never personal data. */
  readonly meta: JsonObject;
  readonly recordedAt: Instant;
};

export type StoredEvent = NewEvent & {
  readonly stream: StreamId;
  readonly revision: number;
  readonly position: Position;
  /** SHA-256(previous hash ‖ canonical event), 64 hex digits; docs/event-hashes.md. */
  readonly hash: string;
};

/** A stream, and the revision from which it is read. */
export type StreamRead = { readonly stream: StreamId; readonly fromRevision: number };

export type Append = {
  readonly stream: StreamId;
  readonly expected: ExpectedHead;
  readonly events: NonEmpty<NewEvent>;
};
export type AppendResult =
  | { readonly ok: true; readonly events: readonly StoredEvent[] }
  | { readonly ok: false; readonly error: RevisionConflict };

/**
 * The stream does not end where the writer said: read it again and decide anew. `expected` and `actual` are revisions; they are
 * equal when the writer knew the last revision but not its hash, so had read something else than what is recorded.
 */
export class RevisionConflict extends Error {
  constructor(
    readonly stream: StreamId,
    readonly expected: 'no-stream' | number,
    readonly actual: 'no-stream' | number,
  ) {
    super(`${stream}: expected ${expected}, found ${actual}`);
  }
}

/** The store cannot be reached or did not answer in time. What was asked may or may not have happened: ask again with the same event ids. */
export class EventStoreUnavailable extends Error {}

/**
 * The store cannot be reached as it was told to, and will not be until a person changes that. A start ends with it; whoever meets
 * it later waits, as for any store that is away.
 */
export class EventStoreMisconfigured extends EventStoreUnavailable {}

export type LogFilter = { readonly streamPrefixes: NonEmpty<string> };

export type SubscriptionMessage =
  | { readonly kind: 'event'; readonly event: StoredEvent }
  /** Everything recorded before the subscription asked has been delivered; from here on it is live. */
  | { readonly kind: 'caught-up' };

/** The port of architecture ADR 0002. Abstract class: type and injection token in one name. */
export abstract class EventStore {
  /** Whether an append is refused where the writer knows the last revision and not its hash. */
  abstract readonly comparesHashes: boolean;

  /**
   * The events of a stream from a revision on, in order; empty when there are none.
   * @param max how many events at most; without it, all of them
   * @throws EventStoreUnavailable
   */
  abstract read(stream: StreamId, fromRevision?: number, max?: number): Promise<readonly StoredEvent[]>;

  /**
   * `read` for many streams at once, answers in the order of the questions; a stream may be asked about once only.
   * @throws EventStoreUnavailable; what is wrong with one stream, so that whoever must know which reads it alone
   */
  abstract readEach(asked: readonly StreamRead[]): Promise<readonly (readonly StoredEvent[])[]>;

  /**
   * Appends all events or none. The same events at the same place again (the same ids, types, versions and data) are answered
   * with what was stored the first time, even when the stream has grown since.
   * @throws RevisionConflict, EventStoreUnavailable; TypeError for what could not be read back as it was hashed (docs/event-hashes.md).
   */
  abstract append(
    stream: StreamId,
    expected: ExpectedHead,
    events: NonEmpty<NewEvent>,
  ): Promise<readonly StoredEvent[]>;

  /**
   * Many streams at once (the monthly run); each item succeeds or conflicts by itself, results in the order of the items.
   * @throws EventStoreUnavailable or TypeError when an item could not be tried. The others are settled by then; the whole call
   * may be repeated with the same event ids.
   */
  abstract appendEach(items: readonly Append[]): Promise<readonly AppendResult[]>;

  /**
   * The log in order, to the end it has when it is asked. Never shows a later position before an earlier one has become
   * visible or is known to be rolled back.
   * @param max how many events at most: who wants a page says so, and no more is fetched for it
   * @throws EventStoreUnavailable; RangeError for a position that this store cannot have issued; AnotherLog for one at which
   * its log has another event, or none.
   */
  abstract readAll(after: Position | 'start', filter?: LogFilter, max?: number): AsyncIterable<StoredEvent>;

  /**
   * `readAll`, then live, without a gap or a duplicate, until the signal aborts or the store is closed.
   * @throws what readAll throws, at any time: subscribe again behind the last position that was told.
   */
  abstract subscribeAll(
    after: Position | 'start',
    options: { readonly filter?: LogFilter; readonly signal: AbortSignal },
  ): AsyncIterable<SubscriptionMessage>;

  /** Writes what is under way, ends the subscriptions, and takes nothing more. */
  abstract close(): Promise<void>;
}
