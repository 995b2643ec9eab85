import type { WireMessage } from '@lib/contracts';
import kafkajs, { type Producer } from 'kafkajs';
import { RETRY, type KafkaCluster } from './kafka-cluster.js';
import { toKafka } from './wire.js';

/** Sends messages, one call after the other; those of a key in their order. */
export class KafkaSender {
  private producer: Producer | undefined;

  constructor(private readonly cluster: KafkaCluster) {}

  /**
   * Resolves when every in-sync replica has them all. When it rejects, some may have arrived: send the same, or more
   * from the same place, again.
   */
  async send(messages: readonly WireMessage[]): Promise<void> {
    try {
      this.producer ??= await this.connect();
      await this.producer.sendBatch({
        acks: ALL,
        topicMessages: [...Map.groupBy(messages, ({ topic }) => topic)].map(([topic, ofTopic]) => ({
          topic: this.cluster.named(topic),
          messages: ofTopic.map(toKafka),
        })),
      });
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
      createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
      retry: { ...RETRY, retries: 4 },
    });
    await producer.connect();
    return producer;
  }
}

/** kafkajs's -1. */
const ALL = -1;
