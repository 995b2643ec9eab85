import type { WireMessage } from '@lib/contracts';
import { err, ok, backoffMs, type Backoff, type Result } from '@lib/kernel';
import { pause } from '../waiting/pause.js';
import { Breaker } from './breaker.js';
import { causeOf } from './cause.js';
import { laneOf, type Delivery } from './delivery.js';
import type { Lease, Leases } from './leases.js';
import { MalformedMessage } from './malformed-message.js';
import type { Parking } from './parking.js';

/** Resolves when the effect of the message has happened. */
export type Handle = (message: WireMessage) => Promise<void>;

export type Attempts = Backoff & { readonly attemptsMax: number };

/** What `retry` came to: how many messages of the key went through, and what stopped it. */
export type Retry = {
  readonly released: number;
  readonly stopped: { readonly id: number; readonly cause: string } | undefined;
};

/**
 * Delivers batches at least once: the messages of each key in order, different keys at the same time.
 * - A message whose handler keeps failing is parked, and every later message of its key behind it. Other keys flow on.
 * - A malformed message is parked at once.
 * - One whose statement exceeds its time limit again and again is parked at last, see `TooLong`.
 * - When the infrastructure is away nothing is parked: the batch stops, and the caller delivers it again later. So it does
 *   when many keys fail alike, see `Breaker`.
 *
 * Not guaranteed: that a message is handled only once (handlers use `Inbox` or derived ids), nor any order between keys.
 * The caller delivers the batches of a topic (of a partition) one after the other. Without `place`, one that it delivers
 * again must reach at least as far as before.
 */
export class OrderedDelivery {
  private readonly retries = new Map<string, Promise<Retry>>();
  /** What this process does with the parked messages of a key. */
  private readonly busy = new Map<string, Promise<unknown>>();
  private readonly breaker = new Breaker();

  constructor(
    private readonly options: {
      readonly parking: Parking;
      readonly handle: Handle;
      /** Told of a message before it is discarded. */
      readonly onDiscard?: Handle;
      /** Tells an error of the infrastructure from an error of the message. */
      readonly isUnavailable: (error: unknown) => boolean;
      readonly attempts: Attempts;
      readonly onParked: (delivery: Delivery, cause: string) => void;
      /** Present where several processes are one consumer: only one of them may retry a key at a time. */
      readonly leases?: Pick<Leases, 'take'>;
    },
  ) {}

  /**
   * Resolves to how many messages from the front of the batch are handled or parked: all, unless the signal stopped it
   * between two messages. Rejects with the cause when the infrastructure is away.
   */
  async deliver(batch: readonly Delivery[], signal: AbortSignal): Promise<number> {
    const { known, isParked, lastPlace } = await this.options.parking.surveys.of(batch);
    const run = new Run(signal, known);
    const lanes = Map.groupBy(batch, (delivery) => laneOf(delivery.message)).values();
    const worker = async (): Promise<void> => {
      for (const lane of lanes) {
        const parked = { isParked: isParked(lane), lastPlace: lastPlace(lane) };
        await this.follow(lane, parked, run).catch((error: unknown) => run.fail(error));
      }
    };
    await Promise.all(Array.from({ length: LANES_AT_ONCE_MAX }, worker));
    return run.dealtWith(batch);
  }

  /**
   * Delivers the parked messages of a key in order, up to the first that fails again. Meanwhile new messages of the key
   * still queue behind them; when none is left, the key flows. A second call for the same key joins the first. Rejects
   * when the infrastructure is away.
   * @throws RetryElsewhere
   */
  retry(topic: string, key: string): Promise<Retry> {
    const lane = laneOf({ topic, key });
    const running = this.retries.get(lane);
    if (running) return running;
    const retry = this.alone(topic, key, (lease) => this.release(topic, key, lease)).finally(() =>
      this.retries.delete(lane),
    );
    this.retries.set(lane, retry);
    return retry;
  }

  /**
   * An operator gives a parked message up: whoever wants to hear of it is told first. Not while its key is retried. The
   * messages behind it stay parked until their key is retried. Asked again, for the same reason, it answers the same: the
   * first answer may be lost. False when it is not parked (any more). Rejects when the infrastructure is away.
   * @throws DiscardNotTold, RetryElsewhere
   */
  async discard(id: number, reason: string): Promise<boolean> {
    const { parking } = this.options;
    const asked = await parking.find(id);
    if (!asked) return parking.isDiscarded(id, reason);
    const { topic, key } = asked.message;
    return this.alone(topic, key, async (lease) => {
      const parked = await parking.find(id);
      if (!parked) return parking.isDiscarded(id, reason);
      const outcome = await this.tellDiscard(parked.message);
      if (!outcome.ok) throw new DiscardNotTold(outcome.error.cause);
      if (lease?.isHeld === false) throw new RetryElsewhere(topic, key);
      return parking.discard(id, reason);
    });
  }

  /** One at a time works on the parked messages of a key, in all processes of the consumer. @throws RetryElsewhere */
  private async alone<T>(topic: string, key: string, work: (lease?: Lease) => Promise<T>): Promise<T> {
    const lane = laneOf({ topic, key });
    for (let other = this.busy.get(lane); other; other = this.busy.get(lane)) await other.catch(() => undefined);
    const mine = this.leased(topic, key, work);
    this.busy.set(lane, mine);
    return mine.finally(() => this.busy.delete(lane));
  }

  private async leased<T>(topic: string, key: string, work: (lease?: Lease) => Promise<T>): Promise<T> {
    const { leases } = this.options;
    if (!leases) return work();
    const lease = await leases.take(`retry ${laneOf({ topic, key })}`);
    if (!lease) throw new RetryElsewhere(topic, key);
    try {
      return await work(lease);
    } finally {
      await lease.release();
    }
  }

  private tellDiscard(message: WireMessage): Promise<Result<void, Failure>> {
    const { onDiscard } = this.options;
    return this.attempt(async () => {
      await onDiscard?.(message).catch((error: unknown) => {
        // Nobody can be told what it says.
        if (!(error instanceof MalformedMessage)) throw error;
      });
    });
  }

  private async follow(lane: readonly Delivery[], was: Parked, run: Run): Promise<void> {
    const { parking, handle, onParked } = this.options;
    const lastKnown = lane.findLastIndex(
      (delivery) => run.isDone(delivery) || (delivery.place !== undefined && delivery.place < was.lastPlace),
    );
    let parked = was.isParked;
    for (const [index, delivery] of lane.entries()) {
      if (run.stopped) return;
      if (run.isDone(delivery)) continue;
      // What comes before a message parked in an earlier delivery of this batch was handled in that delivery. Its
      // redelivery must not fall in behind: an effect that overwrites would come out of order.
      if (parked && index > lastKnown) {
        const rest = lane.slice(index);
        if (await parking.queue(rest)) return run.done(rest);
        parked = false;
      }
      const outcome = await this.attempt(() => handle(delivery.message), run.signal, delivery.origin);
      if (outcome.ok) this.breaker.handled();
      else {
        const { cause, isMalformed } = outcome.error;
        await (isMalformed ? parking.park(delivery, cause) : parking.parkUnlessAlike(delivery, cause, this.breaker));
        onParked(delivery, cause);
        parked = true;
      }
      await parking.tooLong.forget(delivery.origin);
      run.done([delivery]);
    }
  }

  private async release(topic: string, key: string, lease?: Lease): Promise<Retry> {
    const { parking, handle } = this.options;
    for (let released = 0; ; released++) {
      if (lease?.isHeld === false) throw new RetryElsewhere(topic, key);
      const parked = await parking.next(topic, key);
      if (!parked) return { released, stopped: undefined };
      const outcome = await this.attempt(() => handle(parked.message));
      if (!outcome.ok) {
        const { cause } = outcome.error;
        await parking.fail(parked.id, cause);
        return { released, stopped: { id: parked.id, cause } };
      }
      this.breaker.handled();
      await parking.release(parked.id);
    }
  }

  private async attempt(
    work: () => Promise<void>,
    signal?: AbortSignal,
    origin?: string,
  ): Promise<Result<void, Failure>> {
    const { parking, isUnavailable, attempts } = this.options;
    for (let failures = 1; ; failures++) {
      try {
        return ok(await work());
      } catch (error) {
        if (origin !== undefined && (await parking.tooLong.isEnough(origin, error)))
          return err({ cause: causeOf(error), isMalformed: false });
        if (isUnavailable(error)) throw error;
        const isMalformed = error instanceof MalformedMessage;
        if (isMalformed || failures === attempts.attemptsMax) return err({ cause: causeOf(error), isMalformed });
      }
      await pause(backoffMs(failures, attempts), signal);
      signal?.throwIfAborted();
    }
  }
}

const LANES_AT_ONCE_MAX = 64;

/** What the last attempt came to. */
type Failure = { readonly cause: string; readonly isMalformed: boolean };

/** What is known of a key before its messages are delivered. */
type Parked = { readonly isParked: boolean; readonly lastPlace: number };

/** Another process of the same consumer delivers the parked messages of this key just now. */
export class RetryElsewhere extends Error {
  constructor(topic: string, key: string) {
    super(`another process retries ${topic} ${key}`);
    this.name = 'RetryElsewhere';
  }
}

/** Whoever wants to hear of a discard could not take it: the message stays parked. */
export class DiscardNotTold extends Error {
  constructor(override readonly cause: string) {
    super(`the discard could not be told: ${cause}`);
    this.name = 'DiscardNotTold';
  }
}

/** One delivery of one batch. */
class Run {
  private readonly finished: Set<string>;
  private outage: { readonly cause: unknown } | undefined;

  constructor(
    readonly signal: AbortSignal,
    known: ReadonlySet<string>,
  ) {
    this.finished = new Set(known);
  }

  get stopped(): boolean {
    return this.signal.aborted || this.outage !== undefined;
  }

  isDone(delivery: Delivery): boolean {
    return this.finished.has(delivery.origin);
  }

  done(deliveries: readonly Delivery[]): void {
    for (const { origin } of deliveries) this.finished.add(origin);
  }

  fail(cause: unknown): void {
    if (!this.signal.aborted) this.outage ??= { cause };
  }

  dealtWith(batch: readonly Delivery[]): number {
    if (this.outage) throw this.outage.cause;
    const open = batch.findIndex((delivery) => !this.isDone(delivery));
    return open === -1 ? batch.length : open;
  }
}
