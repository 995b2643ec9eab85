import kafkajs, { type Admin, type ConfigResourceTypes } from 'kafkajs';
import type { KafkaCluster } from './kafka-cluster.js';
import { NotKnownYet, untilReady, type Patience } from './until-ready.js';

/** How a topic lies in the cluster. */
export type TopicSettings = {
  readonly name: string;
  readonly partitions: number;
  readonly replicas: number;
  /** So many copies must have a message before it counts as sent. */
  readonly minInsyncReplicas: number;
  /** The last message of each key is kept for ever, in place of every message for a time. */
  readonly compacted: boolean;
  /** -1: for ever. Means nothing to a compacted topic. */
  readonly retentionMs: number;
};

export const TOPIC_DEFAULTS: Omit<TopicSettings, 'name' | 'compacted'> = {
  partitions: 6,
  replicas: 3,
  minInsyncReplicas: 2,
  retentionMs: -1,
};

/** The settings of topics of the contracts. */
export const topicSettings = (
  topics: readonly { readonly name: string; readonly compacted: boolean }[],
  configured: Partial<typeof TOPIC_DEFAULTS> = {},
): readonly TopicSettings[] =>
  topics.map(({ name, compacted }) => ({ ...TOPIC_DEFAULTS, ...configured, name, compacted }));

/** Topics are there with other settings than declared. */
export class TopicsDiffer extends Error {
  constructor(readonly differences: readonly string[]) {
    super(
      `Kafka has topics with other settings than declared; change the configuration, or the topics: ${differences.join('; ')}`,
    );
    this.name = 'TopicsDiffer';
  }
}

/**
 * Creates the topics that are missing and checks those that are there. Several processes may do so at once. Nothing is
 * altered: other partitions would tear the order of keys, less retention would lose messages. A Kafka that is still
 * starting is waited for.
 * @throws TopicsDiffer naming every difference; KafkaNotReady
 */
export const declareTopics = (
  cluster: KafkaCluster,
  topics: readonly TopicSettings[],
  patience?: Patience,
): Promise<void> =>
  untilReady(`the topics at ${cluster.brokers.join(', ')}`, () => declare(cluster, topics), { patience });

const declare = async (cluster: KafkaCluster, topics: readonly TopicSettings[]): Promise<void> => {
  const admin = cluster.client.admin();
  try {
    await admin.connect();
    await create(admin, cluster, topics);
    const differences = await differencesOf(admin, cluster, topics);
    if (differences.length > 0) throw new TopicsDiffer(differences);
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
};

const create = async (admin: Admin, cluster: KafkaCluster, topics: readonly TopicSettings[]): Promise<void> => {
  const known = new Set(await admin.listTopics());
  const missing = topics.filter(({ name }) => !known.has(cluster.named(name)));
  if (missing.length === 0) return;
  // False, and no error, when another process was faster.
  await admin.createTopics({
    // kafkajs would give up at the first broker that has not heard of the topic; `untilReady` asks again.
    waitForLeaders: false,
    topics: missing.map((topic) => ({
      topic: cluster.named(topic.name),
      numPartitions: topic.partitions,
      replicationFactor: topic.replicas,
      configEntries: Object.entries(configOf(topic)).map(([name, value]) => ({ name, value })),
    })),
  });
};

const configOf = ({ compacted, retentionMs, minInsyncReplicas }: TopicSettings): Record<string, string> => ({
  'cleanup.policy': compacted ? 'compact' : 'delete',
  'min.insync.replicas': String(minInsyncReplicas),
  ...(compacted ? {} : { 'retention.ms': String(retentionMs) }),
});

const differencesOf = async (
  admin: Admin,
  cluster: KafkaCluster,
  topics: readonly TopicSettings[],
): Promise<readonly string[]> => {
  const names = topics.map(({ name }) => cluster.named(name));
  const metadata = await admin.fetchTopicMetadata({ topics: names });
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: topics.map((topic) => ({
      type: kafkajs.ConfigResourceTypes.TOPIC as ConfigResourceTypes,
      name: cluster.named(topic.name),
      configNames: Object.keys(configOf(topic)),
    })),
  });
  return topics.flatMap((topic) => {
    const name = cluster.named(topic.name);
    const partitions = metadata.topics.find((found) => found.name === name)?.partitions ?? [];
    if (partitions.length === 0) throw new NotKnownYet(name);
    const entries = resources.find((found) => found.resourceName === name)?.configEntries ?? [];
    const actual: Record<string, string> = {
      partitions: String(partitions.length),
      replicas: String(partitions[0]?.replicas.length),
      ...Object.fromEntries(entries.map((entry) => [entry.configName, entry.configValue])),
    };
    const declared: Record<string, string> = {
      partitions: String(topic.partitions),
      replicas: String(topic.replicas),
      ...configOf(topic),
    };
    return Object.entries(declared)
      .filter(([setting, value]) => actual[setting] !== value)
      .map(([setting, value]) => `${name} has ${setting} ${actual[setting]}, declared is ${value}`);
  });
};
