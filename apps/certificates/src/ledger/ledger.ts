import {
  RevisionConflict,
  type Append,
  type EventStore,
  type ExpectedHead,
  type JsonObject,
  type NewEvent,
  type NonEmpty,
  type StreamId,
} from '@lib/event-store';
import { derivedId, type Clock, type Instant, type Result } from '@lib/kernel';
import { isUnavailable } from '@lib/messaging';
import { metaOf, type Cause } from './cause.js';
import { StreamStates, type Loaded } from './stream-states.js';
import type { StreamCache, StreamKind } from './stream-kind.js';

export type { StreamKind } from './stream-kind.js';
export type { Loaded } from './stream-states.js';

/** A stream of many that could not be handled, and why. */
export type FailedStream = { readonly stream: StreamId; readonly error: unknown };

/** The command, and what is recorded of it: for whom it is done is known only where it is asked for. */
type Origin = { readonly commandId: string; readonly meta: JsonObject };
const originOf = (cause: Cause): Origin => ({ commandId: cause.commandId, meta: metaOf(cause) });

type Answer<State, Event> = Result<{ readonly events: readonly Event[]; readonly state: State }, unknown>;
type Command<State, Event> = {
  readonly origin: Origin;
  readonly decide: (state: State) => Result<readonly Event[], unknown>;
  readonly about: readonly string[];
  readonly resolve: (answer: Answer<State, Event>) => void;
  readonly reject: (error: unknown) => void;
};

/** A look at a stream that has not begun. */
type Loading<State> = { readonly about: Set<string>; readonly loaded: Promise<Loaded<State>> };

const ATTEMPTS_MAX = 16;
const COMMANDS_PER_APPEND = 256;

/**
 * Load, decide, append: the one way in which events come to be. Commands of one stream that came together are decided one
 * after another and written in one append. They are decided on the state at hand: where that is not the last word the store
 * refuses the append, and what appends nothing is decided again on the state as the store has it.
 */
export class Ledger<State, Event extends { readonly type: string }> {
  private readonly states: StreamStates<State, Event>;
  private readonly turns = new Map<StreamId, Promise<unknown>>();
  private readonly waiting = new Map<StreamId, Command<State, Event>[]>();
  private readonly loading = new Map<StreamId, Loading<State>>();

  /** @param cache of the entries, for a kind of stream that has them; without it they are all in memory */
  constructor(
    private readonly store: EventStore,
    private readonly clock: Clock,
    private readonly kind: StreamKind<State, Event>,
    cache?: StreamCache,
  ) {
    this.states = new StreamStates(store, kind, cache);
  }

  /**
   * The state as the store has it now: whoever asks while others are waiting for their turn is answered with them, by one
   * look at the store. @param about the keys whose entries are asked about
   */
  load(stream: StreamId, about: readonly string[] = []): Promise<Loaded<State>> {
    const joined = this.loading.get(stream);
    if (joined) {
      for (const key of about) joined.about.add(key);
      return joined.loaded;
    }
    const keys = new Set(about);
    const loaded = this.inTurn(stream, () => {
      this.loading.delete(stream);
      return this.states.fresh(stream, [...keys]);
    });
    this.loading.set(stream, { about: keys, loaded });
    return loaded;
  }

  /** A state that contains at least the events up to `revision`; asks the store only when the one at hand does not. */
  atLeast(stream: StreamId, revision: number): Promise<Loaded<State>> {
    const known = this.states.known(stream);
    return known && known.head !== 'no-stream' && known.head.revision >= revision
      ? Promise.resolve(known)
      : this.load(stream);
  }

  /**
   * Appends what `decide` answers and returns it. No event, no append. It is asked again when another process was faster, or
   * may have been; so it must not do anything.
   * @param about the keys whose entries it looks at
   */
  handle<Rejected>(
    stream: StreamId,
    cause: Cause,
    decide: (state: State) => Result<readonly Event[], Rejected>,
    about: readonly string[] = [],
  ): Promise<Result<{ readonly events: readonly Event[]; readonly state: State }, Rejected>> {
    const { promise, resolve, reject } =
      Promise.withResolvers<Result<{ readonly events: readonly Event[]; readonly state: State }, Rejected>>();
    const command = {
      origin: originOf(cause),
      decide,
      about,
      resolve: resolve as Command<State, Event>['resolve'],
      reject,
    };
    const line = this.waiting.get(stream);
    if (line) line.push(command);
    else {
      this.waiting.set(stream, [command]);
      void this.inTurn(stream, () => this.handleWaiting(stream));
    }
    return promise;
  }

  /**
   * Many streams in one write (the monthly run). `overtaken`: another writer was faster, to be handled singly. `failed`: the
   * stream cannot be read or followed, which keeps none of the others waiting.
   */
  async handleEach(
    items: readonly { readonly stream: StreamId; readonly cause: Cause }[],
    decide: (state: State) => readonly Event[],
  ): Promise<{ readonly overtaken: readonly StreamId[]; readonly failed: readonly FailedStream[] }> {
    const failed: FailedStream[] = [];
    const loaded = await this.states.freshEach(items.map(({ stream }) => stream));
    const writes = items.flatMap(({ stream, cause }, index) => {
      const from = loaded[index];
      if (!from || 'error' in from) {
        failed.push({ stream, error: from?.error });
        return [];
      }
      try {
        const append = this.toAppend(stream, from, [{ ...originOf(cause), events: decide(from.state) }]);
        return append ? [{ stream, from, append }] : [];
      } catch (error) {
        failed.push({ stream, error });
        return [];
      }
    });
    const results = await this.store.appendEach(writes.map((write) => write.append));
    const overtaken = results.flatMap((result, index) => {
      const write = writes[index];
      if (!write) return [];
      if (!result.ok) return [write.stream];
      this.states.follow(write.stream, write.from, result.events);
      return [];
    });
    return { overtaken, failed };
  }

  // Within this process the commands of one stream wait for each other instead of racing to the same revision.
  private inTurn<T>(stream: StreamId, work: () => Promise<T>): Promise<T> {
    const before = this.turns.get(stream) ?? Promise.resolve();
    const mine = before.then(work, work);
    this.turns.set(stream, mine);
    const leave = (): void => {
      if (this.turns.get(stream) === mine) this.turns.delete(stream);
    };
    mine.then(leave, leave);
    return mine;
  }

  /** Answers everybody who waits for the stream; never rejects. */
  private async handleWaiting(stream: StreamId): Promise<void> {
    const line = this.waiting.get(stream) ?? [];
    const commands = line.splice(0, COMMANDS_PER_APPEND);
    if (line.length === 0) this.waiting.delete(stream);
    else void this.inTurn(stream, () => this.handleWaiting(stream));
    try {
      await this.handleTogether(stream, commands);
    } catch (error) {
      if (commands.length === 1 || isUnavailable(error) || error instanceof RevisionConflict)
        return commands.forEach(({ reject }) => reject(error));
      // One that cannot be handled must not fail its neighbours.
      for (const command of commands) await this.handleTogether(stream, [command]).catch(command.reject);
    }
  }

  private async handleTogether(stream: StreamId, commands: readonly Command<State, Event>[]): Promise<void> {
    const about = commands.flatMap((command) => command.about);
    let isFresh = !this.store.comparesHashes;
    for (let attempt = 1; ; attempt++) {
      const atHand = isFresh ? undefined : await this.states.atHand(stream, about);
      const loaded = atHand ?? (await this.states.fresh(stream, about));
      isFresh = true;
      try {
        const { answers, append, state } = this.decideAll(stream, loaded, commands);
        // What was at hand may have been behind: only an append proves that it was not.
        if (!append && atHand) continue;
        if (append) {
          const stored = await this.store.append(append.stream, append.expected, append.events);
          this.states.moveOn(stream, loaded, state, stored, append.keys);
        }
        for (const [index, answer] of answers.entries()) commands[index]?.resolve(answer);
        return;
      } catch (error) {
        this.states.forgetUnlessCopied(stream);
        const mayPass = error instanceof RevisionConflict || (error instanceof Undecided && atHand);
        if (!mayPass || attempt === ATTEMPTS_MAX) throw error instanceof Undecided ? error.cause : error;
      }
    }
  }

  /** Each on the state that the one before it left; nothing is recorded yet. @throws Undecided */
  private decideAll(
    stream: StreamId,
    loaded: Loaded<State>,
    commands: readonly Command<State, Event>[],
  ): Decided<State, Event> {
    const { codec, entries, evolve } = this.kind;
    let state = this.states.copy(loaded.state);
    const parts: (Origin & { events: readonly Event[] })[] = [];
    const answers: Answer<State, Event>[] = [];
    try {
      for (const { origin, decide } of commands) {
        const decision = decide(state);
        if (!decision.ok) answers.push(decision);
        else {
          state = decision.value.map((event) => codec.decode(codec.encode(event))).reduce(evolve, state);
          parts.push({ ...origin, events: decision.value });
          answers.push({ ok: true, value: { events: decision.value, state } });
        }
      }
      const append = this.toAppend(stream, loaded, parts);
      const keys = parts.flatMap(({ events }) => events.flatMap((event) => entries?.keysOf(event) ?? []));
      return { answers, append: append && { ...append, keys }, state };
    } catch (error) {
      throw new Undecided(error);
    }
  }

  private toAppend(
    stream: StreamId,
    { head, recordedAt: before }: { readonly head: ExpectedHead; readonly recordedAt?: Instant },
    parts: readonly (Origin & { readonly events: readonly Event[] })[],
  ): Append | undefined {
    const now = this.clock.now();
    // The clocks of two hosts differ, and one of them may be set back: what follows was still recorded later.
    const recordedAt = before !== undefined && before > now ? before : now;
    let revision = head === 'no-stream' ? 0 : head.revision + 1;
    const fresh = parts.flatMap(({ commandId, meta, events }) =>
      events.map((event): NewEvent => ({
        // By the command, so that two writers never agree by accident; by the revision, so that one command may write again.
        id: derivedId(stream, commandId, revision++),
        ...this.kind.codec.encode(event),
        meta,
        recordedAt,
      })),
    );
    return isNonEmpty(fresh) ? { stream, expected: head, events: fresh } : undefined;
  }
}

type Decided<State, Event> = {
  readonly answers: readonly Answer<State, Event>[];
  readonly append: (Append & { readonly keys: readonly string[] }) | undefined;
  readonly state: State;
};

/** A command threw, or what it decided cannot follow the state. */
class Undecided extends Error {
  constructor(override readonly cause: unknown) {
    super('undecided');
  }
}

const isNonEmpty = <T>(items: readonly T[]): items is NonEmpty<T> => items.length > 0;
