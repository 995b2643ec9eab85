import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { Environment } from './environment.js';
import { kafkaSettings } from './kafka-settings.js';

const read = (variables: Record<string, string>) => {
  const env = new Environment(variables);
  return env.whole(kafkaSettings(env));
};

describe('the settings of Kafka', () => {
  it('need only the brokers', () => {
    expect(read({ KAFKA_BROKERS: 'a:9092,b:9092' })).toEqual({
      brokers: ['a:9092', 'b:9092'],
      prefix: '',
      ssl: false,
      topics: { partitions: 6, replicas: 3, minInsyncReplicas: 2, retentionMs: -1 },
    });
  });

  it('say how topics lie', () => {
    const counts = { KAFKA_PARTITIONS: '12', KAFKA_REPLICAS: '1', KAFKA_RETENTION_DAYS: '2' };
    expect(read({ KAFKA_BROKERS: 'a:9092', KAFKA_PREFIX: 'north.', KAFKA_SSL: 'on', ...counts })).toMatchObject({
      prefix: 'north.',
      ssl: true,
      topics: { partitions: 12, replicas: 1, minInsyncReplicas: 1, retentionMs: 172_800_000 },
    });
  });

  it('name who comes, where the cluster asks for it', () => {
    const who = { KAFKA_SASL: 'scram-sha-512', KAFKA_USER: 'ledger', KAFKA_PASSWORD: 'between us' };
    expect(read({ KAFKA_BROKERS: 'a:9092', ...who }).sasl).toEqual({
      mechanism: 'scram-sha-512',
      username: 'ledger',
      password: 'between us',
    });
    expect(() => read({ KAFKA_BROKERS: 'a:9092', KAFKA_SASL: 'plain', KAFKA_SSL: 'on' })).toThrow(
      /KAFKA_USER: is missing\n.*KAFKA_PASSWORD: is missing/,
    );
  });

  it('send no password in the clear, and name whom to trust', () => {
    const who = { KAFKA_BROKERS: 'a:9092', KAFKA_USER: 'ledger', KAFKA_PASSWORD: 'between us' };
    expect(() => read({ ...who, KAFKA_SASL: 'plain' })).toThrow(/^ {2}KAFKA_SASL: plain sends the password itself/m);
    const authority = fileURLToPath(new URL('../../../test/esdb/tls/authority.pem', import.meta.url));
    expect(read({ ...who, KAFKA_SASL: 'plain', KAFKA_SSL: 'on', KAFKA_CA_FILE: authority })).toMatchObject({
      ssl: { ca: expect.stringContaining('-----BEGIN CERTIFICATE-----') },
      sasl: { mechanism: 'plain', password: 'between us' },
    });
    const notOne = fileURLToPath(new URL('../../../package.json', import.meta.url));
    expect(() => read({ ...who, KAFKA_CA_FILE: authority })).toThrow(/KAFKA_CA_FILE: has no effect/);
    expect(() => read({ ...who, KAFKA_SSL: 'on', KAFKA_CA_FILE: '/none' })).toThrow(
      /KAFKA_CA_FILE: \/none cannot be read/,
    );
    expect(() => read({ ...who, KAFKA_SSL: 'on', KAFKA_CA_FILE: notOne })).toThrow(/no certificate/);
  });

  it('are refused with every fault', () => {
    expect(() => read({ KAFKA_REPLICAS: '2', KAFKA_MIN_INSYNC_REPLICAS: '3', KAFKA_PARTITIONS: '0' })).toThrow(
      [
        '  KAFKA_MIN_INSYNC_REPLICAS: not more than the 2 of KAFKA_REPLICAS',
        '  KAFKA_BROKERS: is missing',
        '  KAFKA_PARTITIONS: a whole number from 1, not "0"',
      ].join('\n'),
    );
  });
});
