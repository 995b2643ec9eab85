import { randomUUID } from 'node:crypto';
import { setImmediate as othersTurn } from 'node:timers/promises';
import streams, { type ReadReq, type ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { consumerTooSlow, handlerFailed, invalidCombination, invalidPosition, unexpectedResult } from './faults.js';
import type { EsdbLog, LogRecord } from './log.js';
import {
  caughtUpMessage,
  checkpointMessage,
  confirmationMessage,
  eventMessage,
  nameOf,
  notFoundMessage,
} from './messages.js';

/** In what versions of the server differ, and what a test makes of a subscription. */
export type Reader = {
  version: '23.10' | '24.2';
  /** At its next event a live subscription finds its reader too slow. */
  findsReaderSlow: boolean;
};

/** What the server answers to a read, in pages, until the signal aborts. @throws Fault */
export async function* answersTo(
  log: EsdbLog,
  options: ReadReq.Options,
  signal: AbortSignal,
  reader: Reader,
): AsyncGenerator<ReadResp, void, undefined> {
  if (options.hasSubscription() && !options.hasAll()) throw invalidCombination();
  if (options.hasAll() && !standsInLog(log, options)) {
    if (reader.version === '24.2') throw invalidPosition();
    throw options.hasSubscription() ? handlerFailed() : unexpectedResult();
  }
  if (options.hasSubscription()) yield* subscription(log, options, signal, reader);
  else if (options.hasAll()) yield* pages(ofAll(log, options), options, signal);
  else {
    const stream = nameOf(options.getStream()?.getStreamIdentifier());
    if (stream === '') throw handlerFailed();
    const records = log.visible(stream);
    if (records) yield* pages(ofStream(records, options), options, signal);
    else yield notFoundMessage(stream);
  }
}

const PAGE = 32;

async function* pages(
  records: readonly LogRecord[],
  options: ReadReq.Options,
  signal: AbortSignal,
): AsyncGenerator<ReadResp, void, undefined> {
  let left = BigInt(options.getCount());
  for (const [index, record] of records.entries()) {
    if (left-- === 0n || signal.aborted) return;
    if (index % PAGE === 0) await othersTurn();
    yield eventMessage(record);
  }
}

const ofStream = (records: readonly LogRecord[], options: ReadReq.Options): readonly LogRecord[] => {
  const place = options.getStream();
  const isBackwards = options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS;
  const ordered = isBackwards ? records.toReversed() : records;
  if (!place?.hasRevision()) return place?.hasEnd() && !isBackwards ? [] : ordered;
  const from = BigInt(place.getRevision());
  return ordered.filter(({ revision }) => (isBackwards ? revision <= from : revision >= from));
};

// A read starts with the event at the position; a subscription behind it.
const ofAll = (log: EsdbLog, options: ReadReq.Options): readonly LogRecord[] => {
  const place = options.getAll();
  const isBackwards = options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS;
  const matches = matcherOf(options);
  const records = (isBackwards ? log.records.toReversed() : log.records).filter(matches);
  if (!place?.hasPosition()) return place?.hasEnd() && !isBackwards ? [] : records;
  const from = positionIn(options);
  return records.filter(({ position }) => (isBackwards ? position < from : position >= from));
};

async function* subscription(
  log: EsdbLog,
  options: ReadReq.Options,
  signal: AbortSignal,
  reader: Reader,
): AsyncGenerator<ReadResp, void, undefined> {
  const [matches, filter] = [matcherOf(options), options.getFilter()];
  const window = filter?.hasMax() ? filter.getMax() : PAGE;
  const interval = window * (filter?.getCheckpointintervalmultiplier() ?? 1);
  let [cursor, considered, isLive] = [firstOf(log, options, reader), 0, false];
  let { promise: news, resolve: wake } = Promise.withResolvers<void>();
  const onNews = (): void => wake();
  const leave = log.follow(onNews);
  signal.addEventListener('abort', onNews);
  try {
    yield confirmationMessage(randomUUID());
    while (!signal.aborted) {
      const pageStart = log.records[cursor]?.position ?? 0n;
      let told: bigint | undefined;
      for (const record of log.records.slice(cursor, cursor + window)) {
        if (signal.aborted) return;
        if (isLive && reader.findsReaderSlow) {
          reader.findsReaderSlow = false;
          if (reader.version === '23.10') throw consumerTooSlow();
          isLive = false;
        }
        cursor += 1;
        considered += 1;
        if (matches(record)) {
          told = record.position;
          yield eventMessage(record);
        }
      }
      if (filter && considered >= interval) {
        considered %= interval;
        // A page without a match tells where it started, and the prepare position as 0.
        yield told === undefined ? checkpointMessage(pageStart, 0n) : checkpointMessage(told, told);
      }
      if (cursor < log.records.length) await othersTurn();
      else {
        if (!isLive) yield caughtUpMessage();
        isLive = true;
        if (cursor === log.records.length) await news;
        ({ promise: news, resolve: wake } = Promise.withResolvers<void>());
      }
    }
  } finally {
    leave();
  }
}

// The server reads the event at the position and goes on behind it, whatever stands there: 24.2 only when it is that very one.
// Behind the end it waits in silence.
const firstOf = (log: EsdbLog, options: ReadReq.Options, { version }: Reader): number => {
  const place = options.getAll();
  if (place?.hasEnd()) return log.records.length;
  if (!place?.hasPosition()) return 0;
  const from = positionIn(options);
  const at = log.records.findIndex(({ position }) => position >= from);
  if (at < 0) return log.records.length;
  const isCheckpoint = BigInt(place.getPosition()?.getPreparePosition() ?? 0) !== from;
  return version === '24.2' && isCheckpoint ? at : at + 1;
};

const positionIn = (options: ReadReq.Options): bigint =>
  BigInt(options.getAll()?.getPosition()?.getCommitPosition() ?? 0);

/** False for a position inside the log at which no record starts; the start of the log is one. */
const standsInLog = (log: EsdbLog, options: ReadReq.Options): boolean => {
  const commit = positionIn(options);
  const end = log.records.at(-1)?.position ?? -1n;
  return commit === 0n || commit > end || log.records.some(({ position }) => position === commit);
};

const matcherOf = (options: ReadReq.Options): ((record: LogRecord) => boolean) => {
  const filter = options.getFilter();
  if (!filter) return () => true;
  const [onStream, onType] = [filter.getStreamIdentifier(), filter.getEventType()];
  const expression = onStream ?? onType;
  const nameIn = (record: LogRecord): string => (onStream ? record.stream : record.type);
  const regex = expression?.getRegex() ?? '';
  if (regex !== '') {
    const pattern = new RegExp(regex);
    return (record) => pattern.test(nameIn(record));
  }
  const prefixes = expression?.getPrefixList() ?? [];
  return (record) => prefixes.some((prefix) => startsWithByCulture(nameIn(record), prefix));
};

// String.StartsWith without Ordinal: the prefix must not end in the middle of a letter with its combining accents.
const startsWithByCulture = (name: string, prefix: string): boolean =>
  name.startsWith(prefix) && !/^\p{M}/u.test(name.slice(prefix.length));
