import type { JsonObject, StoredEvent } from '@lib/event-store';
import type { EventCodec } from './event-codec.js';

/** A kind of stream: what its events are, how they are stored and what they add up to. */
export type StreamKind<State, Event extends { readonly type: string }> = {
  readonly codec: EventCodec<Event>;
  readonly initial: State;
  readonly evolve: (state: State, event: Event) => State;
  /** `evolve` for many events, where that is more than one after another. */
  readonly evolveAll?: (state: State, events: readonly Event[]) => State;
  /** Where the state has an entry for each of very many keys, and need not hold them all. */
  readonly entries?: Entries<State, Event>;
};

/** What is known under a key, as it is kept; null: nothing. */
export type Entry = JsonObject | string | null;

/**
 * A state of two parts: one that does not grow, and entries of which only those are in hand that a command asks about or that
 * changed lately. The others are in a cache, from which they and the rest of the state can be had.
 */
type Entries<State, Event> = {
  /** Whose entries the event changes, or has to know. */
  readonly keysOf: (event: Event) => readonly string[];
  /** What is in hand. */
  readonly of: (state: State) => ReadonlyMap<string, Entry>;
  /** The state with these entries in hand and no others; `evolve` may change the map. */
  readonly with: (state: State, entries: Map<string, Entry>) => State;
  readonly write: (state: State) => JsonObject;
  readonly read: (rest: JsonObject) => State;
};

export type Head = { readonly revision: number; readonly hash: string };

/**
 * Snapshots of streams with many entries. Nothing depends on what is in it: it may be behind, be emptied, or tell of a log that
 * is another one by now, which its head shows.
 */
export type StreamCache = {
  snapshot(stream: string): Promise<(Head & { readonly rest: JsonObject }) | undefined>;
  /**
   * Entries as of this snapshot; undefined where it is not the last one any more, since those of a later one do not go with
   * the events behind this one. What has no entry is left out.
   */
  entries(stream: string, since: Head, keys: readonly string[]): Promise<ReadonlyMap<string, Entry> | undefined>;
  /** The entries that changed from `since` to `head`. Nothing is written where the last snapshot is not `since`. */
  save(
    stream: string,
    since: Head | undefined,
    head: Head,
    rest: JsonObject,
    changed: ReadonlyMap<string, Entry>,
  ): Promise<void>;
  /** Forgets a snapshot that the log does not go on from. */
  drop(stream: string, snapshot: Head): Promise<void>;
};

export const headOfEvent = ({ revision, hash }: StoredEvent): Head => ({ revision, hash });
