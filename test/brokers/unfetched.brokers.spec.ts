import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { enrollmentContracts } from '@lib/contracts';
import type { PgDatabase } from '@lib/database';
import { KafkaTransport } from '@lib/messaging';
import { messages, until } from '@lib/messaging/testing';
import { Logger } from '@nestjs/common';
import { openTables } from './tables.js';
import { PACE, SCHEMA, clusterOf, freshPrefix, freshTables, freshTopics, started } from './test-cluster.js';

let database: PgDatabase;
let close: () => Promise<void>;
let transport: KafkaTransport | undefined;
beforeAll(async () => {
  Logger.overrideLogger(false);
  ({ database, close } = await openTables());
});
afterEach(() => transport?.close());
afterAll(() => close());

// `consumer_lag_seconds` stayed 0 while a group had no member at all.
it('the age of what waits grows also where nobody fetches it, and is gone when it is dealt with', async () => {
  await freshTables(database);
  const cluster = clusterOf(freshPrefix());
  await freshTopics(cluster);
  transport = new KafkaTransport({ cluster, consumer: 'effects', database, schema: SCHEMA, pace: PACE });
  transport.addHandler(enrollmentContracts.name, async () => undefined, true);
  const producer = cluster.client.producer({ idempotent: true, maxInFlightRequests: 1 });
  await producer.connect();
  await producer.send({
    topic: cluster.named(enrollmentContracts.name),
    messages: messages('anna', 0, 3).map(({ key, value, headers }) => ({ key, value, headers: { ...headers } })),
  });
  await producer.disconnect();
  const ages: number[] = [];
  await until(async () => {
    expect(await transport!.lag()).toBe(3);
    ages.push(transport!.lagSeconds());
    return ages.at(-1)! > 1;
  });
  expect(ages).toEqual(ages.toSorted((a, b) => a - b));
  await started(transport);
  await transport.idle();
  expect(transport.lagSeconds()).toBe(0);
});
