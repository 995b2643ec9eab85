import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { enrollmentContracts } from '@lib/contracts';
import { type PgDatabase } from '@lib/database';
import { newId } from '@lib/kernel';
import { KafkaRelay, KafkaTransport, Outbox, Replays, type KafkaCluster } from '@lib/messaging';
import { until } from '@lib/messaging/testing';
import { startService, type Service } from '@lib/operations';
import { Logger, Module } from '@nestjs/common';
import { call, post } from '../support/http-client.js';
import { accepted, complete, enqueue, keysOf } from './effects.js';
import { Reader } from './reader.js';
import { PACE, SCHEMA, clusterOf, freshPrefix, freshTables, freshTopics, newTopic } from './test-cluster.js';
import { openTables } from './tables.js';

const TARGET = 'accounting.replay';
const KEYS = keysOf(10);

@Module({})
class Some {}

type Asked = { readonly status: number; readonly hit: boolean; readonly body: Record<string, unknown> };

describe('a replay', () => {
  let database: PgDatabase;
  let close: () => Promise<void>;
  let cluster: KafkaCluster;
  let outbox: Outbox;
  let relay: KafkaRelay;
  let replays: Replays;
  let reader: Reader;
  let service: Service;
  beforeAll(async () => {
    Logger.overrideLogger(false);
    ({ database, close } = await openTables());
  });
  afterAll(() => close());

  beforeEach(async () => {
    await freshTables(database);
    cluster = clusterOf(freshPrefix());
    await freshTopics(cluster);
    await newTopic(cluster, cluster.named(TARGET));
    outbox = new Outbox(database, SCHEMA, [enrollmentContracts]);
    relay = new KafkaRelay({ cluster, log: outbox, database, schema: SCHEMA });
    relay.start();
    replays = startedReplays();
    service = await startService({
      title: 'Some',
      access: 'open',
      description: 'Some',
      module: { module: Some },
      transport: new KafkaTransport({ cluster, consumer: 'some', database, schema: SCHEMA, pace: PACE }),
      answers: { database, schema: SCHEMA },
      replays,
      host: '127.0.0.1',
      port: 0,
      settable: undefined,
    });
    reader = await Reader.start(cluster, TARGET);
  });
  afterEach(async () => {
    await service.close();
    await replays.close();
    await relay.close();
    await reader.close();
  });

  const startedReplays = (): Replays => {
    const started = new Replays({ cluster, log: outbox, database, schema: SCHEMA });
    started.start();
    return started;
  };
  const published = async (each: number): Promise<void> => {
    await enqueue(database, KEYS, each);
    await until(async () => (await relay.lag()) === 0);
  };
  const replay = async (path: string, body: unknown, key: string = newId()): Promise<Asked> => {
    const { status, headers, json } = await post(`${service.url}/messaging/replays${path}`, key, body);
    return { status, hit: headers.get('idempotency-hit') === 'true', body: json };
  };
  const newest = async (): Promise<Record<string, unknown>> =>
    (await call(`${service.url}/messaging/replays`)).json.items[0] ?? {};
  const request = { topic: enrollmentContracts.name, after: 'start', to: TARGET, perSecond: 10_000 };
  const wholeTopic = (each: number) => complete(KEYS, each);

  it('sends every message of the topic again, each the same and marked, those of a key in order', async () => {
    await published(60);
    const asked = await replay('', request, 'gap');
    expect(asked).toMatchObject({ status: 202, body: { status: 'running', perSecond: 10_000 } });
    await until(() => reader.distinct === 600);
    await until(async () => (await newest())['status'] === 'done');
    expect(reader.sequences).toEqual(wholeTopic(60));
    expect(new Set(reader.seen.map(({ headers }) => headers['ce_replay']))).toEqual(new Set(['true']));
    const sent = await outbox.read('start', 1_000);
    const original = sent.find(({ message }) => message.key === reader.seen[0]?.key)?.message;
    const { ce_replay: _, ...headers } = reader.seen[0]?.headers ?? {};
    expect({ headers, value: reader.seen[0]?.value }).toEqual({ headers: original?.headers, value: original?.value });
    expect(await newest()).toMatchObject({ sent: 600, position: sent.at(-1)?.cursor });
    expect(await replays.places()).toEqual([]);
    expect(await replay('', request, 'gap')).toEqual({ ...asked, hit: true });
  });

  it('begins behind a time, or behind the position of an earlier one, and ends where the relay was', async () => {
    const times = ['2026-09-01T06:00:00Z', '2026-09-02T06:00:00Z', '2026-09-03T06:00:00Z'];
    for (const time of times)
      await database.transaction((tx) => outbox.enqueue(tx, enrollmentContracts, [accepted('anna', time)]));
    await until(async () => (await relay.lag()) === 0);
    await replay('', { ...request, after: '2026-09-01T06:00:00Z' });
    await until(async () => (await newest())['status'] === 'done');
    await until(() => reader.distinct >= 2);
    const { position } = await newest();
    await database.transaction((tx) => outbox.enqueue(tx, enrollmentContracts, [accepted('anna')]));
    await until(async () => (await relay.lag()) === 0);
    await replay('', { ...request, after: position });
    await until(() => reader.distinct >= 3);
    expect([...reader.sequences]).toEqual([['anna', [1, 2, 3]]]);
  });

  it('keeps to its rate, can be stopped, and goes on where it was after its process ended', async () => {
    // A minute's worth: it has not ended when a slow machine looks again.
    await published(600);
    const began = performance.now();
    await replay('', { ...request, perSecond: 100 });
    await until(() => reader.distinct >= 100);
    await replays.close();
    // What it has not read yet is not pruned.
    const [place] = await replays.places();
    const read = (await outbox.read('start', 6_000)).findIndex(({ cursor }) => cursor === place);
    expect(read).toBeGreaterThanOrEqual(0);
    expect(read).toBeLessThan(5_999);
    replays = startedReplays();
    await until(() => reader.distinct >= 300);
    expect(performance.now() - began).toBeGreaterThan(1_000);
    const { id, sent } = await newest();
    expect(sent).toBeGreaterThan(100);
    expect(await replay(`/${String(id)}/stop`, {})).toMatchObject({ status: 200, body: { status: 'stopped' } });
    expect(await newest()).toMatchObject({ status: 'stopped' });
    expect(await replay(`/${String(id)}/stop`, {})).toMatchObject({
      status: 404,
      body: { type: '/problems/no-running-replay' },
    });
    expect(reader.distinct).toBeLessThan(6_000);
    for (const sequences of reader.sequences.values()) expect(sequences).toEqual([...sequences.keys()]);
  });

  it('is refused, and nothing is sent, where it would reach others or does not know where to begin', async () => {
    const refused = async (wrong: object, pointer: string, code: string): Promise<void> =>
      expect(await replay('', { ...request, ...wrong })).toMatchObject({
        status: 400,
        body: { type: '/problems/invalid-request', errors: [{ pointer, code }] },
      });
    await refused({ topic: 'catalog.groups.v1' }, '/topic', 'not-a-topic-here');
    await refused({ to: enrollmentContracts.name }, '/to', 'not-a-replay-topic');
    await refused({ to: 'nobody.made-it' }, '/to', 'no-such-topic');
    await refused({ after: 'yesterday' }, '/after', 'not-a-position');
    await refused({ perSecond: 0 }, '/perSecond', 'too-small');
    expect(await newest()).toEqual({});
  });
});
