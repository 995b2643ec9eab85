import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { setTimeout as pause } from 'node:timers/promises';
import { EventStoreUnavailable, type LogFilter, type StoredEvent, type SubscriptionMessage } from '../event-store.js';
import { placeOfRecord, recorded } from './esdb.codec.js';
import type { EsdbConnection } from './esdb.connection.js';
import { comparePlaces, positionOf, type LogPlace } from './esdb.position.js';
import { lastEventOfAll, subscription } from './esdb.requests.js';

type Told =
  | { readonly kind: 'event'; readonly event: StoredEvent; readonly place: LogPlace }
  /** Everything up to the end that was asked for has been told. */
  | { readonly kind: 'end' }
  | { readonly kind: 'sign-of-life' };

/** Resolves when the log can be read. */
export const reached = async (connection: EsdbConnection): Promise<void> => {
  await endBehind(connection, undefined);
};

/** The events behind a place, to the end that the log has when it is asked. */
export async function* readToEnd(
  connection: EsdbConnection,
  after: LogPlace | undefined,
  filter: LogFilter | undefined,
): AsyncGenerator<StoredEvent, void, undefined> {
  const end = await endBehind(connection, after);
  if (!end || (after && comparePlaces(after, end) === 0)) return;
  for await (const told of tail(connection, after, end, { filter })) {
    if (told.kind === 'end') return;
    if (told.kind === 'event') yield told.event;
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
  { filter, signal, reconnectsMax }: FollowOptions,
): AsyncGenerator<SubscriptionMessage, void, undefined> {
  let [seen, isLive, wasReached, failures] = [after, false, false, 0];
  while (!signal.aborted)
    try {
      const end = await endBehind(connection, seen, signal);
      wasReached = true;
      for await (const told of tail(connection, seen, end, { filter, signal })) {
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
};

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 5_000;

/** Messages behind a place; the end is told when the server says so, or as soon as nothing up to `end` can be left. */
async function* tail(
  connection: EsdbConnection,
  after: LogPlace | undefined,
  end: LogPlace | undefined,
  { filter, signal }: { readonly filter?: LogFilter | undefined; readonly signal?: AbortSignal },
): AsyncGenerator<Told, void, undefined> {
  let [seen, isAtEnd] = [after, false];
  const options = { mayBeSilent: () => isAtEnd, ...(signal && { signal }) };
  for await (const message of connection.read(subscription(after, filter), options)) {
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
      yield event ? { kind: 'event', event, place } : { kind: 'sign-of-life' };
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

/**
 * The place of the last event of the log, undefined when it has none.
 * @throws RangeError when the log does not reach the place: it is another one, or was restored from an old backup.
 */
const endBehind = async (
  connection: EsdbConnection,
  after: LogPlace | undefined,
  signal?: AbortSignal,
): Promise<LogPlace | undefined> => {
  let end: LogPlace | undefined;
  for await (const message of connection.read(lastEventOfAll(), signal && { signal })) {
    const record = message.getEvent()?.getEvent();
    if (record) end = placeOfRecord(record);
  }
  if (after && (!end || comparePlaces(end, after) < 0))
    throw new RangeError(`position ${positionOf(after)} lies behind the end of the log`);
  return end;
};
