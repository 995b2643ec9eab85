import { newId } from '@lib/kernel';
import { sequencesOf } from './reader.js';
import { clusterOf } from './test-cluster.js';

/** What stands on a topic, read by a consumer that knows nothing of ours. */
export type TopicContents = {
  /** Every message, those that were sent again too. */
  readonly messages: number;
  /** By `ce_id`. */
  readonly distinct: number;
  /** The `ce_sequence` of every key, each message at its first occurrence. */
  readonly sequences: ReadonlyMap<string, readonly number[]>;
};

/** Reads a topic from its start to what is its end now. */
export const contentsOf = async (brokers: readonly string[], topic: string): Promise<TopicContents> => {
  const { client } = clusterOf('', brokers);
  const admin = client.admin();
  await admin.connect();
  const ends = new Map((await admin.fetchTopicOffsets(topic)).map(({ partition, high }) => [partition, Number(high)]));
  await admin.disconnect();
  const consumer = client.consumer({ groupId: `contents-${newId()}` });
  const seen: { key: string; headers: Record<string, string> }[] = [];
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
      eachMessage: async ({ partition, message: { key, headers = {}, offset } }) => {
        const texts = Object.entries(headers).map(([name, text]) => [name, String(text)] as const);
        seen.push({ key: String(key), headers: Object.fromEntries(texts) });
        isDone(partition, Number(offset) + 1);
      },
    });
    await atEnd.promise;
  } finally {
    await consumer.disconnect();
  }
  return {
    messages: seen.length,
    distinct: new Set(seen.map(({ headers }) => headers['ce_id'])).size,
    sequences: sequencesOf(seen),
  };
};

/** Keys whose sequence does not count from 0 without a gap. */
export const gapsOf = ({ sequences }: TopicContents): readonly string[] =>
  [...sequences].flatMap(([key, found]) =>
    found.every((sequence, index) => sequence === index) ? [] : [`${key}: ${found.join(' ')}`],
  );
