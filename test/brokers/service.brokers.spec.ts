import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { enrollmentContracts, type WireMessage } from '@lib/contracts';
import { type PgDatabase } from '@lib/database';
import { MemoryEventStore, type JsonObject, type StreamId } from '@lib/event-store';
import { instant, newId } from '@lib/kernel';
import { EventStoreLog, KafkaRelay, KafkaTransport } from '@lib/messaging';
import { labelOf, messages, until } from '@lib/messaging/testing';
import { startService, type Service } from '@lib/operations';
import { Controller, Logger, Module } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { PACE, SCHEMA, clusterOf, freshPrefix, freshTables, freshTopics } from './test-cluster.js';
import { openTables } from './tables.js';

const gate = Promise.withResolvers<void>();
const account = { handled: [] as string[], isPoison: true, hold: undefined as Promise<void> | undefined, calls: 0 };

@Controller()
class Handlers {
  @EventPattern(enrollmentContracts.name)
  async on(@Payload() message: WireMessage): Promise<void> {
    account.calls += 1;
    await account.hold;
    if (account.isPoison && labelOf(message) === 'anna 1') throw new Error('the month is closed');
    account.handled.push(labelOf(message));
  }
}

@Module({})
class Some {}

let database: PgDatabase;
let close: () => Promise<void>;
let service: Service;
let relay: KafkaRelay;
const store = new MemoryEventStore();
beforeAll(async () => {
  Logger.overrideLogger(false);
  ({ database, close } = await openTables());
  await freshTables(database);
  const cluster = clusterOf(freshPrefix());
  await freshTopics(cluster);
  const log = new EventStoreLog({
    name: 'events',
    store,
    filter: { streamPrefixes: ['published-'] },
    topics: [enrollmentContracts],
    toMessages: (event) => (event.data as { messages: readonly WireMessage[] }).messages,
  });
  relay = new KafkaRelay({ cluster, log, database, schema: SCHEMA });
  relay.start();
  service = await startService({
    title: 'Some',
    access: 'open',
    description: 'Some',
    module: { module: Some, controllers: [Handlers] },
    transport: new KafkaTransport({ cluster, consumer: 'some', database, schema: SCHEMA, pace: PACE }),
    answers: { database, schema: SCHEMA },
    host: '127.0.0.1',
    port: 0,
    settable: undefined,
  });
});
afterAll(async () => {
  // Else a test that failed in between keeps the service from its end.
  gate.resolve();
  await service.close();
  await relay.close();
  await close();
});

/** Appends one event with these messages, which the relay takes to Kafka. */
const publish = async (wires: readonly WireMessage[]): Promise<void> => {
  const event = {
    id: newId(),
    type: 'published',
    version: 1,
    data: { messages: wires } as unknown as JsonObject,
    meta: {},
    recordedAt: instant('2026-09-01T06:00:00Z'),
  };
  await store.append(`published-${newId()}` as StreamId, 'no-stream', [event]);
};
const get = async <T>(path: string): Promise<T> => (await (await fetch(`${service.url}${path}`)).json()) as T;
const lag = async (): Promise<number> => (await get<{ lag: number }>('/messaging/lag')).lag;

it('a service of Nest takes events of an event store from Kafka, and its operator sees and retries what is parked', async () => {
  await publish([...messages('anna', 0, 4), ...messages('boris', 0, 2)]);
  await until(async () => (await relay.lag()) === 0 && (await lag()) === 0);
  expect(account.handled.toSorted()).toEqual(['anna 0', 'boris 0', 'boris 1']);
  const { items } = await get<{ items: readonly object[] }>('/messaging/parked');
  expect(items).toMatchObject([{ key: 'anna', cause: 'Error: the month is closed' }, { key: 'anna' }, { key: 'anna' }]);

  account.isPoison = false;
  const retried = await fetch(`${service.url}/messaging/parked/retry`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': 'one' },
    body: JSON.stringify({ topic: enrollmentContracts.name, key: 'anna' }),
  });
  expect(await retried.json()).toEqual({ released: 3 });
  expect(account.handled.filter((label) => label.startsWith('anna'))).toEqual(['anna 0', 'anna 1', 'anna 2', 'anna 3']);
});

it('a handler that takes longer than the session keeps its partition, and other partitions flow meanwhile', async () => {
  account.hold = gate.promise;
  account.calls = 0;
  await publish(messages('vera', 0, 1));
  await until(() => account.calls === 1);
  account.hold = undefined;
  const since = performance.now();
  const others = Array.from({ length: 20 }, (_, index) => `other-${index}`);
  await publish(others.flatMap((key) => messages(key, 0, 1)));
  await until(() => account.handled.some((label) => label.startsWith('other')));
  await until(() => performance.now() - since > PACE.membership.sessionMs * 1.5);
  gate.resolve();
  await until(async () => (await relay.lag()) === 0 && (await lag()) === 0);
  expect(account.handled.filter((label) => label.startsWith('other'))).toHaveLength(20);
  expect(account.handled.filter((label) => label === 'vera 0')).toHaveLength(1);
  expect(account.calls).toBe(21);
});
