import { newId } from '@lib/kernel';
import kafkajs from 'kafkajs';

/** What stands on a topic, read by a consumer that knows nothing of ours. */
export type Testimony = {
  /** Every message, those that were sent again too. */
  readonly messages: number;
  /** By `ce_id`. */
  readonly distinct: number;
  /** The `ce_sequence` of every key, each message at its first occurrence. */
  readonly sequences: ReadonlyMap<string, readonly number[]>;
};

/** Reads a topic from its start to what is its end now. */
export const testimonyOf = async (brokers: readonly string[], topic: string): Promise<Testimony> => {
  const client = new kafkajs.Kafka({ brokers: [...brokers], logLevel: kafkajs.logLevel.NOTHING });
  const admin = client.admin();
  await admin.connect();
  const ends = new Map((await admin.fetchTopicOffsets(topic)).map(({ partition, high }) => [partition, Number(high)]));
  await admin.disconnect();
  const consumer = client.consumer({ groupId: `witness-${newId()}` });
  const seen: { id: string; key: string; sequence: number }[] = [];
  const atEnd = Promise.withResolvers<void>();
  const isDone = (partition: number, next: number): void => {
    if (next >= (ends.get(partition) ?? 0)) ends.delete(partition);
    if (ends.size === 0) atEnd.resolve();
  };
  for (const partition of ends.keys()) isDone(partition, 0);
  await consumer.connect();
  try {
    await consumer.subscribe({ topic, fromBeginning: true });
    await consumer.run({
      eachMessage: async ({ partition, message: { key, headers, offset } }) => {
        const [id, sequence] = ['ce_id', 'ce_sequence'].map((name) => String(headers?.[name]));
        seen.push({ id: id ?? '', key: String(key), sequence: Number(sequence) });
        isDone(partition, Number(offset) + 1);
      },
    });
    await atEnd.promise;
  } finally {
    await consumer.disconnect();
  }
  const first = new Map<string, (typeof seen)[number]>();
  for (const message of seen) if (!first.has(message.id)) first.set(message.id, message);
  const byKey = Map.groupBy(first.values(), ({ key }) => key);
  return {
    messages: seen.length,
    distinct: first.size,
    sequences: new Map([...byKey].map(([key, ofKey]) => [key, ofKey.map(({ sequence }) => sequence)])),
  };
};

/** Keys whose sequence does not count from 0 without a gap. */
export const gapsOf = ({ sequences }: Testimony): readonly string[] =>
  [...sequences].flatMap(([key, found]) =>
    found.every((sequence, index) => sequence === index) ? [] : [`${key}: ${found.join(' ')}`],
  );
