import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams, { type ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import type { LogFilter, StreamId } from '../event-store.js';
import type { LogPlace } from './esdb.position.js';

/** At most `max` events of a stream from a revision on. */
export const eventsOf = (stream: StreamId, fromRevision: number, max: number): ReadReq.Options => {
  const place = streamNamed(stream).setRevision(String(fromRevision));
  return asked().setStream(place).setCount(String(max)).setNoFilter(new shared.Empty());
};

export const lastEventOf = (stream: StreamId): ReadReq.Options => {
  const place = streamNamed(stream).setEnd(new shared.Empty());
  return asked().setStream(place).setReadDirection(BACKWARDS).setCount('1').setNoFilter(new shared.Empty());
};

/** The event at a place, or what comes first behind it. */
export const eventAt = (place: LogPlace): ReadReq.Options => {
  const all = new streams.ReadReq.Options.AllOptions().setPosition(positionIn(place));
  return asked().setAll(all).setCount('1').setNoFilter(new shared.Empty());
};

/** The last event of the log, whoever has written it. */
export const lastEventOfAll = (): ReadReq.Options => {
  const place = new streams.ReadReq.Options.AllOptions().setEnd(new shared.Empty());
  return asked().setAll(place).setReadDirection(BACKWARDS).setCount('1').setNoFilter(new shared.Empty());
};

/** What matches behind a place, then live. A checkpoint at least every `WINDOW` events shows that the server is at work. */
export const subscription = (after: LogPlace | undefined, filter: LogFilter | undefined): ReadReq.Options => {
  const place = new streams.ReadReq.Options.AllOptions();
  if (after) place.setPosition(positionIn(after));
  else place.setStart(new shared.Empty());
  const filterOptions = new streams.ReadReq.Options.FilterOptions();
  filterOptions.setStreamIdentifier(new streams.ReadReq.Options.FilterOptions.Expression().setRegex(regexOf(filter)));
  filterOptions.setMax(WINDOW).setCheckpointintervalmultiplier(1);
  const options = asked().setAll(place).setFilter(filterOptions);
  return options.setSubscription(new streams.ReadReq.Options.SubscriptionOptions());
};

/**
 * A regular expression of .NET. Not the server's prefixes: it compares those by the rules of its operating system's language,
 * in which a letter is no prefix of the same letter with a combining accent, and events would be missed. Without a filter, all
 * but the streams of the system.
 */
const regexOf = (filter: LogFilter | undefined): string => {
  const prefixes = filter?.streamPrefixes ?? [''];
  return prefixes.includes('') ? '^[^$]' : `^(?:${prefixes.map(escaped).join('|')})`;
};

const escaped = (text: string): string => text.replaceAll(/[\\*+?|{}[\]()^$.#\s]/g, String.raw`\$&`);

const streamNamed = (stream: StreamId): InstanceType<typeof streams.ReadReq.Options.StreamOptions> => {
  const name = new shared.StreamIdentifier().setStreamName(new TextEncoder().encode(stream));
  return new streams.ReadReq.Options.StreamOptions().setStreamIdentifier(name);
};

const positionIn = ({ commit, prepare }: LogPlace): InstanceType<typeof streams.ReadReq.Options.Position> =>
  new streams.ReadReq.Options.Position().setCommitPosition(String(commit)).setPreparePosition(String(prepare));

const asked = (): ReadReq.Options => {
  const ids = new streams.ReadReq.Options.UUIDOption().setString(new shared.Empty());
  return new streams.ReadReq.Options().setUuidOption(ids).setResolveLinks(false);
};

const { BACKWARDS } = streams.ReadReq.Options.ReadDirection;
const WINDOW = 500;
