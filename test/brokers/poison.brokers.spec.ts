import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { enrollmentContracts } from '@lib/contracts';
import type { PgDatabase } from '@lib/database';
import { KafkaRelay, Outbox, type KafkaTransport } from '@lib/messaging';
import { until } from '@lib/messaging/testing';
import { Logger } from '@nestjs/common';
import { complete, effectsOf, enqueue, keysOf } from './effects.js';
import { applyOnce, startConsumer } from './one-consumer.js';
import { SCHEMA, clusterOf, freshPrefix, freshTables, freshTopics } from './test-cluster.js';
import { openTables } from './tables.js';

const HOLDER = 'poisoned';

describe('a message that cannot be handled', () => {
  let database: PgDatabase;
  let close: () => Promise<void>;
  let relay: KafkaRelay;
  let instances: readonly KafkaTransport[];
  let isPoison: boolean;
  beforeAll(async () => {
    Logger.overrideLogger(false);
    ({ database, close } = await openTables());
  });
  afterAll(() => close());

  beforeEach(async () => {
    await freshTables(database);
    const prefix = freshPrefix();
    await freshTopics(clusterOf(prefix));
    const log = new Outbox(database, SCHEMA, [enrollmentContracts]);
    relay = new KafkaRelay({ cluster: clusterOf(prefix), log, database, schema: SCHEMA });
    relay.start();
    isPoison = true;
    const consume = (): Promise<KafkaTransport> =>
      startConsumer(clusterOf(prefix), database, async (wire) => {
        if (isPoison && wire.key === HOLDER && wire.headers['ce_sequence'] === '3') throw new Error('poison');
        await applyOnce(database, wire);
      });
    instances = [await consume(), await consume()];
  });
  afterEach(async () => {
    await relay.close();
    await Promise.all(instances.map((instance) => instance.close()));
  });

  it('parks what its holder does next, while 10,000 messages of others pass; released, all comes in order', async () => {
    const [one, other] = instances;
    const others = keysOf(500);
    await enqueue(database, [HOLDER], 10);
    await enqueue(database, others, 20);
    await enqueue(database, [HOLDER], 10);
    await until(async () => (await relay.lag()) === 0);
    await one!.idle();
    const effects = new Map(await effectsOf(database));
    expect(effects.get(HOLDER)).toEqual([0, 1, 2]);
    effects.delete(HOLDER);
    expect(effects).toEqual(complete(others, 20));
    expect((await one!.parking.list()).map(({ cause }) => cause)).toEqual([
      'Error: poison',
      ...Array(16).fill(undefined),
    ]);

    isPoison = false;
    const arriving = enqueue(database, [HOLDER], 30);
    // Whichever of them owns the partition: both are asked, one does it.
    const topic = enrollmentContracts.name;
    const retries = await Promise.allSettled([one!.retry(topic, HOLDER), other!.retry(topic, HOLDER)]);
    expect(retries.some(({ status }) => status === 'fulfilled')).toBe(true);
    await arriving;
    await until(async () => (await relay.lag()) === 0);
    await one!.idle();
    expect((await effectsOf(database)).get(HOLDER)).toEqual(Array.from({ length: 50 }, (_, sequence) => sequence));
    expect(await one!.parking.list()).toEqual([]);
  });
});
