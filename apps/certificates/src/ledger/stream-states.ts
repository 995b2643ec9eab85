import {
  EventStoreUnavailable,
  type EventStore,
  type ExpectedHead,
  type StoredEvent,
  type StreamId,
} from '@lib/event-store';
import type { Instant } from '@lib/kernel';
import { headOfEvent, type Entry, type Head, type StreamCache, type StreamKind } from './stream-kind.js';

export type Loaded<State> = {
  readonly state: State;
  readonly head: ExpectedHead;
  /** When the last event was recorded. */
  readonly recordedAt?: Instant;
  /** Of a state with entries: the snapshot that the others are in, and the keys that changed since. */
  readonly kept?: { readonly since: Head | undefined; readonly changed: ReadonlySet<string> };
};

const CACHED_STREAMS_MAX = 20_000;
/** More than these are not in hand: they go into a snapshot. */
const CHANGED_MAX = 2_000;
const EVENTS_PER_PAGE = 5_000;
const ATTEMPTS_MAX = 5;

/** States kept in memory between commands; one that the store does not go on from is forgotten. */
export class StreamStates<State, Event extends { readonly type: string }> {
  private readonly states = new Map<StreamId, Loaded<State>>();

  constructor(
    private readonly store: EventStore,
    private readonly kind: StreamKind<State, Event>,
    private readonly cache: StreamCache | undefined,
  ) {}

  known(stream: StreamId): Loaded<State> | undefined {
    return this.states.get(stream);
  }

  /** The state in memory, which may be behind, with the entries of these keys; undefined when there is none. */
  async atHand(stream: StreamId, about: readonly string[]): Promise<Loaded<State> | undefined> {
    const known = this.states.get(stream);
    return known && this.withEntries(stream, await this.atRest(stream, known), about);
  }

  /** The state as the store has it now, with the entries of these keys. */
  async fresh(stream: StreamId, about: readonly string[]): Promise<Loaded<State>> {
    for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
      const loaded = await this.withEntries(stream, await this.refresh(stream), about);
      if (loaded) return loaded;
      // Another process has written a snapshot: this one goes on from there.
      this.states.delete(stream);
    }
    throw new EventStoreUnavailable(`the snapshots of ${stream} change faster than they are read`);
  }

  /**
   * Many at once, in one question; what is wrong with one is its own. Those that were not in memory do not come to be: they
   * are more than it holds, and would push out what commands have in hand. @throws EventStoreUnavailable
   */
  async freshEach(streams: readonly StreamId[]): Promise<readonly (Loaded<State> | { readonly error: unknown })[]> {
    const alone = (stream: StreamId): Promise<Loaded<State> | { readonly error: unknown }> =>
      this.refresh(stream).catch((error: unknown) => ({ error }));
    const known = streams.map((stream) => this.states.get(stream) ?? this.nothing());
    const asked = streams.map((stream, index) => ({ stream, fromRevision: revisionOf(known[index]) }));
    let read: readonly (readonly StoredEvent[])[];
    try {
      read = await this.store.readEach(asked);
    } catch (error) {
      if (error instanceof EventStoreUnavailable) throw error;
      return Promise.all(streams.map(alone));
    }
    return Promise.all(
      streams.map(async (stream, index) => {
        const [from, events] = [known[index] ?? this.nothing(), read[index] ?? []];
        try {
          if (from.head === 'no-stream') return this.after(from, events);
          const [there, ...news] = events;
          return there?.hash === from.head.hash ? this.take(stream, from, news) : await alone(stream);
        } catch (error) {
          return { error };
        }
      }),
    );
  }

  /** A state that may be changed while it is decided on. */
  copy(state: State): State {
    const { entries } = this.kind;
    return entries ? entries.with(state, new Map(entries.of(state))) : state;
  }

  /** What was decided on may have been changed in place. */
  forgetUnlessCopied(stream: StreamId): void {
    if (!this.kind.entries) this.states.delete(stream);
  }

  /** The state after events that were appended to it. */
  moveOn(
    stream: StreamId,
    from: Loaded<State>,
    state: State,
    stored: readonly StoredEvent[],
    keys: readonly string[],
  ): void {
    const last = stored.at(-1);
    if (!last) return;
    const { entries } = this.kind;
    const changed = new Set([...(from.kept?.changed ?? []), ...keys]);
    this.keep(stream, {
      // What was only asked about is had from the cache again.
      state: entries && this.cache ? entries.with(state, only(entries.of(state), changed)) : state,
      head: headOfEvent(last),
      recordedAt: last.recordedAt,
      ...(from.kept && { kept: { ...from.kept, changed } }),
    });
  }

  /** More events of a stream have come to be: its state in memory, where there is one, is the one after them. */
  follow(stream: StreamId, from: Loaded<State>, events: readonly StoredEvent[]): void {
    if (this.states.has(stream)) this.advance(stream, from, events);
  }

  private advance(stream: StreamId, from: Loaded<State>, events: readonly StoredEvent[]): Loaded<State> {
    this.states.delete(stream);
    return this.keep(stream, this.after(from, events));
  }

  /** The state after more events of its stream. */
  private after(from: Loaded<State>, events: readonly StoredEvent[]): Loaded<State> {
    const decoded = events.map((stored) => this.kind.codec.decode(stored));
    const changed = new Set(from.kept?.changed);
    for (const event of decoded) for (const key of this.kind.entries?.keysOf(event) ?? []) changed.add(key);
    const { evolve, evolveAll = (before: State, all: readonly Event[]) => all.reduce(evolve, before) } = this.kind;
    const state = evolveAll(this.copy(from.state), decoded);
    const last = events.at(-1);
    return {
      ...from,
      state,
      ...(last && { head: headOfEvent(last), recordedAt: last.recordedAt }),
      ...(from.kept && { kept: { ...from.kept, changed } }),
    };
  }

  private async refresh(stream: StreamId): Promise<Loaded<State>> {
    const found = this.states.get(stream);
    let loaded = found ? await this.atRest(stream, found) : await this.begin(stream);
    for (let isFirst = true; ; isFirst = false) {
      const { head } = loaded;
      const max = this.kind.entries && EVENTS_PER_PAGE;
      const events = await this.store.read(stream, head === 'no-stream' ? 0 : head.revision, max);
      // With the event that was the last one: after a failover or a restore another one, or none, may be in its place.
      const isAnother = head !== 'no-stream' && events[0]?.hash !== head.hash;
      if (isAnother) {
        if (!isFirst) throw new EventStoreUnavailable(`${stream} changed while it was read`);
        this.states.delete(stream);
        const { since } = loaded.kept ?? {};
        if (since?.revision === head.revision) await this.cache?.drop(stream, since);
        return this.refresh(stream);
      }
      const news = head === 'no-stream' ? events : events.slice(1);
      const known = news.length === 0 ? loaded : await this.withEntries(stream, loaded, this.keysOf(news));
      if (!known) {
        this.states.delete(stream);
        return this.refresh(stream);
      }
      loaded = await this.atRest(stream, this.take(stream, known, news));
      if (events.length >= (max ?? Infinity)) continue;
      // That there is nothing yet is worth knowing: what appends expects it. Of a kind with entries a snapshot may come.
      return loaded.head === 'no-stream' && !this.kind.entries ? this.keep(stream, loaded) : loaded;
    }
  }

  private take(stream: StreamId, known: Loaded<State>, news: readonly StoredEvent[]): Loaded<State> {
    return news.length === 0 ? known : this.advance(stream, known, news);
  }

  private keysOf(events: readonly StoredEvent[]): readonly string[] {
    const { entries, codec } = this.kind;
    return entries && this.cache ? events.flatMap((stored) => entries.keysOf(codec.decode(stored))) : [];
  }

  private nothing(): Loaded<State> {
    const { entries, initial } = this.kind;
    return { state: initial, head: 'no-stream', ...(entries && { kept: { since: undefined, changed: new Set() } }) };
  }

  private async begin(stream: StreamId): Promise<Loaded<State>> {
    const snapshot = this.kind.entries && (await this.cache?.snapshot(stream));
    if (!snapshot || !this.kind.entries) return this.nothing();
    const { revision, hash, rest } = snapshot;
    const since = { revision, hash };
    return { state: this.kind.entries.read(rest), head: since, kept: { since, changed: new Set() } };
  }

  /** With the entries of these keys in hand; undefined when the snapshot that they are in is not the last one any more. */
  private async withEntries(
    stream: StreamId,
    loaded: Loaded<State>,
    keys: readonly string[],
  ): Promise<Loaded<State> | undefined> {
    const { entries } = this.kind;
    if (!entries || !loaded.kept?.since || !this.cache) return loaded;
    const inHand = entries.of(loaded.state);
    const missing = [...new Set(keys)].filter((key) => !inHand.has(key));
    if (missing.length === 0) return loaded;
    const found = await this.cache.entries(stream, loaded.kept.since, missing);
    if (!found) return undefined;
    const all = new Map(inHand);
    for (const key of missing) all.set(key, found.get(key) ?? null);
    return { ...loaded, state: entries.with(loaded.state, all) };
  }

  /** Where much has changed since the last snapshot there is a new one. */
  private async atRest(stream: StreamId, loaded: Loaded<State>): Promise<Loaded<State>> {
    const { entries } = this.kind;
    const { head, kept } = loaded;
    if (!entries || !this.cache || !kept || head === 'no-stream' || kept.changed.size < CHANGED_MAX) return loaded;
    const changed = only(entries.of(loaded.state), kept.changed);
    await this.cache.save(stream, kept.since, head, entries.write(loaded.state), changed);
    return this.keep(stream, {
      ...loaded,
      state: entries.with(loaded.state, new Map()),
      kept: { since: head, changed: new Set() },
    });
  }

  private keep(stream: StreamId, loaded: Loaded<State>): Loaded<State> {
    this.states.delete(stream);
    this.states.set(stream, loaded);
    if (this.states.size > CACHED_STREAMS_MAX) {
      const [oldest] = this.states.keys();
      if (oldest !== undefined) this.states.delete(oldest);
    }
    return loaded;
  }
}

const only = (entries: ReadonlyMap<string, Entry>, keys: ReadonlySet<string>): Map<string, Entry> =>
  new Map([...entries].filter(([key]) => keys.has(key)));

const revisionOf = (loaded: Loaded<unknown> | undefined): number =>
  loaded && loaded.head !== 'no-stream' ? loaded.head.revision : 0;
