import { enrollmentContracts, type WireMessage } from '@lib/contracts';
import type { KafkaCluster } from '@lib/messaging';
import type { Consumer } from 'kafkajs';

/** A consumer that knows nothing of ours: it reads a topic from its start and keeps what it sees. */
export class Reader {
  readonly seen: WireMessage[] = [];

  private constructor(private readonly consumer: Consumer) {}

  static async start(cluster: KafkaCluster, topic: string = enrollmentContracts.name): Promise<Reader> {
    const consumer = cluster.client.consumer({ groupId: cluster.named(`reader of ${topic}`), maxWaitTimeInMs: 100 });
    const reader = new Reader(consumer);
    await consumer.connect();
    await consumer.subscribe({ topic: cluster.named(topic), fromBeginning: true });
    await consumer.run({
      eachMessage: async ({ message: { key, value, headers = {} } }) => {
        reader.seen.push({
          topic,
          key: String(key),
          headers: Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, String(text)])),
          value: value && String(value),
        });
      },
    });
    return reader;
  }

  /** How many different messages it has seen. */
  get distinct(): number {
    return new Set(this.seen.map(({ headers }) => headers['ce_id'])).size;
  }

  get sequences(): ReadonlyMap<string, readonly number[]> {
    return sequencesOf(this.seen);
  }

  close(): Promise<void> {
    return this.consumer.disconnect();
  }
}

/** The `ce_sequence` of every key, each message at its first occurrence. */
export const sequencesOf = (
  messages: readonly Pick<WireMessage, 'key' | 'headers'>[],
): ReadonlyMap<string, readonly number[]> => {
  const first = new Map(messages.toReversed().map((message) => [message.headers['ce_id'], message]));
  const inOrder = messages.filter((message) => first.get(message.headers['ce_id']) === message);
  return new Map(
    [...Map.groupBy(inOrder, ({ key }) => key)].map(([key, ofKey]) => [
      key,
      ofKey.map(({ headers }) => Number(headers['ce_sequence'])),
    ]),
  );
};
