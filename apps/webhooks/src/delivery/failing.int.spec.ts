import { createServer, type AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Database } from '@lib/database';
import { derivedId } from '@lib/kernel';
import { until } from '@lib/messaging/testing';
import {
  emptied,
  fact,
  isVerified,
  openDatabase,
  openWebhooks,
  startReceiver,
  withStatus,
  type Receiver,
  type Webhooks,
} from '../webhooks.testing.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

let database: Database;
let service: Webhooks;
let receiver: Receiver;
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
  await service.close();
  await receiver.close();
});

const attempted = (id: string, count: number): Promise<void> =>
  until(async () => (await service.attempts(id)).length >= count);
const view = async (id: string) => (await service.get(`/endpoints/${id}`)).body;
const sequences = (): readonly number[] => receiver.received.map(({ sequence }) => sequence);

describe('a message that was not taken', () => {
  it('is sent again after the pauses of Standard Webhooks, and no sooner', async () => {
    const { id } = await service.endpoint(receiver.url);
    receiver.answers(withStatus(500));
    await service.tell(fact('anna', 0));
    const tried: number[] = [];
    // From the fifth failure on the endpoint is away, and its pauses are no longer than an hour.
    for (const [index, seconds] of [5, 300, 1_800, 7_200].entries()) {
      await attempted(id, index + 1);
      tried.push(receiver.received.length);
      await service.move(seconds * 790);
      expect(await service.attempts(id)).toHaveLength(index + 1);
      await service.move(seconds * 211);
    }
    await attempted(id, 5);
    expect(tried).toEqual([1, 2, 3, 4]);
    const { held } = (await service.get(`/endpoints/${id}/waiting`)).body;
    expect(held).toMatchObject([{ holder: derivedId('anna'), failures: 5 }]);
    expect(await service.attempts(id)).toMatchObject(
      Array.from({ length: 5 }, () => ({ outcome: 'refused', status: 500, answer: 'status 500' })),
    );
  });

  it('waits as long as the receiver asks, up to an hour', async () => {
    const { id } = await service.endpoint(receiver.url);
    receiver.answers(withStatus(429, { 'retry-after': '1800' }));
    await service.tell(fact('anna', 0));
    await attempted(id, 1);
    receiver.answers(withStatus(503, { 'retry-after': '99999999' }));
    // Another holder's waits as well: it is the receiver that is too busy.
    await service.tell(fact('boris', 0));
    await service.move(1_700_000);
    const { pausedUntil } = await view(id);
    expect(Date.parse(pausedUntil) - Date.parse(service.clock.now())).toBeLessThan(150_000);
    await service.move(150_000);
    await attempted(id, 2);
    const later = Date.parse((await view(id)).pausedUntil) - Date.parse(service.clock.now());
    expect(later).toBeGreaterThan(HOUR_MS - 60_000);
    expect(later).toBeLessThanOrEqual(HOUR_MS);
  });
});

describe('an endpoint that was away', () => {
  it('gets what waits at once when it has taken one message', async () => {
    const { id } = await service.endpoint(receiver.url);
    receiver.answers(withStatus(503));
    for (const holder of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) await service.tell(fact(holder, 0), fact(holder, 1));
    await until(async () => {
      await service.passPauses();
      return (await service.attempts(id)).length >= 12;
    });
    expect(await view(id)).toMatchObject({ state: 'on', failingSince: expect.any(String) });
    receiver.answers(withStatus(200));
    await database.query(`UPDATE webhooks.lanes SET next_at = now() + interval '1 day'`);
    // One holder's message is due; what was under way a moment ago may have failed after that.
    await until(async () => {
      await database.query(`UPDATE webhooks.lanes SET next_at = 'epoch' WHERE holder = $1`, [derivedId('a')]);
      await database.query('UPDATE webhooks.endpoints SET next_at = NULL');
      await service.move(0);
      return (await service.get(`/endpoints/${id}/waiting`)).body.messages === 0;
    });
    expect(await view(id)).toMatchObject({ failingSince: null, pausedUntil: null });
  });

  it('for a long time is tried every hour, whoever’s message it is', async () => {
    const { id } = await service.endpoint(receiver.url);
    receiver.answers(withStatus(500));
    await service.tell(fact('anna', 0));
    await attempted(id, 1);
    await database.query('UPDATE webhooks.endpoints SET failures = 40');
    await database.query('UPDATE webhooks.lanes SET failures = 40');
    for (const count of [2, 3, 4]) {
      await service.move(HOUR_MS + 1);
      await attempted(id, count);
    }
  });

  it('for days is switched off, with the reason; what comes waits, and goes out in order when it is enabled', async () => {
    const { id } = await service.endpoint(receiver.url);
    receiver.answers(withStatus(500));
    await service.tell(fact('anna', 0), fact('boris', 0));
    await attempted(id, 2);
    await service.move(5 * DAY_MS - HOUR_MS);
    await attempted(id, 3);
    expect(await view(id)).toMatchObject({ state: 'on', offReason: null });
    await until(async () => {
      await service.move(HOUR_MS + 1);
      return (await view(id)).state === 'off';
    });
    expect(await view(id)).toMatchObject({ offReason: 'failing', offAt: expect.any(String) });
    const before = receiver.received.length;
    receiver.answers(withStatus(200));
    await service.tell(...[1, 2, 3].flatMap((sequence) => ['anna', 'boris'].map((holder) => fact(holder, sequence))));
    await service.move(DAY_MS);
    expect((await service.get(`/endpoints/${id}/waiting`)).body.messages).toBe(8);
    expect(receiver.received).toHaveLength(before);
    expect((await service.post(`/endpoints/${id}/enable`)).body).toMatchObject({ state: 'on', offReason: null });
    await until(async () => (await service.get(`/endpoints/${id}/waiting`)).body.messages === 0);
    for (const holder of ['anna', 'boris']) {
      const came = receiver.received.slice(before).filter((one) => one.holder === derivedId(holder));
      expect(came.map(({ sequence }) => sequence)).toEqual([0, 1, 2, 3]);
    }
  });

  it('for good, by 410, is switched off at once', async () => {
    const { id } = await service.endpoint(receiver.url);
    receiver.answers(withStatus(410));
    await service.tell(fact('anna', 0));
    await until(async () => (await view(id)).state === 'off');
    expect(await view(id)).toMatchObject({ offReason: 'gone' });
    await service.tell(fact('anna', 1));
    await service.move(DAY_MS);
    expect(sequences()).toEqual([0]);
  });
});

describe('a secret that was rotated', () => {
  it('signs, and for a day the one before it as well', async () => {
    const { id, secret } = await service.endpoint(receiver.url);
    const rotated = (await service.post(`/endpoints/${id}/rotate-secret`)).body;
    expect(rotated).toMatchObject({ generation: 2, secret: expect.stringMatching(/^whsec_/) });
    expect((await service.get(`/endpoints/${id}/secret`)).body).toEqual(rotated);
    await service.tell(fact('anna', 0));
    await receiver.until(() => receiver.received.length >= 1);
    expect([secret, rotated.secret].map((one) => isVerified(one, receiver.received[0]!))).toEqual([true, true]);
    // The receiver of the test lives by the real time: what is signed tomorrow is looked at for its signatures alone.
    await service.move(DAY_MS);
    await service.tell(fact('anna', 1));
    await receiver.until(() => receiver.received.length >= 2);
    expect(String(receiver.received[0]!.headers['webhook-signature']).split(' ')).toHaveLength(2);
    expect(String(receiver.received[1]!.headers['webhook-signature']).split(' ')).toHaveLength(1);
  });
});

// What was lost: a second rotation within a day ended the first secret at once, and its receiver took nothing any more.
describe('a second rotation', () => {
  const rotate = (id: string, body: object = {}) => service.post(`/endpoints/${id}/rotate-secret`, body);
  const signatures = async (id: string, sequence: number): Promise<readonly string[]> => {
    const before = receiver.received.length;
    await service.tell(fact(id, sequence));
    await receiver.until(() => receiver.received.length > before);
    return String(receiver.received.at(-1)!.headers['webhook-signature']).split(' ');
  };

  it('within a day is refused, and says until when', async () => {
    const { id } = await service.endpoint(receiver.url);
    await rotate(id);
    expect(await rotate(id)).toMatchObject({
      status: 409,
      body: { type: '/problems/secret-rotating', until: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) },
    });
    expect((await service.get(`/endpoints/${id}/secret`)).body).toMatchObject({ generation: 2 });
    expect(await signatures('boris', 0)).toHaveLength(2);
    await service.move(DAY_MS);
    expect(await rotate(id)).toMatchObject({ status: 200, body: { generation: 3 } });
  });

  it('that is to end the others at once does, where one of them has leaked', async () => {
    const { id } = await service.endpoint(receiver.url);
    await rotate(id);
    const { status, body } = await rotate(id, { atOnce: true });
    expect([status, body.generation]).toEqual([200, 3]);
    const [only, ...others] = await signatures('vera', 0);
    expect([only?.startsWith('v1,'), others]).toEqual([true, []]);
    expect(isVerified(body.secret, receiver.received.at(-1)!)).toBe(true);
    // A day begins with the next one.
    expect((await rotate(id)).status).toBe(200);
    expect(await signatures('vera', 1)).toHaveLength(2);
  });
});

describe('a name that leads somewhere else when a message is sent', () => {
  it.each(['127.0.0.1', '169.254.169.254', '10.0.0.1', '::1', '::ffff:127.0.0.1'])(
    'than when it was registered, to %s, is not followed',
    async (inner) => {
      let connections = 0;
      const server = createServer((socket) => {
        connections += 1;
        socket.destroy();
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as AddressInfo;
      await service.close();
      // What a name server says that means harm: a good address when it is looked at, and then another.
      let asked = 0;
      const resolve = async () => ((asked += 1) === 1 ? ['93.184.216.34'] : [inner]);
      service = await openWebhooks(database, { settings: { ports: [port] }, resolve });
      const { id } = await service.endpoint(`https://rebinding.example.org:${port}/`);
      await service.tell(fact('anna', 0));
      await attempted(id, 1);
      expect(await service.attempts(id)).toMatchObject([{ outcome: 'address-forbidden', status: null, answer: null }]);
      // Once for the registration and once for the attempt: nothing asks between the check and the connection.
      expect([asked, connections]).toEqual([2, 0]);
      await new Promise((done) => server.close(done));
    },
  );

  it('and so is an address that the installation does not name any more', async () => {
    const { id } = await service.endpoint(receiver.url);
    await service.close();
    service = await openWebhooks(database);
    await service.tell(fact('anna', 0));
    await attempted(id, 1);
    expect(await service.attempts(id)).toMatchObject([{ outcome: 'address-forbidden' }]);
    expect(receiver.received).toEqual([]);
  });

  it('by a redirect', async () => {
    const inner = await startReceiver();
    const { id } = await service.endpoint(receiver.url);
    for (const status of [301, 302, 303, 307, 308]) {
      receiver.answers(withStatus(status, { location: inner.url }));
      await service.tell(fact(`holder ${status}`, 0));
      await until(async () => (await service.attempts(id)).some((one) => one.status === status));
    }
    expect((await service.attempts(id)).map(({ outcome }) => outcome)).toEqual(Array(5).fill('redirected'));
    expect(inner.received).toEqual([]);
    await inner.close();
  });
});
