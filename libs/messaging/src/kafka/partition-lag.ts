import type { Admin } from 'kafkajs';

/** Messages of the topics that the group has not committed yet, by the cluster's own names. */
export const lagOf = async (admin: Admin, groupId: string, topics: readonly string[]): Promise<number> => {
  // First what is committed: what is sent between the two questions counts as behind, never as done.
  const committed = await admin.fetchOffsets({ groupId, topics: [...topics] });
  const lags = await Promise.all(
    topics.map(async (topic) => {
      const offsets = new Map(
        committed
          .find((found) => found.topic === topic)
          ?.partitions.map(({ partition, offset }) => [partition, Number(offset)]),
      );
      const ends = await admin.fetchTopicOffsets(topic);
      return ends.reduce(
        (sum, { partition, low, high }) =>
          sum + Math.max(0, Number(high) - Math.max(Number(low), offsets.get(partition) ?? -1)),
        0,
      );
    }),
  );
  return lags.reduce((sum, lag) => sum + lag, 0);
};
