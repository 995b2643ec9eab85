import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { afterAll, beforeAll } from '@jest/globals';
import type { PgDatabase } from '@lib/database';
import type { KafkaTransport } from '@lib/messaging';
import { until } from '@lib/messaging/testing';
import { Logger } from '@nestjs/common';
import { startConsumer } from './one-consumer.js';
import { clusterOf, freshPrefix, freshTables, freshTopics } from './test-cluster.js';
import { openTables } from './tables.js';

let database: PgDatabase;
let close: () => Promise<void>;
let transport: KafkaTransport;
beforeAll(async () => {
  Logger.overrideLogger(false);
  ({ database, close } = await openTables());
});
afterAll(() => close());
beforeEach(async () => {
  await freshTables(database);
  const cluster = clusterOf(freshPrefix());
  await freshTopics(cluster);
  transport = await startConsumer(cluster, database);
});
afterEach(() => transport.close());

// Without the guard kafkajs arms some thousands a second (per connection).
it('an idle consumer arms few timers', async () => {
  const timers = jest.spyOn(globalThis, 'setTimeout');
  const since = performance.now();
  await transport.idle();
  const before = timers.mock.calls.filter(([, ms]) => (ms ?? 0) <= 1).length;
  await until(() => performance.now() - since > 2_000);
  const quick = timers.mock.calls.filter(([, ms]) => (ms ?? 0) <= 1).length - before;
  timers.mockRestore();
  expect(quick).toBeLessThan(50);
});
