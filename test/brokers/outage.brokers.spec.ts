import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { enrollmentContracts } from '@lib/contracts';
import type { PgDatabase } from '@lib/database';
import { KafkaRelay, Outbox, isUnavailable } from '@lib/messaging';
import { until } from '@lib/messaging/testing';
import { Logger } from '@nestjs/common';
import { startBroker, type Broker } from '../support/kafka-broker.js';
import { complete, countOf, effectsOf, enqueue, keysOf } from './effects.js';
import { startConsumer } from './one-consumer.js';
import { SCHEMA, clusterOf, freshPrefix, freshTables, freshTopics } from './test-cluster.js';
import { openTables } from './tables.js';

// A broker to be killed is no other spec's broker. It needs Java, whatever the others run on.
let broker: Broker | undefined;
let without = '';
let database: PgDatabase;
let close: () => Promise<void>;
beforeAll(async () => {
  Logger.overrideLogger(false);
  ({ database, close } = await openTables());
  broker = await startBroker().catch((error: unknown) => {
    without = String(error);
    return undefined;
  });
});
afterAll(async () => {
  await broker?.stop();
  await close();
});

it('loses nothing when the broker is killed and comes back while messages flow', async () => {
  if (!broker) return void process.stderr.write(`skipped: no broker to kill (${without})\n`);
  const [prefix, brokers] = [freshPrefix(), [broker.address]];
  await freshTables(database);
  await freshTopics(clusterOf(prefix, brokers));
  const log = new Outbox(database, SCHEMA, [enrollmentContracts]);
  const relay = new KafkaRelay({ cluster: clusterOf(prefix, brokers), log, database, schema: SCHEMA });
  relay.start();
  const transport = await startConsumer(clusterOf(prefix, brokers), database);
  const keys = keysOf(60);
  try {
    const sending = enqueue(database, keys, 50);
    await until(async () => (await countOf(database)) >= 500);
    await transport.lag();
    await broker.kill();
    await sending;
    const failure = await transport.lag().catch((error: unknown) => error);
    expect(isUnavailable(failure)).toBe(true);
    await broker.restart();
    await until(async () => (await countOf(database)) >= 3_000);
    await transport.idle();
    expect(await effectsOf(database)).toEqual(complete(keys, 50));
    expect(await transport.parking.list()).toEqual([]);
  } finally {
    await Promise.all([relay.close(), transport.close()]);
  }
});
