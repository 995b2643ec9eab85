import type { OrderedDelivery } from '../delivery/ordered-delivery.js';
import type { Delivery } from '../delivery/delivery.js';
import { backoffMs, type Backoff } from '@lib/kernel';
import { pause } from '../waiting/pause.js';

/** A message of a partition; when it was sent is in milliseconds since 1970. */
export type FetchedDelivery = Delivery & { readonly offset: number; readonly sentMs: number };

type Options = {
  readonly delivery: OrderedDelivery;
  /** Tells the broker that everything before this offset is dealt with. */
  readonly commit: (offset: number) => Promise<void>;
  /** No more messages, until `resume`: memory is bounded by it. */
  readonly pause: () => void;
  readonly resume: () => void;
  readonly outage: Backoff;
  readonly onOutage: (error: unknown) => void;
  readonly onProgress: () => void;
};

/**
 * The messages of one partition for as long as it is ours. Delivers batch by batch and commits each before it begins the
 * next, so a redelivery never goes back further than one batch.
 */
export class PartitionQueue {
  private readonly stopping = new AbortController();
  private readonly waiting: FetchedDelivery[] = [];
  private isPaused = false;
  private working: Promise<void> | undefined;

  constructor(private readonly options: Options) {}

  /** When the oldest message was sent that is here and not dealt with. */
  get oldestMs(): number | undefined {
    return this.waiting[0]?.sentMs;
  }

  add(deliveries: readonly FetchedDelivery[]): void {
    if (this.stopping.signal.aborted) return;
    for (const delivery of deliveries) this.waiting.push(delivery);
    if (this.waiting.length >= WAITING_MAX && !this.isPaused) {
      this.isPaused = true;
      this.options.pause();
    }
    this.working ??= this.work(this.stopping.signal).finally(() => {
      this.working = undefined;
    });
  }

  /** Waits for the messages in hand and commits what is dealt with. What still waits is dropped: it comes again to the next owner. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.working;
    this.waiting.length = 0;
  }

  private async work(signal: AbortSignal): Promise<void> {
    while (this.waiting.length > 0 && !signal.aborted) {
      const batch = this.waiting.slice(0, BATCH_MAX);
      const dealtWith = await this.untilDone(() => this.options.delivery.deliver(batch, signal), signal);
      const last = batch[(dealtWith ?? 0) - 1];
      if (!last) continue;
      this.waiting.splice(0, dealtWith);
      await this.untilDone(() => this.options.commit(last.offset + 1), signal);
      this.options.onProgress();
      if (this.isPaused && this.waiting.length <= WAITING_MAX / 2) {
        this.isPaused = false;
        this.options.resume();
      }
    }
  }

  /** Tries until it works; undefined when it was stopped before. */
  private async untilDone<T>(attempt: () => Promise<T>, signal: AbortSignal): Promise<T | undefined> {
    for (let failures = 1; ; failures++) {
      try {
        return await attempt();
      } catch (error) {
        if (signal.aborted) return undefined;
        this.options.onOutage(error);
      }
      await pause(backoffMs(failures, this.options.outage), signal);
      if (signal.aborted) return undefined;
    }
  }
}

const BATCH_MAX = 200;
const WAITING_MAX = 1_000;
