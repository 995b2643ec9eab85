import { afterAll, beforeAll, beforeEach, afterEach, expect, it } from '@jest/globals';
import { certificatesAccounts, encode, type WireMessage } from '@lib/contracts';
import { PgDatabase } from '@lib/database';
import { derivedId, newId } from '@lib/kernel';
import { until } from '@lib/messaging/testing';
import kafkajs, { type Consumer, type Producer } from 'kafkajs';
import { TABLES, subscribe, type Fact } from '../contracts/subscriber.js';
import { realPostgres, type RealPostgres } from '../support/postgres.js';
import { brokersOfThisRun, clusterOf, newTopic } from './test-cluster.js';

const ANNA = '0d9a5ee6-0a51-5b57-9f0c-5d0ed0f3a6f7';
const BORIS = '2623d3cb-ae1a-5867-a583-693f357e1e0f';

const kafka = { clientId: 'subscriber', brokers: [...brokersOfThisRun()], logLevel: kafkajs.logLevel.NOTHING };
// Ours quietens the timers of kafkajs (ADR 0017) in the whole process, also of the subscriber.
const cluster = clusterOf('');
const { client } = cluster;

let server: RealPostgres;
let database: PgDatabase;
let producer: Producer;
let consumers: Consumer[];
let topic: string;
let replay: string;
let groupId: string;
let gaps: { fact: Fact; expected: number }[];

beforeAll(async () => {
  server = await realPostgres();
  producer = client.producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner });
  await producer.connect();
});
afterAll(async () => {
  await producer.disconnect();
  await server.stop();
});

beforeEach(async () => {
  database = new PgDatabase(await server.createDatabase());
  for (const table of TABLES.split(';').filter((part) => part.trim() !== '')) await database.query(table);
  await database.query('CREATE TABLE effects (n bigint GENERATED ALWAYS AS IDENTITY, key text, sequence bigint)');
  const prefix = `test-${newId()}.`;
  [topic, replay, groupId] = [`${prefix}${certificatesAccounts.name}`, `${prefix}replay`, `${prefix}subscriber`];
  for (const name of [topic, replay]) await newTopic(cluster, name);
  consumers = [];
  gaps = [];
});
afterEach(async () => {
  for (const consumer of consumers) await consumer.disconnect();
  await database.close();
});

const start = async (): Promise<Consumer> => {
  const consumer = await subscribe(kafka, groupId, {
    topics: [topic, replay],
    database,
    apply: async (tx, { key, sequence }) => {
      await tx.query('INSERT INTO effects (key, sequence) VALUES ($1, $2)', [key, sequence]);
    },
    onGap: (fact, expected) => {
      gaps.push({ fact, expected });
    },
  });
  consumers.push(consumer);
  return consumer;
};

const effectsOf = async (key: string): Promise<readonly number[]> => {
  const rows = await database.query<{ sequence: number }>('SELECT sequence FROM effects WHERE key = $1 ORDER BY n', [
    key,
  ]);
  return rows.map(({ sequence }) => sequence);
};

// The effects themselves are looked at: kafkajs tells of the end of a batch (END_BATCH_PROCESS) only if the heartbeat in
// it succeeds. Where a busy machine delayed the heartbeat into a rebalance, a test that waited to be told waited for ever.
const applied = (key: string, sequences: readonly number[]): Promise<void> =>
  until(async () => (await effectsOf(key)).length >= sequences.length);

const opened = (holder: string, sequence: number): WireMessage =>
  encode(
    certificatesAccounts,
    {
      id: derivedId('subscriber', holder, String(sequence)),
      type: 'contract-concluded',
      key: holder,
      time: '2026-09-01T06:00:00Z',
      recordedTime: '2026-09-01T06:00:00Z',
      data: { holder, financingProgramme: 'fp-2026', on: '2026-09-01', unit: 'kopeck', contract: holder },
    },
    sequence,
  );

/** Anna's messages lie in partition 0, those of Boris in partition 1. */
const send = async (to: string, holder: string, sequences: readonly number[], headers = {}): Promise<void> => {
  await producer.send({
    topic: to,
    messages: sequences.map((sequence) => {
      const { key, value, headers: own } = opened(holder, sequence);
      return { partition: holder === ANNA ? 0 : 1, key, value, headers: { ...own, ...headers } };
    }),
  });
};

it('applies every message once and in order, however often it comes', async () => {
  await send(topic, ANNA, [0, 1, 1, 2, 0, 2, 3]);
  await send(topic, BORIS, [0, 1]);
  await start();
  await applied(ANNA, [0, 1, 2, 3]);
  await applied(BORIS, [0, 1]);
  expect([await effectsOf(ANNA), await effectsOf(BORIS)]).toEqual([
    [0, 1, 2, 3],
    [0, 1],
  ]);
  expect(gaps).toEqual([]);
});

it('goes on after a restart, even when the group has forgotten how far it was', async () => {
  await send(topic, ANNA, [0, 1, 2]);
  const first = await start();
  await applied(ANNA, [0, 1, 2]);
  await first.disconnect();
  groupId = `${groupId}-again`;
  await send(topic, ANNA, [3]);
  await start();
  await applied(ANNA, [0, 1, 2, 3]);
  expect(await effectsOf(ANNA)).toEqual([0, 1, 2, 3]);
});

it('finds a gap, holds what is behind it, lets other keys pass, and goes on when a replay has closed it', async () => {
  await start();
  await send(topic, ANNA, [0, 1, 4, 5]);
  await send(topic, BORIS, [0, 1, 2]);
  await until(() => gaps.length > 0);
  await applied(BORIS, [0, 1, 2]);
  expect(gaps[0]).toMatchObject({ fact: { key: ANNA, sequence: 4 }, expected: 2 });
  expect(await effectsOf(ANNA)).toEqual([0, 1]);

  await send(replay, ANNA, [1, 2, 3, 4], { ce_replay: 'true' });
  await applied(ANNA, [0, 1, 2, 3, 4, 5]);
  expect(await effectsOf(ANNA)).toEqual([0, 1, 2, 3, 4, 5]);
});

it('keeps a gap in mind over a restart', async () => {
  await send(topic, ANNA, [0, 2]);
  const first = await start();
  await until(() => gaps.length > 0);
  await first.disconnect();
  gaps = [];
  await start();
  await until(() => gaps.length > 0);
  expect(gaps[0]).toMatchObject({ fact: { sequence: 2 }, expected: 1 });
  await send(replay, ANNA, [1, 2], { ce_replay: 'true' });
  await applied(ANNA, [0, 1, 2]);
  expect(await effectsOf(ANNA)).toEqual([0, 1, 2]);
});
