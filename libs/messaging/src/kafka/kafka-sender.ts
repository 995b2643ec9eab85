import type { WireMessage } from '@lib/contracts';
import kafkajs, { type ICustomPartitioner, type Producer } from 'kafkajs';
import type { Lease } from '../delivery/leases.js';
import { fenced } from './fenced-producer.js';
import { RETRY, partitionId, type KafkaCluster } from './kafka-cluster.js';
import { toKafka } from './wire.js';

/**
 * Sends messages for the holder of a lease, one call after the other; those of a key in their order. Once the next holder
 * has written to a partition, nothing of this one gets there any more, whenever it was sent.
 */
export class KafkaSender {
  private producer: Producer | undefined;
  private renewAtMs = 0;
  /** Where the messages in hand belong, by topic and partition. */
  private readonly wanted = new Set<string>();

  constructor(
    private readonly cluster: KafkaCluster,
    private readonly lease: Lease,
  ) {}

  /**
   * Resolves when every in-sync replica has them all. When it rejects, some may have arrived: send the same, or more
   * from the same place, again.
   * @throws LeaseLost, PartitionLeftOut
   */
  async send(messages: readonly WireMessage[]): Promise<void> {
    try {
      if (performance.now() >= this.renewAtMs) await this.close();
      const producer = this.producer ?? (await this.connect());
      this.wanted.clear();
      const written = await producer.sendBatch({
        acks: ALL,
        topicMessages: [...Map.groupBy(messages, ({ topic }) => topic)].map(([topic, ofTopic]) => ({
          topic: this.cluster.named(topic),
          messages: ofTopic.map(toKafka),
        })),
      });
      // kafkajs 2.2.4 remembers which brokers have answered, not which partitions. When one fails and its partition moves
      // to one that has answered before, kafkajs sends it nothing and calls all of them sent.
      for (const { topicName, partition } of written) this.wanted.delete(partitionId(topicName, partition));
      const [leftOut] = this.wanted;
      if (leftOut !== undefined) throw new PartitionLeftOut(leftOut);
    } catch (error) {
      // The broker knows a batch by the producer's numbers. After a failure it is open which of them are used up, and
      // other messages under used numbers would be taken for a repetition and dropped.
      await this.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    const { producer } = this;
    this.producer = undefined;
    await producer?.disconnect().catch(() => undefined);
  }

  private async connect(): Promise<Producer> {
    const producer = this.cluster.client.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner: this.partitionerOfHolder,
      retry: { ...RETRY, retries: 4 },
    });
    this.producer = producer;
    this.renewAtMs = performance.now() + RENEW_MS;
    await fenced(this.cluster.named(this.lease.id), () => producer.connect());
    // Only now: one that was deposed before it connected has fenced its successor off, which connects anew.
    if (!(await this.lease.confirm())) throw new LeaseLost(this.lease.name);
    return producer;
  }

  /** kafkajs asks it before every attempt: after a day of standing still the brokers would know of no epoch any more. */
  private readonly partitionerOfHolder: ICustomPartitioner = () => {
    const partitionOf = kafkajs.Partitioners.DefaultPartitioner();
    return (message) => {
      if (!this.lease.isHeld) throw new LeaseLost(this.lease.name);
      const partition = partitionOf(message);
      this.wanted.add(partitionId(message.topic, partition));
      return partition;
    };
  };
}

/** Another has it by now. */
export class LeaseLost extends Error {
  constructor(name: string) {
    super(`${name} is another’s`);
    this.name = 'LeaseLost';
  }
}

/** Its leader changed while it was sent to. */
export class PartitionLeftOut extends Error {
  constructor(partition: string) {
    super(`${partition} was left out`);
    this.name = 'PartitionLeftOut';
  }
}

/** kafkajs's -1. */
const ALL = -1;
/** Half a day. Brokers forget the epoch of a name that nobody asks for: after a week, unless they are set otherwise. */
const RENEW_MS = 43_200_000;
