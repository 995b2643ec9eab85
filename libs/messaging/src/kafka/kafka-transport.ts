import type { WireMessage } from '@lib/contracts';
import type { Database } from '@lib/database';
import { Logger } from '@nestjs/common';
import { Server, type MessageHandler } from '@nestjs/microservices';
import { Leases } from '../delivery/leases.js';
import { OrderedDelivery, type Attempts, type Retry } from '../delivery/ordered-delivery.js';
import type { Delivery } from '../delivery/delivery.js';
import { Parking } from '../delivery/parking.js';
import { isUnavailable } from '../delivery/unavailable.js';
import { HiddenCause, callHandler, checkHandler } from '../transport/call-handler.js';
import type { MessageTransport } from '../transport/message-transport.js';
import { DiscardHandlers } from '../transport/on-discard.js';
import type { Backoff } from '@lib/kernel';
import { LatestQuestion } from '../waiting/latest-question.js';
import { Progress } from '../waiting/progress.js';
import type { KafkaCluster } from './kafka-cluster.js';
import { KafkaConsumer } from './kafka-consumer.js';
import { KafkaQuestions } from './kafka-questions.js';
import { membershipIn, type Membership } from './membership.js';
import {
  StandStill,
  behind,
  committedOf,
  endsOf,
  standingOf,
  type Committed,
  type PartitionEnds,
} from './partition-lag.js';

export type KafkaPace = {
  /** Of one message. */
  readonly attempts: Attempts;
  /** While the infrastructure is away. */
  readonly outage: Backoff;
  readonly membership: Membership;
  /** How often `idle` looks when it hears nothing. */
  readonly pollMs: number;
};

/** What suits a service in the cluster. @throws KafkaNotReady */
export const paceIn = async (cluster: KafkaCluster): Promise<KafkaPace> => ({
  attempts: { attemptsMax: 3, firstMs: 10, maxMs: 100 },
  outage: { firstMs: 100, maxMs: 10_000 },
  membership: await membershipIn(cluster),
  pollMs: 1_000,
});

/** How often one that waits for the group asks what it has committed. */
const LOOK_MS = 50;

/**
 * Takes topics of Kafka to the `@EventPattern(topic)` handlers of an application, with what `OrderedDelivery` promises.
 * Instances with the same `consumer` share the partitions of its topics. Connect it with `connectTransport`; the topics
 * must be there (`declareTopics`). Messages are events: there are no replies over Kafka.
 */
export class KafkaTransport extends Server implements MessageTransport {
  protected override readonly logger = new Logger('messaging');
  // `OrderedDelivery` reports what fails; Nest need not.
  override readonly propagatesEventHandlerErrors = true;
  readonly parking: Parking;
  private readonly cluster: KafkaCluster;
  private readonly group: string;
  private readonly pace: KafkaPace;
  private readonly delivery: OrderedDelivery;
  private readonly releases: OrderedDelivery;
  private readonly discards = new DiscardHandlers();
  private readonly progress = new Progress();
  private readonly standStill = new StandStill();
  private readonly kafka: KafkaQuestions;
  private readonly questions = new Map<string, Questions>();
  private consumer: KafkaConsumer | undefined;

  constructor(options: {
    readonly cluster: KafkaCluster;
    /** Who consumes: the consumer group, and the name of its parked messages. A name for ever. */
    readonly consumer: string;
    readonly database: Database;
    /** Where `messagingMigrations` are applied. */
    readonly schema: string;
    readonly pace: KafkaPace;
  }) {
    super();
    const { cluster, consumer, database, schema, pace } = options;
    this.cluster = cluster;
    this.kafka = new KafkaQuestions(cluster);
    this.group = consumer;
    this.pace = pace;
    this.parking = new Parking(database, schema, consumer);
    const leases = new Leases(database, schema);
    const policy = {
      parking: this.parking,
      isUnavailable: (error: unknown) =>
        error instanceof HiddenCause || error instanceof NotAMember || isUnavailable(error),
      attempts: pace.attempts,
      onParked: ({ origin }: Delivery, cause: string) => this.logger.error(`${consumer} parked ${origin}: ${cause}`),
    };
    this.delivery = new OrderedDelivery({
      ...policy,
      handle: async (message) => {
        if (this.consumer?.isMember !== true) throw new NotAMember();
        await this.dispatch(message);
      },
    });
    this.releases = new OrderedDelivery({
      ...policy,
      handle: (message) => this.dispatch(message),
      onDiscard: this.discards.tell,
      leases: { take: (name) => leases.take(`${consumer} ${name}`) },
    });
  }

  /** One handler per topic: order and redelivery are promised to one. @throws Error */
  override addHandler(pattern: string, callback: MessageHandler, isEventHandler = false): void {
    if (this.discards.take(pattern, callback, isEventHandler)) return;
    checkHandler(this.messageHandlers, pattern, isEventHandler);
    super.addHandler(pattern, callback, isEventHandler);
  }

  /** Calls back when it is a member of its group, or with the error when Kafka does not get ready. */
  async listen(callback: (error?: unknown) => void): Promise<void> {
    callback(await this.join());
  }

  /** Waits for the messages in hand, commits them and leaves the group. */
  async close(): Promise<void> {
    await this.consumer?.stop();
    await this.kafka.close();
  }

  /** Messages of its topics that the consumer, in all its instances, has not dealt with yet. */
  async lag(): Promise<number> {
    const topics = [...this.messageHandlers.keys()].map((topic) => this.cluster.named(topic));
    if (topics.length === 0) return 0;
    const group = this.cluster.named(this.group);
    const standings = await this.kafka.askAgain(`how far ${this.group} is`, (admin) =>
      standingOf(admin, group, topics),
    );
    this.standStill.note(standings);
    return standings.reduce((sum, { committed, ends }) => sum + behind(committed, ends), 0);
  }

  /** Resolves when Kafka answers. */
  async reach(): Promise<void> {
    await this.kafka.askAgain('the cluster', (admin) => admin.describeCluster());
  }

  /**
   * How long the oldest message waits, in seconds; 0 when none does. Of those that this process has taken, since they were
   * sent; of the others, in whichever instance or in none, since `lag` first saw their partition stand where it stands.
   */
  lagSeconds(): number {
    const oldest = this.consumer?.oldestMs;
    const takenMs = oldest === undefined ? 0 : performance.timeOrigin + performance.now() - oldest;
    return Math.max(takenMs, this.standStill.ms) / 1000;
  }

  /** Resolves when the lag is 0. What the handlers have sent meanwhile may still be on its way to other consumers. */
  async idle(): Promise<void> {
    await this.progress.until(async () => (await this.lag()) === 0, this.pace.pollMs);
  }

  /** @throws TypeError when this consumer does not read the topic */
  async catchesUp(topic: string, withinMs: number): Promise<boolean> {
    if (!this.messageHandlers.has(topic)) throw new TypeError(`${topic} is not read here`);
    const { ends, committed } = this.questionsOf(topic);
    let ahead: PartitionEnds | undefined;
    const isDone = async (): Promise<boolean> => {
      try {
        ahead ??= await ends.ask();
        // Other instances have partitions too: only what the group has committed tells for all of them.
        return behind(await committed.ask(), ahead) === 0;
      } catch (error) {
        // Such as that a partition has just got another leader: the next question finds it.
        if (error instanceof Error && error.name.startsWith('KafkaJS')) return false;
        throw error;
      }
    };
    return this.progress.until(isDone, LOOK_MS, withinMs);
  }

  retry(topic: string, key: string): Promise<Retry> {
    return this.releases.retry(topic, key);
  }

  discard(id: number, reason: string): Promise<boolean> {
    return this.releases.discard(id, reason);
  }

  on(event: string): never {
    throw new Error(`there is no event ${event}`);
  }

  unwrap(): never {
    throw new Error('the Kafka client behind this transport is its own');
  }

  private async join(): Promise<unknown> {
    const topics = [...this.messageHandlers.keys()];
    if (topics.length === 0) return undefined;
    this.consumer ??= new KafkaConsumer({
      cluster: this.cluster,
      group: this.group,
      topics,
      delivery: this.delivery,
      membership: this.pace.membership,
      outage: this.pace.outage,
      onProgress: this.progress.tell,
    });
    return this.consumer.start().catch((error: unknown) => error);
  }

  private questionsOf(topic: string): Questions {
    const known = this.questions.get(topic);
    if (known) return known;
    const [group, named] = [this.cluster.named(this.group), this.cluster.named(topic)];
    const questions = {
      ends: new LatestQuestion(() => this.kafka.ask((admin) => endsOf(admin, named))),
      committed: new LatestQuestion(() => this.kafka.ask((admin) => committedOf(admin, group, named))),
    };
    this.questions.set(topic, questions);
    return questions;
  }

  private async dispatch(message: WireMessage): Promise<void> {
    const handler = this.messageHandlers.get(message.topic);
    if (handler) await callHandler(handler, message);
  }
}

type Questions = { readonly ends: LatestQuestion<PartitionEnds>; readonly committed: LatestQuestion<Committed> };

/** Others may own its partitions by now: it waits until the group has answered. */
class NotAMember extends Error {
  constructor() {
    super('the consumer group has not answered for a while');
    this.name = 'NotAMember';
  }
}
