import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { enrollmentContracts } from '@lib/contracts';
import type { PgDatabase } from '@lib/database';
import { KafkaRelay, Outbox } from '@lib/messaging';
import { until } from '@lib/messaging/testing';
import { Logger } from '@nestjs/common';
import { published } from '../contracts/published-schemas.js';
import { hasKcat, readByKcat } from '../support/kcat.js';
import { enqueue, keysOf } from './effects.js';
import { SCHEMA, brokersOfThisRun, clusterOf, freshPrefix, freshTables, freshTopics } from './test-cluster.js';
import { openTables } from './tables.js';

let database: PgDatabase;
let close: () => Promise<void>;
beforeAll(async () => {
  Logger.overrideLogger(false);
  ({ database, close } = await openTables());
});
afterAll(() => close());

const itWithKcat = (await hasKcat()) ? it : it.skip;

itWithKcat('a consumer that is not ours (kcat) sees headers and payloads, as the published schemas say', async () => {
  const cluster = clusterOf(freshPrefix());
  await freshTables(database);
  await freshTopics(cluster);
  const log = new Outbox(database, SCHEMA, [enrollmentContracts]);
  const relay = new KafkaRelay({ cluster, log, database, schema: SCHEMA });
  relay.start();
  await enqueue(database, keysOf(20), 10);
  await until(async () => (await relay.lag()) === 0);
  await relay.close();

  const { name } = enrollmentContracts;
  const messages = await readByKcat(brokersOfThisRun(), cluster.named(name), name);
  const sent = (await log.read('start', 1_000)).map(({ message }) => message);
  const byId = (all: typeof messages) => new Map(all.map((message) => [message.headers['ce_id'], message]));
  expect(messages).toHaveLength(200);
  expect(byId(messages)).toEqual(byId(sent));
  expect(messages.flatMap(published())).toEqual([]);
});
