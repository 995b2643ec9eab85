import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { setTimeout as pause } from 'node:timers/promises';
import { EventStoreUnavailable, type LogFilter, type StoredEvent, type SubscriptionMessage } from '../event-store.js';
import { placeOfRecord, recorded } from './esdb.codec.js';
import type { EsdbConnection } from './esdb.connection.js';
import { isBroken } from './esdb.errors.js';
import { comparePlaces, positionOf, type LogPlace } from './esdb.position.js';
import { AnotherLog, isThatVery } from '../position.js';
import { eventAt, lastEventOfAll, subscription } from './esdb.requests.js';

type Told =
  | { readonly kind: 'event'; readonly event: StoredEvent; readonly place: LogPlace }
  /** Everything up to the end that was asked for has been told. */
  | { readonly kind: 'end' }
  | { readonly kind: 'sign-of-life' };

/** Resolves when the log can be read. */
export const reached = async (connection: EsdbConnection): Promise<void> => {
  await endOf(connection);
};

/** The events behind a place, to the end that the log has when it is asked. */
export async function* readToEnd(
  connection: EsdbConnection,
  after: LogPlace | undefined,
  filter: LogFilter | undefined,
): AsyncGenerator<StoredEvent, void, undefined> {
  const end = await endBehind(connection, after);
  if (!end || (after && comparePlaces(after, end) === 0)) return;
  let [seen, known]: [LogPlace | undefined, LogPlace | 'none' | undefined] = [after, 'none'];
  for (;;)
    try {
      for await (const told of tail(connection, seen, end, { filter })) {
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
      for await (const told of tail(connection, seen, end, { filter, signal, silenceMs })) {
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

type FollowOptions = {
  readonly filter?: LogFilter;
  readonly signal: AbortSignal;
  readonly reconnectsMax: number;
  readonly silenceMs: number;
};

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 5_000;

/** Messages behind a place; the end is told when the server says so, or as soon as nothing up to `end` can be left. */
async function* tail(
  connection: EsdbConnection,
  after: LogPlace | undefined,
  end: LogPlace | undefined,
  { filter, signal, silenceMs = Infinity }: TailOptions,
): AsyncGenerator<Told, void, undefined> {
  let [seen, isAtEnd, asked, looked] = [after, false, false, end];
  // At the end there may be nothing to tell. Who has heard nothing for a while looks whether that is so: a subscription can be
  // open and dead.
  const mayBeSilent = async (): Promise<boolean> => {
    if (!isAtEnd) return false;
    if (!asked) return (asked = true);
    const now = await endOf(connection, signal);
    if (!now || (looked && comparePlaces(now, looked) <= 0)) return true;
    looked = now;
    for await (const _ of readToEnd(connection, seen, filter)) return false;
    return true;
  };
  const options = { mayBeSilent, silenceMs, ...(signal && { signal }) };
  for await (const message of connection.read(subscription(after, filter), options)) {
    asked = false;
    const record = message.getEvent()?.getEvent();
    const place = record && placeOfRecord(record);
    if (!isAtEnd && place && end && comparePlaces(place, end) > 0) {
      isAtEnd = true;
      yield { kind: 'end' };
    }
    const event = record && recorded(record);
    if (!place || (seen && comparePlaces(place, seen) <= 0)) yield { kind: 'sign-of-life' };
    else {
      seen = place;
      yield event ? { kind: 'event', event, place: { ...place, hash: event.hash } } : { kind: 'sign-of-life' };
    }
    if (isAtEnd) continue;
    const told = checkpointIn(message) ?? seen;
    isAtEnd = message.hasCaughtUp() || (told && end ? comparePlaces(told, end) >= 0 : false);
    if (isAtEnd) yield { kind: 'end' };
  }
  throw new EventStoreUnavailable('EventStoreDB ended the subscription');
}

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
