import { instant, newId } from '@lib/kernel';
import type { JsonObject } from '../canonical.js';
import type {
  Append,
  EventStore,
  ExpectedHead,
  LogFilter,
  NewEvent,
  NonEmpty,
  Position,
  StoredEvent,
  StreamId,
  SubscriptionMessage,
} from '../event-store.js';
import { headOf } from '../hash-chain.js';

/** Independent instances on the same data. */
export type Stores = () => readonly [EventStore, EventStore, ...EventStore[]];

export const noted = (note: string | number, over: Partial<NewEvent> = {}): NewEvent => ({
  id: newId(),
  type: 'noted',
  version: 1,
  data: { note },
  meta: { commandId: newId() },
  recordedAt: instant('2020-10-01T07:00:00.123Z'),
  ...over,
});
export const withData = (data: JsonObject): NewEvent => noted('', { data });

/** The notes 0 to count − 1. */
export const notes = (count: number): NonEmpty<NewEvent> => {
  const [first, ...rest] = Array.from({ length: count }, (_, index) => noted(index));
  if (!first) throw new RangeError('no notes');
  return [first, ...rest];
};

/** Streams whose names nobody else uses, in this run or another. */
export const freshStreams = (): { prefix: string; filter: LogFilter; named: (name: string | number) => StreamId } => {
  const prefix = `contract-${newId()}/`;
  return { prefix, filter: { streamPrefixes: [prefix] }, named: (name) => `${prefix}${name}` as StreamId };
};

/** A position from which only what comes now is read, however much the log holds already. */
export const here = async (store: EventStore): Promise<Position> => {
  const [mark] = await store.append(`mark-${newId()}` as StreamId, 'no-stream', [noted('here')]);
  if (!mark) throw new Error('the store appended nothing');
  return mark.position;
};

export const append = (stream: StreamId, expected: ExpectedHead, ...events: NonEmpty<NewEvent>): Append => ({
  stream,
  expected,
  events,
});

export const WRITERS = 16;

/** 16 writers at once, spread over the instances, each with a stream and `appends` appends of one, two and three events in turn. */
export const writeAtOnce = async (
  stores: ReturnType<Stores>,
  named: (name: number) => StreamId,
  appends: number,
): Promise<readonly StoredEvent[]> => {
  const write = async (_: unknown, writer: number): Promise<readonly StoredEvent[]> => {
    const store = stores[writer % stores.length] ?? stores[0];
    const written: StoredEvent[] = [];
    for (let turn = 0; turn < appends; turn++)
      written.push(...(await store.append(named(writer), headOf(written), notes(1 + (turn % 3)))));
    return written;
  };
  return (await Promise.all(Array.from({ length: WRITERS }, write))).flat();
};

export const all = async <T>(messages: AsyncIterable<T>): Promise<readonly T[]> => Array.fromAsync(messages);

/** Reads messages until the last one satisfies; then leaves the subscription. */
export const until = async (
  messages: AsyncIterable<SubscriptionMessage>,
  isLast: (message: SubscriptionMessage, read: readonly SubscriptionMessage[]) => boolean,
): Promise<readonly SubscriptionMessage[]> => {
  const read: SubscriptionMessage[] = [];
  for await (const message of messages) {
    read.push(message);
    if (isLast(message, read)) return read;
  }
  throw new Error(`the subscription ended after ${read.length} messages`);
};

export const eventsIn = (messages: readonly SubscriptionMessage[]): readonly StoredEvent[] =>
  messages.flatMap((message) => (message.kind === 'event' ? [message.event] : []));

export const caughtUp = (message: SubscriptionMessage): boolean => message.kind === 'caught-up';
