import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Database, Sql } from '@lib/database';
import { derivedId } from '@lib/kernel';
import { SeverableDatabase, until } from '@lib/messaging/testing';
import { waitingNow } from './delivery.query.js';
import {
  emptied,
  fact,
  isVerified,
  openDatabase,
  openWebhooks,
  startReceiver,
  withStatus,
  type Received,
  type Receiver,
  type Webhooks,
} from '../webhooks.testing.js';

let database: Database;
let service: Webhooks;
let receiver: Receiver;
const closing: (() => Promise<unknown>)[] = [];
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await emptied(database);
  receiver = await startReceiver();
  service = await openWebhooks(database, { settings: { internal: [receiver.host] } });
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  await service.close();
  await receiver.close();
});

/** Counts what was to be written while it was away. */
class ForgetfulDatabase extends SeverableDatabase {
  lost = 0;

  override async transaction<T>(work: (tx: Sql) => Promise<T>): Promise<T> {
    return super.transaction(work).catch((error: unknown) => {
      this.lost += 1;
      throw error;
    });
  }
}

const taken = (many: readonly Received[], statuses: ReadonlyMap<Received, number>): readonly Received[] =>
  many.filter((one) => (statuses.get(one) ?? 204) < 300);
const line = (many: readonly Received[], holder: string): readonly number[] =>
  many.filter((one) => one.holder === derivedId(holder)).map(({ sequence }) => sequence);
const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);
const waiting = async (id: string): Promise<number> => (await service.get(`/endpoints/${id}/waiting`)).body.messages;
const until204 = (id: string): Promise<void> => until(async () => (await waiting(id)) === 0);

describe('a message', () => {
  it('arrives at a foreign server, signed as Standard Webhooks says', async () => {
    const { id, secret } = await service.endpoint(receiver.url);
    await service.tell(fact('anna', 0));
    await receiver.until(() => receiver.received.length >= 1);
    const [one] = receiver.received;
    expect(isVerified(secret, one!)).toBe(true);
    expect(isVerified(`whsec_${'A'.repeat(43)}=`, one!)).toBe(false);
    expect(isVerified(secret, { ...one!, body: `${one!.body} ` })).toBe(false);
    expect(JSON.parse(one!.body)).toEqual({
      type: 'certificates.reservation-refused.v2',
      timestamp: '2020-10-01T05:00:00.000Z',
      topic: 'certificates.accounts.v1',
      source: '/certificates',
      holder: derivedId('anna'),
      sequence: 0,
      recordedTime: '2020-10-01T05:00:00.000Z',
      causationId: 'a command',
      data: JSON.parse(fact('anna', 0).value!),
    });
    expect(one).toMatchObject({ id: derivedId('anna', 0), headers: { 'content-type': 'application/json' } });
    await until204(id);
    expect(await service.attempts(id)).toMatchObject([{ outcome: 'delivered', status: 204, messageId: one!.id }]);
  });

  it('that comes twice is sent once, and goes to whoever wants its type', async () => {
    await service.endpoint(receiver.url, { types: ['certificates.reservation-refused'] });
    await service.endpoint(`${receiver.url}/other`, { types: ['certificates.month-debited'] });
    await service.tell(fact('anna', 0), fact('anna', 0), fact('anna', 1), fact('anna', 0));
    await receiver.until(() => receiver.received.length >= 2);
    expect(receiver.received.map(({ path, sequence }) => [path, sequence])).toEqual([
      ['/webhooks', 0],
      ['/webhooks', 1],
    ]);
    const [row] = await database.query('SELECT count(*) AS count FROM webhooks.deliveries');
    expect(row).toEqual({ count: 2 });
  });

  it('from before an endpoint was registered is not sent to it', async () => {
    await service.tell(fact('anna', 0));
    await service.endpoint(receiver.url);
    await service.tell(fact('anna', 1));
    await receiver.until(() => receiver.received.length >= 1);
    expect(line(receiver.received, 'anna')).toEqual([1]);
  });
});

describe('the messages of a holder', () => {
  it('come in their order whatever fails, with the same id and body at every attempt', async () => {
    const { id, secret } = await service.endpoint(receiver.url);
    const statuses = new Map<Received, number>();
    let random = 1;
    receiver.answers((one, request, reply) => {
      random = (random * 48_271) % 2_147_483_647;
      const status = [204, 500, 204, 429, 204, 302, 204, 404, 204, 503, 204][random % 11]!;
      statuses.set(one, status);
      withStatus(status)(one, request, reply);
    });
    const holders = ['anna', 'boris', 'vera', 'gleb', 'dina', 'egor'];
    for (const sequence of upTo(12)) await service.tell(...holders.map((holder) => fact(holder, sequence)));
    await until(async () => {
      await service.passPauses();
      return (await waiting(id)) === 0;
    });
    for (const holder of holders) {
      // An attempt is of the message that is next, and nothing passes it.
      expect(line(taken(receiver.received, statuses), holder)).toEqual(upTo(12));
      const all = line(receiver.received, holder);
      expect(all).toEqual(all.toSorted((a, b) => a - b));
    }
    expect(receiver.received.length).toBeGreaterThan(6 * 12);
    for (const same of Map.groupBy(receiver.received, ({ holder, sequence }) => `${holder} ${sequence}`).values())
      expect(new Set(same.map((one) => `${one.id} ${one.body}`)).size).toBe(1);
    expect(receiver.received.every((one) => isVerified(secret, one))).toBe(true);
  });

  it('wait for the one that fails, and those of others do not', async () => {
    const { id } = await service.endpoint(receiver.url);
    receiver.answers((one, ...more) => withStatus(one.holder === derivedId('anna') ? 400 : 200)(one, ...more));
    await service.tell(fact('anna', 0), fact('anna', 1), fact('boris', 0), fact('boris', 1), fact('vera', 0));
    const held = async () => (await service.get(`/endpoints/${id}/waiting`)).body.held;
    await until(async () => {
      await service.passPauses();
      return (await waiting(id)) === 2 && (await held())[0]?.failures >= 3;
    });
    expect(line(receiver.received, 'anna').length).toBeGreaterThanOrEqual(3);
    expect(new Set(line(receiver.received, 'anna'))).toEqual(new Set([0]));
    expect([line(receiver.received, 'boris'), line(receiver.received, 'vera')]).toEqual([[0, 1], [0]]);
    expect(await held()).toMatchObject([{ holder: derivedId('anna') }]);
    expect(await waiting(id)).toBe(2);
    expect(await waitingNow(database)).toMatchObject({ messages: 2 });
    expect((await waitingNow(database)).seconds).toBeGreaterThan(0);
    expect((await service.get(`/endpoints/${id}`)).body).toMatchObject({ state: 'on' });
  });
});

describe('a process that sends', () => {
  it('and dies before it has recorded that it did sends again, under the same id', async () => {
    await service.close();
    const severable = new ForgetfulDatabase(database);
    service = await openWebhooks(severable, { settings: { internal: [receiver.host] } });
    const { id } = await service.endpoint(receiver.url);
    receiver.answers((one, ...more) => {
      if (receiver.received.length === 1) severable.sever();
      withStatus(204)(one, ...more);
    });
    await service.tell(fact('anna', 0));
    // What it would have recorded was refused.
    await until(() => severable.lost > 0);
    severable.mend();
    await service.tell(fact('anna', 0), fact('anna', 1));
    await until204(id);
    expect(line(receiver.received, 'anna')).toEqual([0, 0, 1]);
    expect(new Set(receiver.received.slice(0, 2).map((one) => one.id)).size).toBe(1);
  });

  it('is one of two, and the other goes on when it ends', async () => {
    const other = await openWebhooks(database, { settings: { internal: [receiver.host] } });
    closing.push(() => other.close());
    const { id } = await service.endpoint(receiver.url);
    const holders = ['anna', 'boris', 'vera'];
    for (const sequence of upTo(30)) {
      const sends = [service, other][sequence % 2]!;
      await Promise.all(holders.map((holder) => sends.tell(fact(holder, sequence))));
      if (sequence === 15) await service.stopSending();
    }
    await until(async () => (await other.get(`/endpoints/${id}/waiting`)).body.messages === 0);
    for (const holder of holders) {
      const came = line(receiver.received, holder);
      // A process that was too slow to keep its lease may have sent one again, and none is passed.
      expect([...new Set(came)]).toEqual(upTo(30));
      expect(came).toEqual(came.toSorted((a, b) => a - b));
    }
    expect(new Set(receiver.received.map((one) => one.id)).size).toBe(holders.length * 30);
  });
});

describe('an endpoint that hangs', () => {
  it('holds up no other', async () => {
    const hanging = await startReceiver(() => undefined);
    closing.push(() => hanging.close());
    await service.close();
    const settings = { internal: [receiver.host, hanging.host], deadlineMs: 60_000 };
    service = await openWebhooks(database, { settings });
    const { id } = await service.endpoint(receiver.url);
    for (const path of upTo(12)) await service.endpoint(`${hanging.url}/${path}`);
    for (const sequence of upTo(5)) await service.tell(...['a', 'b', 'c', 'd', 'e'].map((one) => fact(one, sequence)));
    await until204(id);
    expect(receiver.received).toHaveLength(25);
    // So many at once to one of them, and no more.
    const perEndpoint = Map.groupBy(hanging.received, ({ path }) => path);
    expect([...perEndpoint.values()].every((some) => some.length <= 4)).toBe(true);
    // Nor does it keep a process from its end, and what it did not answer is no failure.
    await service.stopSending();
    const [row] = await database.query("SELECT count(*) AS count FROM webhooks.attempts WHERE outcome <> 'delivered'");
    expect(row).toEqual({ count: 0 });
  });
});
