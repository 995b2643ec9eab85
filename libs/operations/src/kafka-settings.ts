import type { KafkaOptions, TopicSettings } from '@lib/messaging';
import type { Environment } from './environment.js';

export type KafkaSettings = Pick<KafkaOptions, 'brokers' | 'prefix' | 'ssl' | 'sasl'> & {
  readonly topics: Omit<TopicSettings, 'name' | 'compacted'>;
};

/**
 * How a service reaches Kafka, and how its topics lie there: KAFKA_BROKERS (required), KAFKA_PREFIX, KAFKA_SSL
 * with KAFKA_CA_FILE, KAFKA_SASL with KAFKA_USER and KAFKA_PASSWORD, KAFKA_PARTITIONS, KAFKA_REPLICAS, KAFKA_MIN_INSYNC_REPLICAS,
 * KAFKA_RETENTION_DAYS (without it facts stay for ever).
 */
export const kafkaSettings = (env: Environment): KafkaSettings => {
  const replicas = env.count('KAFKA_REPLICAS', 3);
  const minInsyncReplicas = env.count('KAFKA_MIN_INSYNC_REPLICAS', Math.max(1, replicas - 1));
  const days = env.text('KAFKA_RETENTION_DAYS') === undefined ? undefined : env.count('KAFKA_RETENTION_DAYS', 1);
  if (minInsyncReplicas > replicas)
    env.wrong('KAFKA_MIN_INSYNC_REPLICAS', `not more than the ${replicas} of KAFKA_REPLICAS`, undefined);
  return {
    brokers: env.required('KAFKA_BROKERS', env.hosts('KAFKA_BROKERS')),
    prefix: env.text('KAFKA_PREFIX') ?? '',
    ssl: sslSettings(env),
    ...saslSettings(env),
    topics: {
      partitions: env.count('KAFKA_PARTITIONS', 6),
      replicas,
      minInsyncReplicas,
      retentionMs: days === undefined ? FOR_EVER : days * DAY_MS,
    },
  };
};

const FOR_EVER = -1;
const DAY_MS = 86_400_000;

const sslSettings = (env: Environment): boolean | { readonly ca: string } => {
  const isOn = env.oneOf('KAFKA_SSL', ['on', 'off'], 'off') === 'on';
  const ca = env.readable('KAFKA_CA_FILE');
  if (!isOn && env.text('KAFKA_CA_FILE') !== undefined)
    env.wrong('KAFKA_CA_FILE', 'has no effect without KAFKA_SSL=on', undefined);
  if (ca?.includes('-----BEGIN CERTIFICATE-----') === false)
    env.wrong('KAFKA_CA_FILE', `${env.text('KAFKA_CA_FILE')} holds no certificate (PEM)`, undefined);
  return isOn && ca !== undefined ? { ca } : isOn;
};

const saslSettings = (env: Environment): Pick<KafkaOptions, 'sasl'> => {
  const mechanism = env.oneOf('KAFKA_SASL', ['off', 'plain', 'scram-sha-256', 'scram-sha-512'], 'off');
  if (mechanism === 'off') return {};
  const username = env.required('KAFKA_USER', env.text('KAFKA_USER'));
  if (mechanism === 'plain' && env.text('KAFKA_SSL') !== 'on')
    env.wrong('KAFKA_SASL', 'plain sends the password itself: KAFKA_SSL=on, or scram-sha-512', undefined);
  const password = env.required('KAFKA_PASSWORD', env.hidden('KAFKA_PASSWORD'));
  return { sasl: { mechanism, username, password } };
};
