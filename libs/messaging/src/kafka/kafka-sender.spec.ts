import { createRequire } from 'node:module';
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import type { Lease } from '../delivery/leases.js';
import type { KafkaCluster } from './kafka-cluster.js';
import { KafkaSender, LeaseLost, PartitionLeftOut } from './kafka-sender.js';

type Partitioner = (message: object) => number;

/** The client of a Kafka that takes everything, and asks for the partition of every message twice, as after a failure. */
const cluster = () => {
  const did: string[] = [];
  const between = { attempts: (): void => undefined };
  const producer = ({ createPartitioner }: { createPartitioner: () => Partitioner }) => {
    const partitionOf = createPartitioner();
    const message = { topic: 't', partitionMetadata: [{ partitionId: 0, leader: 0 }], message: { key: 'k' } };
    return {
      connect: async () => void did.push('connect'),
      disconnect: async () => void did.push('disconnect'),
      sendBatch: async () => {
        partitionOf(message);
        between.attempts();
        const partition = partitionOf(message);
        did.push('send');
        return [{ topicName: 't', partition }];
      },
    };
  };
  const kafka = { client: { producer }, named: (name: string) => name } as unknown as KafkaCluster;
  return { did, between, kafka };
};

const lease = { id: 'a relay', name: 'relay', isHeld: true, confirm: async () => true };
const sender = (kafka: KafkaCluster, state: Partial<typeof lease> = {}): KafkaSender =>
  new KafkaSender(kafka, { ...lease, ...state } as unknown as Lease);

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

it('one whose lease passed to another before it had connected sends nothing', async () => {
  const { kafka, did } = cluster();
  await expect(sender(kafka, { confirm: async () => false }).send([])).rejects.toThrow(LeaseLost);
  expect(did).toEqual(['connect', 'disconnect']);
});

it('one that loses its lease between two attempts makes no other', async () => {
  const { kafka, did, between } = cluster();
  const held = { ...lease };
  between.attempts = () => (held.isHeld = false);
  await expect(new KafkaSender(kafka, held as unknown as Lease).send([])).rejects.toThrow(LeaseLost);
  expect(did).toEqual(['connect', 'disconnect']);
});

it('it asks for its epoch anew after half a day, before the brokers have forgotten its name', async () => {
  const { kafka, did } = cluster();
  const one = sender(kafka);
  await one.send([]);
  await one.send([]);
  expect(did).toEqual(['connect', 'send', 'send']);
  jest.advanceTimersByTime(43_200_000);
  await one.send([]);
  expect(did.slice(3)).toEqual(['disconnect', 'connect', 'send']);
});

/** kafkajs's own sending, to two brokers with a partition each; the second fails, and its partition moves to the first. */
const movingCluster = () => {
  const written: string[] = [];
  const brokers = [1, 2].map((nodeId) => ({
    nodeId,
    produce: async ({ topicData }: { topicData: readonly { partitions: readonly { partition: number }[] }[] }) => {
      const partitions = topicData.flatMap((topic) => topic.partitions.map(({ partition }) => partition));
      if (nodeId === 2 && leaders[1] === 2) {
        leaders[1] = 1;
        throw Object.assign(new Error('gone'), { name: 'KafkaJSConnectionError', retriable: true });
      }
      written.push(...partitions.map((partition) => `${partition} to ${nodeId}`));
      return { topics: [{ topicName: 't', partitions: partitions.map((partition) => ({ partition })) }] };
    },
  }));
  const leaders: Record<string, number> = { 0: 1, 1: 2 };
  const client = {
    refreshMetadataIfNecessary: async () => undefined,
    refreshMetadata: async () => undefined,
    addMultipleTargetTopics: async () => undefined,
    isConnected: () => true,
    findTopicPartitionMetadata: () => [0, 1].map((partitionId) => ({ partitionId, leader: leaders[partitionId] })),
    findLeaderForPartitions: (_: string, partitions: readonly string[]) =>
      Object.groupBy(partitions.map(Number), (partition) => leaders[partition] ?? 0),
    findBroker: async ({ nodeId }: { nodeId: string }) => brokers.find((broker) => String(broker.nodeId) === nodeId),
  };
  const eosManager = {
    acquireBrokerLock: async () => undefined,
    releaseBrokerLock: async () => undefined,
    isTransactional: () => false,
    getSequence: () => 0,
    updateSequence: () => undefined,
    getProducerId: () => 1,
    getProducerEpoch: () => 1,
  };
  const retrier = async (attempt: (bail: () => void) => Promise<unknown>): Promise<unknown> => {
    const bail = (): void => undefined;
    return attempt(bail).catch(() => attempt(bail));
  };
  const createSending = createRequire(import.meta.url)('kafkajs/src/producer/sendMessages.js') as (
    options: object,
  ) => (batch: object) => Promise<unknown>;
  const producer = ({ createPartitioner }: { createPartitioner: () => Partitioner }) => ({
    connect: async () => undefined,
    disconnect: async () => undefined,
    sendBatch: createSending({
      logger: { error: () => undefined },
      cluster: client,
      partitioner: createPartitioner(),
      eosManager,
      retrier,
    }),
  });
  return { written, kafka: { client: { producer }, named: (name: string) => name } as unknown as KafkaCluster };
};

// A broker was killed while groups were sent to all of them: kafkajs called everything sent, and twelve groups never came.
// A test with one broker, or with one partition, never meets it.
it('it does not take messages for sent whose partition moved to a broker that had answered before', async () => {
  const { kafka, written } = movingCluster();
  const messages = Array.from({ length: 20 }, (_, index) => ({
    topic: 't',
    key: `key ${index}`,
    headers: {},
    value: '{}',
  }));
  const one = sender(kafka);
  await expect(one.send(messages)).rejects.toThrow(PartitionLeftOut);
  expect(written).toEqual(['0 to 1']);
  await one.send(messages);
  expect(written).toEqual(['0 to 1', '0 to 1', '1 to 1']);
});
