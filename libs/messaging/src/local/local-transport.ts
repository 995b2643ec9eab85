import type { WireMessage } from '@lib/contracts';
import type { Database } from '@lib/database';
import { Logger } from '@nestjs/common';
import { Server, type MessageHandler } from '@nestjs/microservices';
import { sayOutage } from '../delivery/cause.js';
import { OrderedDelivery, type Attempts, type Retry } from '../delivery/ordered-delivery.js';
import { Parking } from '../delivery/parking.js';
import { isUnavailable } from '../delivery/unavailable.js';
import { LogEnd } from '../log/log-end.js';
import type { MessageLog } from '../log/message-log.js';
import { HiddenCause, callHandler, checkHandler } from '../transport/call-handler.js';
import type { MessageTransport } from '../transport/message-transport.js';
import { DiscardHandlers } from '../transport/on-discard.js';
import type { Backoff } from '@lib/kernel';
import { Progress } from '../waiting/progress.js';
import { Cursors } from './cursors.js';
import { LogConsumer } from './log-consumer.js';

export type Pace = {
  /** Of one message. */
  readonly attempts: Attempts;
  /** While the infrastructure is away. */
  readonly outage: Backoff;
  /** News may be lost; after this time a consumer looks by itself. */
  readonly pollMs: number;
};

const PACE: Pace = {
  attempts: { attemptsMax: 3, firstMs: 10, maxMs: 100 },
  outage: { firstMs: 100, maxMs: 10_000 },
  pollMs: 1_000,
};

/**
 * The bus inside one process: takes message logs to the `@EventPattern(topic)` handlers of an application, with what
 * `OrderedDelivery` promises. Messages of a topic without a handler are skipped, like a topic nobody subscribes to.
 * Connect it with `connectTransport`. One process per consumer: a second one would handle everything a second time.
 */
export class LocalTransport extends Server implements MessageTransport {
  protected override readonly logger = new Logger('messaging');
  // `OrderedDelivery` reports what fails; Nest need not.
  override readonly propagatesEventHandlerErrors = true;
  /** What this consumer could not handle. */
  readonly parking: Parking;
  private readonly delivery: OrderedDelivery;
  private readonly consumers: readonly LogConsumer[];
  private readonly ends: ReadonlyMap<LogConsumer, LogEnd>;
  private readonly discards = new DiscardHandlers();
  private readonly progress = new Progress();
  private readonly pace: Pace;

  constructor(options: {
    /** Who consumes. A name for ever: its cursors and parked messages are found by it. */
    readonly consumer: string;
    readonly database: Database;
    /** Where `messagingMigrations` are applied. */
    readonly schema: string;
    readonly logs: readonly MessageLog[];
    readonly pace?: Pace;
  }) {
    super();
    const { consumer, database, schema, logs, pace = PACE } = options;
    this.pace = pace;
    this.parking = new Parking(database, schema, consumer);
    this.delivery = new OrderedDelivery({
      parking: this.parking,
      handle: (message) => this.dispatch(message),
      onDiscard: this.discards.tell,
      isUnavailable: (error) => error instanceof HiddenCause || isUnavailable(error),
      attempts: pace.attempts,
      onParked: ({ origin }, cause) => this.logger.error(`${consumer} parked ${origin}: ${cause}`),
    });
    const cursors = new Cursors(database, schema, consumer);
    this.consumers = logs.map(
      (log) =>
        new LogConsumer({
          log,
          cursors,
          delivery: this.delivery,
          outage: pace.outage,
          pollMs: pace.pollMs,
          onOutage: (error) => sayOutage(this.logger, `${consumer} waits for ${log.name}`, error),
          onProgress: this.progress.tell,
        }),
    );
    this.ends = new Map(
      this.consumers.map((reader) => [reader, new LogEnd(reader.log, () => reader.place())] as const),
    );
  }

  /** One handler per topic: order and redelivery are promised to one. @throws Error */
  override addHandler(pattern: string, callback: MessageHandler, isEventHandler = false): void {
    if (this.discards.take(pattern, callback, isEventHandler)) return;
    checkHandler(this.messageHandlers, pattern, isEventHandler);
    super.addHandler(pattern, callback, isEventHandler);
  }

  listen(callback: () => void): void {
    for (const consumer of this.active()) consumer.start();
    callback();
  }

  /** Waits for the messages in hand. */
  async close(): Promise<void> {
    await Promise.all(this.consumers.map((consumer) => consumer.stop()));
  }

  /** Messages whose effects have not all happened yet. */
  async lag(): Promise<number> {
    const lags = await Promise.all(this.active().map((consumer) => consumer.lag()));
    return lags.reduce((sum, lag) => sum + lag, 0);
  }

  /** The place in a log up to which all effects have happened; undefined when nobody here reads it. */
  async place(log: MessageLog): Promise<string | 'start' | undefined> {
    return this.active()
      .find((consumer) => consumer.log === log)
      ?.place();
  }

  /** Resolves when the lag is 0. What the handlers have sent meanwhile may still be on its way to other consumers. */
  async idle(): Promise<void> {
    await this.progress.until(async () => (await this.lag()) === 0, this.pace.pollMs);
  }

  /**
   * Exact: what a log holds when this is called is what its owner has recorded.
   * @throws TypeError when this consumer does not read the topic
   */
  async catchesUp(topic: string, withinMs: number): Promise<boolean> {
    const reader = this.active().find(({ log }) => log.topics.includes(topic));
    if (!reader || !this.messageHandlers.has(topic)) throw new TypeError(`${topic} is not read here`);
    const since = performance.now();
    const isPassed = await this.ends.get(reader)?.mark();
    if (!isPassed) return false;
    return this.progress.until(isPassed, this.pace.pollMs, withinMs - (performance.now() - since));
  }

  /** Delivers the parked messages of a key again; see `OrderedDelivery.retry`. */
  retry(topic: string, key: string): Promise<Retry> {
    return this.delivery.retry(topic, key);
  }

  discard(id: number, reason: string): Promise<boolean> {
    return this.delivery.discard(id, reason);
  }

  on(event: string): never {
    throw new Error(`there is no event ${event}`);
  }

  unwrap(): never {
    throw new Error('there is no server behind the local transport');
  }

  private active(): readonly LogConsumer[] {
    return this.consumers.filter(({ log }) => log.topics.some((topic) => this.messageHandlers.has(topic)));
  }

  private async dispatch(message: WireMessage): Promise<void> {
    const handler = this.messageHandlers.get(message.topic);
    if (handler) await callHandler(handler, message);
  }
}
