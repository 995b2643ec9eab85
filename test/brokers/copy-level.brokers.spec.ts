import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { enrollmentContracts } from '@lib/contracts';
import type { PgDatabase } from '@lib/database';
import { KafkaRelay, KafkaTransport, Outbox, TransportCopyLevel } from '@lib/messaging';
import { accepted } from '@lib/messaging/testing';
import { Logger } from '@nestjs/common';
import { PACE, SCHEMA, clusterOf, freshPrefix, freshTables, freshTopics, started } from './test-cluster.js';
import { openTables } from './tables.js';

const TOPIC = enrollmentContracts.name;
const LONG_MS = 600_000;

// Lost: an application for what had been recorded a moment before was refused for good. Behind a relay the lag of the
// consumer in Kafka says nothing: what the owner has recorded may not be in Kafka yet.
describe('a copy behind a relay and Kafka', () => {
  let database: PgDatabase;
  let close: () => Promise<void>;
  let outbox: Outbox;
  let relay: KafkaRelay;
  let consumers: readonly KafkaTransport[];
  let handled: string[];
  let held: PromiseWithResolvers<void> | undefined;
  beforeAll(async () => {
    Logger.overrideLogger(false);
    ({ database, close } = await openTables());
  });
  afterAll(() => close());
  beforeEach(async () => {
    await freshTables(database);
    handled = [];
    held = undefined;
    const cluster = clusterOf(freshPrefix());
    await freshTopics(cluster);
    outbox = new Outbox(database, SCHEMA, [enrollmentContracts]);
    relay = new KafkaRelay({ cluster, log: outbox, database, schema: SCHEMA });
    // Two instances share the partitions: neither knows by itself what the other has handled.
    consumers = [0, 1].map(() => {
      const transport = new KafkaTransport({ cluster, consumer: 'copy', database, schema: SCHEMA, pace: PACE });
      transport.addHandler(
        TOPIC,
        async ({ key }: { key: string }) => {
          await held?.promise;
          handled.push(key);
        },
        true,
      );
      return transport;
    });
    await Promise.all(consumers.map(started));
  });
  afterEach(async () => {
    // Else a test that failed in between keeps a consumer from its end.
    held?.resolve();
    await Promise.all(consumers.map((consumer) => consumer.close()));
    await relay.close();
  });

  const record = (key: string): Promise<void> =>
    database.transaction((tx) => outbox.enqueue(tx, enrollmentContracts, [accepted(key)]));
  const levels = (withinMs: number, publishedMs = withinMs): readonly TransportCopyLevel[] =>
    consumers.map((consumer) => new TransportCopyLevel(consumer, () => relay.hasPublished(publishedMs), withinMs));

  it('is level when everything recorded before the question is handled, whichever instance is asked', async () => {
    relay.start();
    const [one, other] = levels(LONG_MS);
    for (let n = 0; n < 30; n++) {
      await record(`key-${n}`);
      expect(await (n % 2 === 0 ? one : other)!.isLevel(TOPIC)).toBe(true);
      expect(handled).toContain(`key-${n}`);
    }
  });

  it('is not level while what was recorded is not in Kafka, though the consumer is behind with nothing', async () => {
    await record('anna');
    expect(await consumers[0]!.catchesUp(TOPIC, LONG_MS)).toBe(true);
    expect(await levels(1_000, 500)[0]!.isLevel(TOPIC)).toBe(false);
    relay.start();
    expect(await levels(LONG_MS)[0]!.isLevel(TOPIC)).toBe(true);
    expect(handled).toEqual(['anna']);
  });

  it('is not level while a message is in hand', async () => {
    relay.start();
    const gate = Promise.withResolvers<void>();
    held = gate;
    await record('anna');
    expect(await levels(1_000)[0]!.isLevel(TOPIC)).toBe(false);
    gate.resolve();
    expect(await levels(LONG_MS)[0]!.isLevel(TOPIC)).toBe(true);
  });

  it('is not level when the owner does not answer, and says so in time', async () => {
    const silent = new TransportCopyLevel(consumers[0]!, () => new Promise(() => undefined), 300);
    expect(await silent.isLevel(TOPIC)).toBe(false);
  });
});
