import type { Admin } from 'kafkajs';

/** By partition, the offset behind the last message that the group has committed. */
export type Committed = ReadonlyMap<number, number>;

/** What the partitions of a topic hold: from `low`, up to the offset `high` of the next message. */
export type PartitionEnds = readonly { readonly partition: number; readonly low: number; readonly high: number }[];

/** By the cluster's own names. */
export const committedOf = async (admin: Admin, groupId: string, topic: string): Promise<Committed> => {
  const [found] = await admin.fetchOffsets({ groupId, topics: [topic] });
  return new Map(found?.partitions.map(({ partition, offset }) => [partition, Number(offset)]));
};

/** By the cluster's own name. */
export const endsOf = async (admin: Admin, topic: string): Promise<PartitionEnds> =>
  (await admin.fetchTopicOffsets(topic)).map(({ partition, low, high }) => ({
    partition,
    low: Number(low),
    high: Number(high),
  }));

/** Messages that are committed in none of these places. */
export const behind = (committed: Committed, ends: PartitionEnds): number =>
  ends.reduce(
    (sum, { partition, low, high }) => sum + Math.max(0, high - Math.max(low, committed.get(partition) ?? -1)),
    0,
  );

/** Messages of the topics that the group has not committed yet, by the cluster's own names. */
export const lagOf = async (admin: Admin, groupId: string, topics: readonly string[]): Promise<number> => {
  const lags = await Promise.all(
    topics.map(async (topic) => {
      // First what is committed: what is sent between the two questions counts as behind, never as done.
      const committed = await committedOf(admin, groupId, topic);
      return behind(committed, await endsOf(admin, topic));
    }),
  );
  return lags.reduce((sum, lag) => sum + lag, 0);
};
