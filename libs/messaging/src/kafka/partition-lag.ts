import type { Admin } from 'kafkajs';
import { partitionId } from './kafka-cluster.js';

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

/** How far a group is in one topic, by the cluster's own name. */
export type Standing = { readonly topic: string; readonly committed: Committed; readonly ends: PartitionEnds };

/** How far the group is in each of the topics, by the cluster's own names. */
export const standingOf = (admin: Admin, groupId: string, topics: readonly string[]): Promise<readonly Standing[]> =>
  Promise.all(
    topics.map(async (topic) => {
      // First what is committed: what is sent between the two questions counts as behind, never as done.
      const committed = await committedOf(admin, groupId, topic);
      return { topic, committed, ends: await endsOf(admin, topic) };
    }),
  );

/** Since when partitions have been behind without a step, as far as this process has looked, in milliseconds of its clock. */
export class StandStill {
  private readonly since = new Map<string, { readonly committed: number; readonly ms: number }>();

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Whoever owns the partitions, or nobody. */
  note(standings: readonly Standing[]): void {
    for (const { topic, committed, ends } of standings)
      for (const end of ends) {
        const [id, at] = [partitionId(topic, end.partition), committed.get(end.partition) ?? -1];
        if (behind(committed, [end]) === 0) this.since.delete(id);
        else if (this.since.get(id)?.committed !== at) this.since.set(id, { committed: at, ms: this.now() });
      }
  }

  /** Of the partition that has stood longest; 0 when none has. It grows also while Kafka does not answer. */
  get ms(): number {
    return Math.max(0, ...[...this.since.values()].map(({ ms }) => this.now() - ms));
  }
}
