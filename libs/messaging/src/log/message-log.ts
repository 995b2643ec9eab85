import type { WireMessage } from '@lib/contracts';

/**
 * A message and the place behind it: reading after `cursor` continues with the next one. A cursor names one message of its
 * log by its place and, behind an `@`, by what tells the message from any other; those that earlier versions stored lack the latter.
 */
export type LoggedMessage = { readonly cursor: string; readonly message: WireMessage };

/** Messages in the order in which they became facts. Port of the local transport; Kafka keeps its own log. */
export abstract class MessageLog {
  /** Consumers store their cursor under this name: it never changes. */
  abstract readonly name: string;
  /** The names of the topics that may occur in it. A topic lies in one log only. */
  abstract readonly topics: readonly string[];
  /**
   * The next messages, at most `max`; after fewer, wait for news. Never shows a later message before an earlier one.
   * @throws RangeError for what is no cursor of this log; AnotherLog when the log has another message there, or none
   */
  abstract read(after: string | 'start', max: number): Promise<readonly LoggedMessage[]>;
  /**
   * The cursors of the messages behind a cursor, at most `max`. `read` may not have heard of the latest message yet; this
   * misses none that was recorded before it was asked.
   */
  abstract ahead(after: string | 'start', max: number): Promise<readonly string[]>;
  /** How many messages follow the cursor, counted up to `LAG_MAX`. @throws AnotherLog as `read` does */
  abstract lag(after: string | 'start'): Promise<number>;
  /**
   * Calls back when there may be messages behind the cursor, until the returned function is called. A wake-up, not a
   * delivery: it may be lost, or about messages before the cursor. Who knows how far it has read saves the log work by saying so.
   */
  abstract onNews(wake: () => void, after?: string | 'start'): Promise<() => Promise<void>>;
}

/** Whether two cursors of a log lead to one place, also when one of them is from an earlier version. */
export const isSamePlace = (a: string, b: string): boolean => a === b || placeIn(a) === placeIn(b);

const placeIn = (cursor: string): string => cursor.replace(/@[\da-f]+/, '');

/** No log counts further than this. */
export const LAG_MAX = 10_000;
