import { beforeAll, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import kafkajs, { type Admin } from 'kafkajs';
import type { KafkaCluster } from './kafka-cluster.js';
import { KafkaQuestions } from './kafka-questions.js';

const answer = (type: string, retriable: boolean): Error =>
  new kafkajs.KafkaJSProtocolError(Object.assign(new Error(type), { type, retriable, code: 0, name: type }));
const PATIENCE = { firstMs: 1, maxMs: 2, withinMs: 60_000 };
const moved = answer('NOT_LEADER_FOR_PARTITION', true);
const refused = answer('TOPIC_AUTHORIZATION_FAILED', false);

/** A cluster of which each connection has its number, and tells when it is opened and closed. */
const clusterOf = () => {
  const did: string[] = [];
  let made = 0;
  const admin = () => {
    const number = ++made;
    return {
      number,
      connect: async () => void did.push(`open ${number}`),
      disconnect: async () => void did.push(`close ${number}`),
    };
  };
  return { did, cluster: { client: { admin } } as unknown as KafkaCluster };
};
const numberOf = async (admin: Admin): Promise<number> => (admin as Admin & { number: number }).number;

describe('questions to Kafka', () => {
  beforeAll(() => Logger.overrideLogger(false));

  // A broker that had come back took its partitions again, five minutes later: at that moment every instance of every
  // service said that it was not ready.
  it('are asked again, over another connection, when partitions have got another leader', async () => {
    const { did, cluster } = clusterOf();
    const lag = async (admin: Admin): Promise<number> => {
      const number = await numberOf(admin);
      if (number < 3) throw moved;
      return number;
    };
    expect(await new KafkaQuestions(cluster, PATIENCE).askAgain('the lag', lag)).toBe(3);
    expect(did).toEqual(['open 1', 'close 1', 'open 2', 'close 2', 'open 3']);
  });

  it('are not asked again when Kafka refuses', async () => {
    const { did, cluster } = clusterOf();
    await expect(
      new KafkaQuestions(cluster, PATIENCE).askAgain('the lag', async () => {
        throw refused;
      }),
    ).rejects.toBe(refused);
    expect(did).toEqual(['open 1', 'close 1']);
  });

  it('leave no connection open when several fail together', async () => {
    const { did, cluster } = clusterOf();
    const questions = new KafkaQuestions(cluster);
    const { promise: meanwhile, resolve: goOn } = Promise.withResolvers<void>();
    const late = questions.ask(async () => {
      await meanwhile;
      throw moved;
    });
    await expect(questions.ask(() => Promise.reject(moved))).rejects.toBe(moved);
    expect(await questions.ask(numberOf)).toBe(2);
    goOn();
    await expect(late).rejects.toBe(moved);
    expect(await questions.ask(numberOf)).toBe(2);
    await questions.close();
    expect(did.filter((one) => one.startsWith('open'))).toEqual(['open 1', 'open 2']);
    expect(did.at(-1)).toBe('close 2');
  });
});
