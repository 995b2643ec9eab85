import { setImmediate as othersTurn } from 'node:timers/promises';
import type { AppendResult, ExpectedHead, NonEmpty, StreamId } from './event-store.js';
import type { SealedEvent } from './hash-chain.js';

export type SealedAppend = {
  readonly stream: StreamId;
  readonly expected: ExpectedHead;
  readonly events: NonEmpty<SealedEvent>;
};

type Waiting = {
  readonly item: SealedAppend;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (error: unknown) => void;
};

export type AppendQueueOptions = {
  /** Writes a batch in which no two items have the same stream; one result per item, in their order. */
  readonly write: (batch: readonly SealedAppend[]) => Promise<readonly AppendResult[]>;
  /** True when the store is away: then the items of a failed batch are not tried one by one. */
  readonly isUnavailable: (error: unknown) => boolean;
  readonly itemsMax?: number;
  readonly eventsMax?: number;
  readonly waitingMax?: number;
};

/**
 * Gathers appends while a batch is being written, and writes what has gathered as the next one: one round trip and one
 * commit for many writers. Items of one stream are written in the order in which they came.
 */
export class AppendQueue {
  // Each stream's items in order; the streams in the order in which their turn comes.
  private readonly streams = new Map<StreamId, Waiting[]>();
  private waiting = 0;
  private writing: Promise<void> | undefined;
  private readonly options: Required<AppendQueueOptions>;

  constructor(options: AppendQueueOptions) {
    this.options = { itemsMax: 500, eventsMax: 2_000, waitingMax: 10_000, ...options };
  }

  get isFull(): boolean {
    return this.waiting >= this.options.waitingMax;
  }

  /** Resolves when there is room: who waits for it before each `add` keeps the queue bounded. */
  async room(): Promise<void> {
    while (this.isFull) await this.writing;
  }

  add(item: SealedAppend): Promise<AppendResult> {
    return new Promise((resolve, reject) => {
      const behind = this.streams.get(item.stream);
      if (behind) behind.push({ item, resolve, reject });
      else this.streams.set(item.stream, [{ item, resolve, reject }]);
      this.waiting += 1;
      this.writing ??= this.start();
    });
  }

  /** Resolves when everything added so far is written. */
  async drain(): Promise<void> {
    while (this.writing) await this.writing;
  }

  private async start(): Promise<void> {
    // Whoever is about to append in this turn of the event loop still comes along.
    await othersTurn();
    await this.settle(this.takeBatch());
    this.writing = this.waiting > 0 ? this.start() : undefined;
  }

  private takeBatch(): readonly Waiting[] {
    const batch: Waiting[] = [];
    let events = 0;
    for (const [first] of this.streams.values()) {
      if (!first) continue;
      events += first.item.events.length;
      if (batch.length === this.options.itemsMax || (batch.length > 0 && events > this.options.eventsMax)) break;
      batch.push(first);
    }
    for (const { item } of batch) {
      const line = this.streams.get(item.stream) ?? [];
      line.shift();
      this.streams.delete(item.stream);
      if (line.length > 0) this.streams.set(item.stream, line);
    }
    this.waiting -= batch.length;
    return batch;
  }

  /** Resolves with the reason when the store is away. */
  private async settle(batch: readonly Waiting[]): Promise<unknown> {
    try {
      const results = await this.options.write(batch.map(({ item }) => item));
      for (const [index, { resolve, reject }] of batch.entries()) {
        const result = results[index];
        if (result) resolve(result);
        else reject(new Error('the store gave no result for an item'));
      }
      return undefined;
    } catch (error) {
      const away = this.options.isUnavailable(error) ? error : undefined;
      if (away === undefined && batch.length > 1) return this.settleOneByOne(batch);
      for (const { reject } of batch) reject(error);
      return away;
    }
  }

  // One item that the store cannot take must not fail its neighbours.
  private async settleOneByOne(batch: readonly Waiting[]): Promise<unknown> {
    let away: unknown;
    for (const one of batch)
      if (away === undefined) away = await this.settle([one]);
      else one.reject(away);
    return away;
  }
}
