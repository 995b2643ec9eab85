import {
  EventStoreUnavailable,
  MemoryEventStore,
  type Append,
  type AppendResult,
  type ExpectedHead,
  type NewEvent,
  type NonEmpty,
  type StoredEvent,
  type StreamId,
} from '@lib/event-store';
import { Clock, instant, type Instant } from '@lib/kernel';

/** Time as the test tells it. */
export class FixedClock extends Clock {
  constructor(public at: string = '2019-09-06T09:00:00.000Z') {
    super();
  }

  now(): Instant {
    return instant(this.at);
  }

  onJump(): () => void {
    return () => undefined;
  }
}

/** A store beside which things happen: something just before an append, or a connection that breaks before or after one. */
export class TroubledStore extends MemoryEventStore {
  /** Streams of the appends and reads that reached the store. */
  readonly appends: StreamId[] = [];
  readonly reads: (readonly [StreamId, number])[] = [];
  private beforeNext: (() => Promise<unknown>) | undefined;
  private breaks: { readonly stream: RegExp; readonly when: 'before' | 'after' } | undefined;

  /** What another process does while this one is deciding. */
  meanwhile(work: () => Promise<unknown>): void {
    this.beforeNext = work;
  }

  /** The next append to such a stream throws: before it is recorded, or after, when only the answer is lost. */
  breakOn(stream: RegExp, when: 'before' | 'after'): void {
    this.breaks = { stream, when };
  }

  override async read(stream: StreamId, fromRevision = 0, max?: number): Promise<readonly StoredEvent[]> {
    this.reads.push([stream, fromRevision]);
    return super.read(stream, fromRevision, max);
  }

  override async append(
    stream: StreamId,
    expected: ExpectedHead,
    events: NonEmpty<NewEvent>,
  ): Promise<readonly StoredEvent[]> {
    await this.interrupted();
    const breaking = this.breaks?.stream.test(stream) ? this.breaks : undefined;
    if (breaking) this.breaks = undefined;
    if (breaking?.when === 'before') throw new EventStoreUnavailable('broken before the append');
    const stored = await super.append(stream, expected, events);
    this.appends.push(stream);
    if (breaking) throw new EventStoreUnavailable('broken after the append');
    return stored;
  }

  override async appendEach(items: readonly Append[]): Promise<readonly AppendResult[]> {
    await this.interrupted();
    return super.appendEach(items);
  }

  private async interrupted(): Promise<void> {
    const work = this.beforeNext;
    this.beforeNext = undefined;
    await work?.();
  }
}
