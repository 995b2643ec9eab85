import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { PgDatabase } from '@lib/database';
import { KafkaRelay, Outbox, type KafkaTransport } from '@lib/messaging';
import { until } from '@lib/messaging/testing';
import { enrollmentContracts } from '@lib/contracts';
import { Logger } from '@nestjs/common';
import { complete, countOf, effectsOf, enqueue, keysOf } from './effects.js';
import { startConsumer } from './one-consumer.js';
import { Program, endAll } from './program.js';
import { SCHEMA, brokersOfThisRun, clusterOf, freshPrefix, freshTables, freshTopics } from './test-cluster.js';
import { openTables } from './tables.js';

describe('several instances of one consumer', () => {
  let database: PgDatabase;
  let url: string;
  let close: () => Promise<void>;
  let prefix: string;
  let relay: KafkaRelay;
  const closing: KafkaTransport[] = [];
  let gate: PromiseWithResolvers<void>;
  beforeAll(async () => {
    Logger.overrideLogger(false);
    ({ database, url, close } = await openTables());
  });
  afterAll(() => close());

  beforeEach(async () => {
    gate = Promise.withResolvers();
    await freshTables(database);
    prefix = freshPrefix();
    await freshTopics(clusterOf(prefix), 6);
    const log = new Outbox(database, SCHEMA, [enrollmentContracts]);
    relay = new KafkaRelay({ cluster: clusterOf(prefix), log, database, schema: SCHEMA });
    relay.start();
  });
  afterEach(async () => {
    // Else a test that failed in between keeps a consumer from its end.
    gate.resolve();
    await endAll();
    await relay.close();
    await Promise.all(closing.splice(0).map((transport) => transport.close()));
  });

  const consume = async (): Promise<KafkaTransport> => {
    const transport = await startConsumer(clusterOf(prefix), database);
    closing.push(transport);
    return transport;
  };
  const reached = (count: number): Promise<void> => until(async () => (await countOf(database)) >= count);

  it('that come and go while 10,000 messages flow: every effect once, each key in order', async () => {
    const keys = keysOf(200);
    const first = await consume();
    const sending = enqueue(database, keys, 50);
    await reached(1_000);
    const second = await consume();
    await reached(4_000);
    await first.close();
    await reached(6_000);
    await consume();
    await sending;
    await until(async () => (await relay.lag()) === 0);
    await second.idle();
    expect(await effectsOf(database)).toEqual(complete(keys, 50));
    expect(await second.parking.list()).toEqual([]);
  });

  it('of which a second comes: what the first has in hand is ended and committed before its partition moves', async () => {
    const calls: string[] = [];
    const hold = async (): Promise<KafkaTransport> => {
      const transport = await startConsumer(clusterOf(prefix), database, async ({ key }) => {
        calls.push(key);
        await gate.promise;
      });
      closing.push(transport);
      return transport;
    };
    const keys = keysOf(60);
    await hold();
    await enqueue(database, keys, 1);
    // Six partitions, a batch of each in hand.
    await until(() => calls.length === keys.length);
    const joining = hold();
    const admin = clusterOf(prefix).client.admin();
    await admin.connect();
    const isRebalancing = async (): Promise<boolean> => {
      const { groups } = await admin.describeGroups([`${prefix}effects`]);
      return groups[0]?.state === 'PreparingRebalance';
    };
    await until(isRebalancing);
    const since = performance.now();
    // Three heartbeats: without the drain the first would have joined, and the second begun, long ago.
    await until(() => performance.now() - since > 1_500 || calls.length > keys.length);
    gate.resolve();
    const second = await joining;
    await second.idle();
    await admin.disconnect();
    expect(calls.toSorted()).toEqual(keys.toSorted());
  });

  it('of which one is killed in mid-batch: every effect once, each key in order', async () => {
    const keys = keysOf(100);
    const settings = { DATABASE: url, BROKERS: brokersOfThisRun().join(','), PREFIX: prefix };
    const victim = new Program('consumer', settings);
    await victim.says('started');
    const survivor = await consume();
    const sending = enqueue(database, keys, 40);
    await reached(700);
    await victim.end('SIGKILL');
    await sending;
    await until(async () => (await relay.lag()) === 0);
    await survivor.idle();
    expect(await effectsOf(database)).toEqual(complete(keys, 40));
  });
});
