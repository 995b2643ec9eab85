import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { WireMessage } from '@lib/contracts';
import { migrate, type PgliteDatabase } from '@lib/database';
import { freshPglite } from '../../../../test/support/fresh-store.js';
import { Consumer, interleaved, labels, messages, until } from '../contract/fixtures.testing.js';
import { SeverableDatabase } from '../contract/severable-database.testing.js';
import { OrderedDelivery, Parking, isUnavailable, messagingMigrations, type Delivery } from '../index.js';

describe('OrderedDelivery', () => {
  let database: PgliteDatabase;
  beforeAll(async () => {
    database = await freshPglite();
  });
  afterAll(() => database.close());

  let reach: SeverableDatabase;
  let consumer: Consumer;
  let delivery: OrderedDelivery;
  let stopping: AbortController;
  beforeEach(async () => {
    await database.query('DROP SCHEMA IF EXISTS enrollment CASCADE');
    await migrate(database, 'enrollment', messagingMigrations('enrollment'));
    reach = new SeverableDatabase(database);
    consumer = new Consumer();
    stopping = new AbortController();
    delivery = new OrderedDelivery({
      parking: new Parking(reach, 'enrollment', 'consumer'),
      handle: consumer.handle,
      isUnavailable,
      attempts: { attemptsMax: 3, firstMs: 1, maxMs: 2 },
      onParked: () => undefined,
    });
  });
  const deliver = (wires: readonly WireMessage[]): Promise<number> => delivery.deliver(batchOf(wires), stopping.signal);

  // Each process counted for itself, from nothing at each start: twenty keys more were parked by every instance of a broken
  // build, and again by each that was started anew.
  it('parks no more than twenty keys that fail alike, in several processes and over restarts', async () => {
    const parking = new Parking(reach, 'enrollment', 'consumer');
    const process = (): OrderedDelivery =>
      new OrderedDelivery({
        parking,
        handle: async ({ key }) => {
          throw new Error(`column ${key} does not exist`);
        },
        isUnavailable,
        attempts: { attemptsMax: 1, firstMs: 1, maxMs: 2 },
        onParked: () => undefined,
      });
    const share = (from: number) =>
      batchOf(Array.from({ length: 30 }, (_, index) => messages(`key-${from + index}`, 0, 1)).flat(), `${from}`);
    const ends = await Promise.allSettled([0, 30].map((from) => process().deliver(share(from), stopping.signal)));
    expect(ends.some(({ status }) => status === 'rejected')).toBe(true);
    for (const from of [60, 0, 30])
      await expect(process().deliver(share(from), stopping.signal)).rejects.toThrow('20 keys in a row failed alike');
    expect(await parking.count()).toBe(20);
  });

  it('handles at most 64 messages at once', async () => {
    let [now, most] = [0, 0];
    consumer.effect = async () => {
      most = Math.max(most, (now += 1));
      await new Promise((resolve) => setImmediate(resolve));
      now -= 1;
    };
    const keys = Array.from({ length: 100 }, (_, index) => `key-${index}`);
    expect(await deliver(interleaved(keys.map((key) => messages(key, 0, 4))))).toBe(400);
    expect(most).toBe(64);
  });

  it('stops between two messages and tells how many from the front are dealt with', async () => {
    const gate = consumer.hold('boris 1');
    consumer.effect = async () => {
      if (consumer.calls.length === 4) stopping.abort();
    };
    const wires = [...messages('anna', 0, 2), ...messages('boris', 0, 3), ...messages('anna', 2, 1)];
    const delivered = deliver(wires);
    await gate.reached();
    await until(() => consumer.calls.includes('anna 1'));
    await gate.open();
    expect(await delivered).toBe(4);
    expect(consumer.calls).not.toContain('boris 2');
  });

  it('leaves a message alone whose next attempt would come after the stop', async () => {
    consumer.effect = async () => {
      stopping.abort();
      throw new Error('no');
    };
    expect(await deliver(messages('anna', 0, 1))).toBe(0);
    expect(consumer.calls).toEqual(['anna 0']);
    expect(await database.query('SELECT 1 FROM enrollment.parked_messages')).toEqual([]);
  });

  it('rejects with what told that the infrastructure is away, after the messages in hand', async () => {
    const away = Object.assign(new Error('shutting down'), { code: '57P01' });
    const gate = consumer.hold('boris 0');
    consumer.effect = async ({ key }) => {
      if (key === 'anna') throw new Error('wrapped', { cause: away });
    };
    const delivered = deliver([...messages('anna', 0, 2), ...messages('boris', 0, 2)]);
    const rejected = expect(delivered).rejects.toMatchObject({ cause: away });
    await gate.reached();
    await gate.open();
    await rejected;
    expect(consumer.handled).toEqual(['boris 0']);
    expect(consumer.calls).not.toContain('boris 1');
  });

  it('rejects when the parked messages cannot be reached, and handles nothing', async () => {
    reach.sever();
    await expect(deliver(messages('anna', 0, 1))).rejects.toThrow('Connection terminated');
    expect(consumer.calls).toEqual([]);
  });

  it('parks, finds and delivers again what a text column cannot hold', async () => {
    const wires = messages('anna\u0000', 0, 3);
    let failure: Error | undefined = new Error('\u0000');
    consumer.effect = async () => {
      if (failure) throw failure;
    };
    expect(await deliver(wires.slice(0, 2))).toBe(2);
    expect(await deliver(wires)).toBe(3);
    expect(await database.query('SELECT 1 FROM enrollment.parked_messages')).toHaveLength(3);
    failure = undefined;
    expect(await delivery.retry(wires[0]!.topic, 'anna\u0000')).toEqual({ released: 3, stopped: undefined });
    expect(consumer.handled).toEqual(labels('anna\u0000', 0, 3));
  });

  it('delivers again what it parked before as little as what an operator has settled', async () => {
    const wires = messages('anna', 0, 3);
    consumer.poison = new Set(['anna 0']);
    await deliver(wires);
    consumer.poison = new Set();
    await delivery.retry(wires[0]!.topic, 'anna');
    expect(consumer.handled).toEqual(labels('anna', 0, 3));
    expect(await deliver(wires)).toBe(3);
    expect(consumer.handled).toEqual(labels('anna', 0, 3));
  });
});

const batchOf = (wires: readonly WireMessage[], log = 'log'): readonly Delivery[] =>
  wires.map((message, index) => ({ origin: `${log} ${index + 1}`, message }));
