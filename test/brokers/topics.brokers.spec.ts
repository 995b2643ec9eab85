import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { catalogGroups, certificatesAccounts, certificatesProgrammes, enrollmentContracts } from '@lib/contracts';
import { KafkaCluster, declareTopics, topicSettings } from '@lib/messaging';
import { Logger } from '@nestjs/common';
import { steadyPort } from '../../apps/cluster/src/steady-port.js';
import { brokersOfThisRun, clusterOf, freshPrefix } from './test-cluster.js';

const ONE_COPY = { replicas: 1, minInsyncReplicas: 1 };
const TOPICS = [enrollmentContracts, catalogGroups];

/** In front of the broker: takes a first connection and never says anything on it, as a broker that is too busy. */
const silentAtFirst = async (): Promise<Server> => {
  const [host, port] = (brokersOfThisRun()[0] ?? '').split(':');
  let isFirst = true;
  const server = createServer((client) => {
    client.on('error', () => undefined);
    if (isFirst) return void (isFirst = false);
    const broker = connect({ host: host!, port: Number(port) });
    broker.on('error', () => client.destroy());
    client.pipe(broker).pipe(client);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return server;
};

describe('declared topics', () => {
  beforeAll(() => Logger.overrideLogger(false));

  it('are made as declared, by whoever comes first, and are found so by everybody later', async () => {
    const cluster = clusterOf(freshPrefix());
    const topics = topicSettings(TOPICS, { ...ONE_COPY, partitions: 4, retentionMs: 3_600_000 });
    await Promise.all([declareTopics(cluster, topics), declareTopics(cluster, topics)]);
    await declareTopics(cluster, topics);
    const admin = cluster.client.admin();
    await admin.connect();
    const { topics: found } = await admin.fetchTopicMetadata({ topics: topics.map(({ name }) => cluster.named(name)) });
    await admin.disconnect();
    expect(found.map(({ partitions }) => partitions.length)).toEqual([4, 4]);
  });

  // A service that was started on a fresh Kafka ended at once, now and then: it asked for topics that it had just had
  // made, and the broker had not heard of them yet.
  it('are found by many that start at the same time on a fresh Kafka', async () => {
    const many = [enrollmentContracts, catalogGroups, certificatesAccounts, certificatesProgrammes];
    for (let round = 0; round < 10; round++) {
      const prefix = freshPrefix();
      const start = () => declareTopics(clusterOf(prefix), topicSettings(many, { ...ONE_COPY, partitions: 6 }));
      await Promise.all([start(), start(), start()]);
    }
  });

  it('that are there with other settings are named, every difference, and nothing is altered', async () => {
    const prefix = freshPrefix();
    const cluster = clusterOf(prefix);
    await declareTopics(cluster, topicSettings(TOPICS, { ...ONE_COPY, partitions: 2, retentionMs: 1_000 }));
    const others = [
      { ...enrollmentContracts, compacted: true },
      { ...catalogGroups, compacted: true },
    ];
    const declared = topicSettings(others, { ...ONE_COPY, partitions: 3 });
    for (const _ of ['once', 'again'])
      await expect(declareTopics(cluster, declared)).rejects.toThrow(
        'Kafka has topics with other settings than declared; change the configuration, or the topics: ' +
          `${prefix}enrollment.contracts.v1 has partitions 2, declared is 3; ` +
          `${prefix}enrollment.contracts.v1 has cleanup.policy delete, declared is compact; ` +
          `${prefix}catalog.groups.v1 has partitions 2, declared is 3`,
      );
  });

  // A whole cluster gave up its start on a broker that stood still for some seconds: kafkajs takes a connection on which
  // the broker has said nothing for an open one, and fails with an error that it does not call passing.
  it('are made when a broker that took the connection and said nothing answers at last', async () => {
    const server = await silentAtFirst();
    const { port } = server.address() as AddressInfo;
    await declareTopics(clusterOf(freshPrefix(), [`127.0.0.1:${port}`]), topicSettings(TOPICS, ONE_COPY));
    server.close();
  });

  it('cannot be had where no Kafka answers, which is said with the address', async () => {
    const address = `127.0.0.1:${await steadyPort()}`;
    const cluster = new KafkaCluster({ clientId: 'test', brokers: [address] });
    const declaring = declareTopics(cluster, topicSettings(TOPICS), { firstMs: 1, maxMs: 1, withinMs: 0 });
    await expect(declaring).rejects.toThrow(`Kafka is not ready after 0 s: the topics at ${address}: `);
  });
});
