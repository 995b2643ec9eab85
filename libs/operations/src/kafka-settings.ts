import type { KafkaOptions, TopicSettings } from '@lib/messaging';
import type { Environment } from './environment.js';

export type KafkaSettings = Pick<KafkaOptions, 'brokers' | 'prefix' | 'ssl'> & {
  readonly topics: Omit<TopicSettings, 'name' | 'compacted'>;
};

/**
 * How a service reaches Kafka, and how its topics lie there: KAFKA_BROKERS (required), KAFKA_PREFIX, KAFKA_SSL,
 * KAFKA_PARTITIONS, KAFKA_REPLICAS, KAFKA_MIN_INSYNC_REPLICAS, KAFKA_RETENTION_DAYS (without it facts stay for ever).
 */
export const kafkaSettings = (env: Environment): KafkaSettings => {
  const replicas = countOf(env, 'KAFKA_REPLICAS', 3);
  const minInsyncReplicas = countOf(env, 'KAFKA_MIN_INSYNC_REPLICAS', Math.max(1, replicas - 1));
  const days = env.text('KAFKA_RETENTION_DAYS') === undefined ? undefined : countOf(env, 'KAFKA_RETENTION_DAYS', 1);
  if (minInsyncReplicas > replicas)
    env.wrong('KAFKA_MIN_INSYNC_REPLICAS', `not more than the ${replicas} of KAFKA_REPLICAS`, undefined);
  return {
    brokers: env.required('KAFKA_BROKERS', env.hosts('KAFKA_BROKERS')),
    prefix: env.text('KAFKA_PREFIX') ?? '',
    ssl: env.oneOf('KAFKA_SSL', ['on', 'off'], 'off') === 'on',
    topics: {
      partitions: countOf(env, 'KAFKA_PARTITIONS', 6),
      replicas,
      minInsyncReplicas,
      retentionMs: days === undefined ? FOR_EVER : days * DAY_MS,
    },
  };
};

const FOR_EVER = -1;
const DAY_MS = 86_400_000;

const countOf = (env: Environment, name: string, byDefault: number): number => {
  const text = env.text(name);
  if (text === undefined || /^[1-9]\d{0,4}$/.test(text)) return Number(text ?? byDefault);
  return env.wrong(name, `a whole number from 1, not "${text}"`, byDefault);
};
