import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import type { Lease } from '../delivery/leases.js';
import type { KafkaCluster } from './kafka-cluster.js';
import { KafkaSender, LeaseLost } from './kafka-sender.js';

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
        partitionOf(message);
        did.push('send');
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
