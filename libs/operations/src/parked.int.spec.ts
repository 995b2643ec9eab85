import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { enrollmentContracts, type WireMessage } from '@lib/contracts';
import { migrate, type PgliteDatabase } from '@lib/database';
import { idempotencyMigrations } from '@lib/http';
import { LocalTransport, OnDiscard, Outbox, messagingMigrations, outboxMigrations } from '@lib/messaging';
import { accepted } from '@lib/messaging/testing';
import { Controller, Module } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { freshPglite } from '../../../test/support/fresh-store.js';
import { startService, type Service } from './index.js';

const SCHEMA = 'enrollment';
const POISON = { isPresent: true };
const DISCARDS = { told: [] as string[], areTaken: true };

@Controller()
class Handlers {
  @EventPattern(enrollmentContracts.name)
  async on(@Payload() message: WireMessage): Promise<void> {
    if (POISON.isPresent && message.key === 'anna') throw new Error('the month is closed');
  }

  @OnDiscard(enrollmentContracts.name)
  async onDiscard(@Payload() { key }: WireMessage): Promise<void> {
    if (!DISCARDS.areTaken) throw new Error('the account does not take it');
    DISCARDS.told.push(key);
  }
}

@Module({})
class Some {}

describe('parked messages over HTTP', () => {
  let database: PgliteDatabase;
  let service: Service;
  beforeAll(async () => {
    database = await freshPglite();
  });
  afterAll(() => database.close());

  beforeEach(async () => {
    POISON.isPresent = true;
    Object.assign(DISCARDS, { told: [], areTaken: true });
    await database.query(`DROP SCHEMA IF EXISTS ${SCHEMA} CASCADE`);
    const migrations = [...outboxMigrations(SCHEMA), ...messagingMigrations(SCHEMA), ...idempotencyMigrations(SCHEMA)];
    await migrate(database, SCHEMA, migrations);
    const outbox = new Outbox(database, SCHEMA, [enrollmentContracts]);
    const transport = new LocalTransport({ consumer: 'some', database, schema: SCHEMA, logs: [outbox] });
    service = await startService({
      title: 'Some',
      access: 'open',
      description: 'Some',
      module: { module: Some, controllers: [Handlers] },
      transport,
      answers: { database, schema: SCHEMA },
      host: '127.0.0.1',
      port: 0,
      settable: undefined,
    });
    const messages = ['anna', 'anna', 'anna', 'boris'].map(accepted);
    await database.transaction((tx) => outbox.enqueue(tx, enrollmentContracts, messages));
    await transport.idle();
  });
  afterEach(() => service.close());

  type Json = {
    readonly items: readonly { readonly id: number }[];
    readonly next?: string;
    readonly type?: string;
    readonly errors?: readonly object[];
  };
  const get = async (path: string): Promise<Json> =>
    (await (await fetch(`${service.url}/messaging/parked${path}`)).json()) as Json;
  const post = async (
    path: string,
    body: unknown,
    key: string,
  ): Promise<{ status: number; hit: boolean; body: Json }> => {
    const response = await fetch(`${service.url}/messaging/parked/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(key === '' ? {} : { 'idempotency-key': key }) },
      body: JSON.stringify(body),
    });
    return {
      status: response.status,
      hit: response.headers.get('idempotency-hit') === 'true',
      body: (await response.json()) as Json,
    };
  };
  const anna = { topic: enrollmentContracts.name, key: 'anna' };

  it('lists them page by page, with the cause', async () => {
    const first = await get('?limit=1');
    const rest = await get(`?limit=10&cursor=${first.next}`);
    expect(first.items).toMatchObject([
      { ...anna, status: 'parked', type: 'enrollment.application-accepted.v1', cause: 'Error: the month is closed' },
    ]);
    expect(rest.items).toHaveLength(2);
    expect(rest.next).toBeUndefined();
    expect((await get('?cursor=nonsense')).type).toBe('/problems/invalid-cursor');
    expect((await get('?status=lost')).errors).toMatchObject([{ pointer: '?status' }]);
  });

  it('retries a key, once per Idempotency-Key', async () => {
    const failed = await post('retry', anna, 'one');
    expect(failed).toMatchObject({
      status: 200,
      body: { released: 0, stopped: { cause: 'Error: the month is closed' } },
    });
    POISON.isPresent = false;
    expect(await post('retry', anna, 'one')).toEqual({ ...failed, hit: true });
    expect(await post('retry', anna, 'two')).toMatchObject({ status: 200, hit: false, body: { released: 3 } });
    expect((await get('')).items).toEqual([]);
    expect((await get('?status=released')).items).toHaveLength(3);
  });

  it('retries all keys of a topic', async () => {
    const all = { topic: enrollmentContracts.name };
    expect(await post('retry', all, 'one')).toMatchObject({
      status: 200,
      body: { released: 0, keys: 1, failed: 1, stopped: { cause: 'Error: the month is closed' } },
    });
    POISON.isPresent = false;
    expect((await post('retry', all, 'two')).body).toEqual({ released: 3, keys: 1, failed: 0 });
    expect((await post('retry', all, 'three')).body).toEqual({ released: 0, keys: 0, failed: 0 });
  });

  it('discards a message with a reason, and those behind it can go on', async () => {
    const poison = (await get('')).items[0]!;
    const discarded = await post(`${poison.id}/discard`, { reason: 'entered by hand' }, 'three');
    expect(discarded).toMatchObject({ status: 200, body: { status: 'discarded' } });
    expect(await post(`${poison.id}/discard`, { reason: 'entered by hand' }, 'three')).toEqual({
      ...discarded,
      hit: true,
    });
    expect((await get('?status=discarded')).items).toMatchObject([{ id: poison.id, reason: 'entered by hand' }]);
    POISON.isPresent = false;
    expect((await post('retry', anna, 'four')).body).toMatchObject({ released: 2 });
  });

  it('tells the consumer before a discard is final, and keeps what it does not take', async () => {
    const poison = (await get('')).items[0]!;
    DISCARDS.areTaken = false;
    expect(await post(`${poison.id}/discard`, { reason: 'entered by hand' }, 'seven')).toMatchObject({
      status: 503,
      body: { type: '/problems/discard-not-told', cause: 'Error: the account does not take it' },
    });
    expect((await get('')).items).toHaveLength(3);
    DISCARDS.areTaken = true;
    expect((await post(`${poison.id}/discard`, { reason: 'entered by hand' }, 'eight')).status).toBe(200);
    expect(DISCARDS.told).toEqual(['anna']);
    expect((await get('')).items).toHaveLength(2);
  });

  it('refuses what is not parked, and what has no key or no reason', async () => {
    for (const id of ['999', 'x'])
      expect(await post(`${id}/discard`, { reason: 'any' }, `five ${id}`)).toMatchObject({
        status: 404,
        body: { type: '/problems/not-parked' },
      });
    expect((await post('retry', anna, '')).body.type).toBe('/problems/idempotency-key-missing');
    expect((await post('1/discard', {}, 'six')).body.errors).toMatchObject([{ pointer: '/reason', code: 'required' }]);
  });
});
