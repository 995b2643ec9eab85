import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Database } from '@lib/database';
import { derivedId } from '@lib/kernel';
import { until } from '@lib/messaging/testing';
import {
  emptied,
  fact,
  openDatabase,
  openWebhooks,
  startReceiver,
  withStatus,
  type Receiver,
  type Webhooks,
} from '../webhooks.testing.js';
import { replayMessages } from './replay.store.js';

let database: Database;
let service: Webhooks;
let receiver: Receiver;
let id: string;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await emptied(database);
  receiver = await startReceiver();
  service = await openWebhooks(database, { settings: { internal: [receiver.host] } });
  ({ id } = await service.endpoint(receiver.url));
});
afterEach(async () => {
  await service.close();
  await receiver.close();
});

const idle = (): Promise<void> =>
  until(async () => (await service.get(`/endpoints/${id}/waiting`)).body.messages === 0);
const replay = async (body: object) => (await service.post(`/endpoints/${id}/replays`, body)).body;
const told = async (): Promise<void> => {
  for (const sequence of [0, 1, 2]) await service.tell(fact('anna', sequence), fact('boris', sequence));
  await idle();
};
const line = (holder: string): readonly number[] =>
  receiver.received.filter((one) => one.holder === derivedId(holder)).map(({ sequence }) => sequence);

describe('a replay', () => {
  it('sends all that is kept again, in order, under the same ids', async () => {
    await told();
    const first = receiver.received.splice(0);
    expect(await replay({})).toEqual({ messages: 6 });
    await idle();
    for (const holder of ['anna', 'boris']) expect(line(holder)).toEqual([0, 1, 2]);
    const same = (many: typeof first) => many.map((one) => `${one.id} ${one.body}`).toSorted();
    expect(same(receiver.received)).toEqual(same(first));
  });

  it('is of a holder, and of a time', async () => {
    await told();
    receiver.received.splice(0);
    expect(await replay({ holder: derivedId('anna').toUpperCase() })).toEqual({ messages: 3 });
    await idle();
    expect([line('anna'), line('boris')]).toEqual([[0, 1, 2], []]);
    const [before, at, after] = ['2020-10-01T07:59:59.999+03:00', '2020-10-01T05:00:00Z', '2020-10-01T05:00:00.001Z'];
    expect(await replay({ until: at })).toEqual({ messages: 0 });
    expect(await replay({ after })).toEqual({ messages: 0 });
    expect(await replay({ after: before, until: at })).toEqual({ messages: 0 });
    expect(await replay({ after: at, until: after })).toEqual({ messages: 6 });
    await idle();
  });

  it('reaches what came before the endpoint was registered, and only types that it wants', async () => {
    await told();
    const refusals = { types: ['certificates.reservation-refused'] };
    const [later, other] = [
      await service.endpoint(`${receiver.url}/later`, refusals),
      await service.endpoint(`${receiver.url}/other`, { types: ['certificates.month-debited'] }),
    ];
    expect((await service.post(`/endpoints/${later.id}/replays`, {})).body).toEqual({ messages: 6 });
    expect((await service.post(`/endpoints/${other.id}/replays`, {})).body).toEqual({ messages: 0 });
    await until(() => receiver.received.filter(({ path }) => path.endsWith('/later')).length === 6);
  });

  it('puts nothing in line twice that waits already', async () => {
    receiver.answers(withStatus(500));
    await service.tell(fact('anna', 0), fact('anna', 1));
    await until(async () => (await service.attempts(id)).length > 0);
    expect(await replay({})).toEqual({ messages: 0 });
    expect((await service.get(`/endpoints/${id}/waiting`)).body.messages).toBe(2);
  });

  it('goes on where it has left off, page by page', async () => {
    await told();
    const one = { after: undefined, until: undefined, holder: undefined };
    const counts: number[] = [];
    await service.stopSending();
    for (let behind: number | undefined = 0; behind !== undefined;) {
      const from: number = behind;
      const page = await database.transaction((tx) =>
        replayMessages(tx, id, { ...one, behind: from }, service.clock.now(), 4),
      );
      counts.push(page.messages);
      behind = page.next;
    }
    expect(counts).toEqual([4, 2]);
  });

  it.each([
    [{ after: 'yesterday' }, [{ pointer: '/after', code: 'not-an-instant' }]],
    [{ holder: 'anna' }, [{ pointer: '/holder', code: 'not-a-uuid' }]],
    [{ more: 1 }, [{ pointer: '/more', code: 'unknown-field' }]],
  ])('is refused for %j', async (body, errors) => {
    expect(await service.post(`/endpoints/${id}/replays`, body)).toMatchObject({ status: 400, body: { errors } });
  });

  it('from a place that is none is refused', async () => {
    expect(await replay({ from: 'nowhere' })).toMatchObject({ type: '/problems/invalid-cursor' });
  });
});
