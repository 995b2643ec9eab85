import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { setTimeout as pause } from 'node:timers/promises';
import { EventStoreUnavailable, type LogFilter, type StoredEvent, type SubscriptionMessage } from '../event-store.js';
import { nameOfStream, placeOfRecord, recorded } from './esdb.codec.js';
import type { EsdbConnection } from './esdb.connection.js';
import { isBroken } from './esdb.errors.js';
import { comparePlaces, positionOf, type LogPlace } from './esdb.position.js';
import { AnotherLog, isThatVery } from '../position.js';
import { eventAt, lastEventOfAll, subscription } from './esdb.requests.js';
import { truncatingIn } from './esdb.stream.js';

type Told<T> =
  | { readonly kind: 'event'; readonly event: T; readonly place: LogPlace }
  /** Everything up to the end that was asked for has been told. */
  | { readonly kind: 'end' }
  | { readonly kind: 'sign-of-life' };

/** What is made of a record; undefined for one that is passed over. */
type Reading<T> = (record: RecordedEvent, place: LogPlace) => T | undefined;
type RecordedEvent = ReadResp.ReadEvent.RecordedEvent;

/** Resolves when the log can be read. */
export const reached = async (connection: EsdbConnection): Promise<void> => {
  await endOf(connection);
};

/** The events behind a place, to the end that the log has when it is asked. */
export const readToEnd = (
  connection: EsdbConnection,
  after: LogPlace | undefined,
  filter: LogFilter | undefined,
): AsyncGenerator<StoredEvent, void, undefined> => toEnd(connection, after, filter, recorded);

async function* toEnd<T extends OfStream>(
  connection: EsdbConnection,
  after: LogPlace | undefined,
  filter: LogFilter | undefined,
  reading: Reading<T>,
): AsyncGenerator<T, void, undefined> {
  const end = await endBehind(connection, after);
  if (!end || (after && comparePlaces(after, end) === 0)) return;
  let [seen, known]: [LogPlace | undefined, LogPlace | 'none' | undefined] = [after, 'none'];
  for (;;)
    try {
      for await (const some of tail(connection, seen, end, reading, { filter }))
        for (const told of some) {
          if (told.kind === 'end') return;
          if (told.kind !== 'event') continue;
          seen = told.place;
          yield told.event;
        }
    } catch (error) {
      // A read that breaks goes on where it was, unless it gets no further.
      if (!isBroken(error) || seen === known) throw error;
      known = seen;
    }
}

/**
 * Reads to the end, says so once, then follows the log until the signal aborts. When a server that was reached goes away, it
 * subscribes again behind the last event that was told.
 * @throws EventStoreUnavailable when the server stays away.
 */
export async function* follow(
  connection: EsdbConnection,
  after: LogPlace | undefined,
  { filter, signal, reconnectsMax, silenceMs }: FollowOptions,
): AsyncGenerator<SubscriptionMessage, void, undefined> {
  let [seen, isLive, wasReached, failures] = [after, false, false, 0];
  while (!signal.aborted)
    try {
      const end = await endBehind(connection, seen, signal);
      wasReached = true;
      for await (const some of tail(connection, seen, end, recorded, { filter, signal, silenceMs }))
        for (const told of some) {
          if (signal.aborted) return;
          if (told.kind === 'sign-of-life') continue;
          failures = 0;
          if (told.kind === 'event') {
            seen = told.place;
            yield { kind: 'event', event: told.event };
          } else if (!isLive) {
            isLive = true;
            yield { kind: 'caught-up' };
          }
        }
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof EventStoreUnavailable) || !wasReached || failures >= reconnectsMax) throw error;
      // Aborted: the loop ends.
      await pause(Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS), undefined, { signal }).catch(
        () => undefined,
      );
      failures += 1;
    }
}

/** What the metadata of a stream say that takes events from it, as of one change of them. */
export type ToldOfStream = { readonly stream: string; readonly truncating: readonly string[] };

/**
 * Every change of the metadata of a stream, from the first on; `all` when those from before have been told. It ends with the
 * connection, and not before the signal aborts otherwise.
 * @throws EventStoreUnavailable, EventStoreRefusal
 */
export async function* metadataFromStart(
  connection: EsdbConnection,
  options: { readonly signal: AbortSignal; readonly silenceMs: number },
): AsyncGenerator<ToldOfStream | 'all', void, undefined> {
  const end = await endOf(connection, options.signal);
  const filter: LogFilter = { streamPrefixes: ['$$'] };
  for await (const some of tail(connection, undefined, end, toldOfStream, { filter, ...options }))
    for (const told of some)
      if (told.kind === 'event') yield told.event;
      else if (told.kind === 'end') yield 'all';
}

const toldOfStream = (record: RecordedEvent): ToldOfStream => ({
  stream: nameOfStream(record).slice('$$'.length),
  truncating: truncatingIn(record),
});

type FollowOptions = {
  readonly filter?: LogFilter;
  readonly signal: AbortSignal;
  readonly reconnectsMax: number;
  readonly silenceMs: number;
};

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 5_000;

/** What is behind a place; the end is told when the server says so, or as soon as nothing up to `end` can be left. */
async function* tail<T extends OfStream>(
  connection: EsdbConnection,
  after: LogPlace | undefined,
  end: LogPlace | undefined,
  reading: Reading<T>,
  { filter, signal, silenceMs = Infinity }: TailOptions,
): AsyncGenerator<readonly Told<T>[], void, undefined> {
  let [seen, isAtEnd, asked, looked] = [after, false, false, end];
  // At the end there may be nothing to tell. Who has heard nothing for a while looks whether that is so: a subscription can be
  // open and dead.
  const mayBeSilent = async (): Promise<boolean> => {
    if (!isAtEnd) return false;
    if (!asked) return (asked = true);
    const now = await endOf(connection, signal);
    if (!now || (looked && comparePlaces(now, looked) <= 0)) return true;
    looked = now;
    for await (const _ of toEnd(connection, seen, filter, reading)) return false;
    return true;
  };
  const hear = (message: ReadResp, told: Told<T>[]): void => {
    const record = message.getEvent()?.getEvent();
    const place = record && placeOfRecord(record);
    if (!isAtEnd && place && end && comparePlaces(place, end) > 0) {
      isAtEnd = true;
      told.push({ kind: 'end' });
    }
    const isNew = place && !(seen && comparePlaces(place, seen) <= 0);
    const event = isNew && reading(record, place);
    if (isNew) seen = place;
    told.push(event ? { kind: 'event', event, place: { ...place, hash: event.hash } } : { kind: 'sign-of-life' });
    if (isAtEnd) return;
    const lookedTo = checkpointIn(message) ?? seen;
    isAtEnd = message.hasCaughtUp() || (lookedTo && end ? comparePlaces(lookedTo, end) >= 0 : false);
    if (isAtEnd) told.push({ kind: 'end' });
  };
  const options = { mayBeSilent, silenceMs, ...(signal && { signal }) };
  for await (const messages of connection.read(subscription(after, filter), options)) {
    asked = false;
    const told: Told<T>[] = [];
    for (const message of messages) hear(message, told);
    yield told;
  }
  throw new EventStoreUnavailable('EventStoreDB ended the subscription');
}

/** An event of the ledger has a hash, what else is told of a stream has none. */
type OfStream = { readonly stream: string; readonly hash?: string };

// A checkpoint only shows how far the server has looked. Nobody subscribes behind one: the server takes the next event for the one
// that stands there, and some versions tell checkpoints at which none does.
const checkpointIn = (message: ReadResp): LogPlace | undefined => {
  const checkpoint = message.getCheckpoint();
  return (
    checkpoint && { commit: BigInt(checkpoint.getCommitPosition()), prepare: BigInt(checkpoint.getPreparePosition()) }
  );
};

type TailOptions = {
  readonly filter?: LogFilter | undefined;
  readonly signal?: AbortSignal;
  readonly silenceMs?: number;
};

/**
 * The place of the last event of the log, undefined when it has none.
 * @throws AnotherLog unless the event of the place stands in the log, which may have grown past the place since.
 */
const endBehind = async (
  connection: EsdbConnection,
  after: LogPlace | undefined,
  signal?: AbortSignal,
): Promise<LogPlace | undefined> => {
  const end = await endOf(connection, signal);
  if (!after) return end;
  const isReached = end !== undefined && comparePlaces(end, after) >= 0;
  const there = isReached ? await connection.readOne(eventAt(after), signal) : undefined;
  const isThere = there && comparePlaces(placeOfRecord(there), after) === 0;
  // What is no event of the ledger has no hash: no position with one tells of it.
  if (!isThere || !isThatVery(after.hash, recorded(there)?.hash ?? ''))
    throw new AnotherLog(`the log has no event at ${positionOf(after)}`);
  return end;
};

const endOf = async (connection: EsdbConnection, signal?: AbortSignal): Promise<LogPlace | undefined> => {
  const record = await connection.readOne(lastEventOfAll(), signal);
  return record && placeOfRecord(record);
};
