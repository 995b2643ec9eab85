import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SCOPES, type TokenCheck } from '@lib/access';
import type { Database } from '@lib/database';
import { newId } from '@lib/kernel';
import { until } from '@lib/messaging/testing';
import { emptied, fact, isVerified, openDatabase, openWebhooks, type Webhooks } from '../webhooks.testing.js';
import { webhooksPolicy } from '../webhooks.policy.js';

let database: Database;
let service: Webhooks;
let found: readonly string[];

/** Programs of their own, and an administrator. */
const caller = async (name: string): ReturnType<TokenCheck['caller']> =>
  name === 'administrator'
    ? { kind: 'person', name, grants: [{ role: 'administrator', of: undefined }], scopes: [] }
    : { kind: 'integration', name, grants: [{ role: 'integration', of: undefined }], scopes: [...SCOPES] };

beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await emptied(database);
  found = ['93.184.216.34'];
  service = await openWebhooks(database, {
    access: { policy: webhooksPolicy, tokens: { known: () => undefined, caller } },
    resolve: async () => found,
    settings: { internal: ['127.0.0.1:1', 'nobody.inner:8080'] },
  });
});
afterEach(() => service.close());

const register = (body: object, by = 'cabinet') => service.post('/endpoints', body, by);

describe('an endpoint', () => {
  it('is registered, shown, changed and removed', async () => {
    const asked = {
      url: 'https://cabinet.example.org/webhooks',
      types: ['certificates.month-debited'],
      description: 'a',
    };
    const { status, body } = await register(asked);
    expect([status, body]).toEqual([
      201,
      {
        ...asked,
        id: expect.stringMatching(/^[\da-f-]{36}$/),
        owner: 'cabinet',
        state: 'on',
        offReason: null,
        offAt: null,
        failingSince: null,
        pausedUntil: null,
        generation: 1,
        createdAt: expect.any(String),
        secret: expect.stringMatching(/^whsec_[\w+/]{43}=$/),
      },
    ]);
    const { secret, ...view } = body;
    expect((await service.get(`/endpoints/${body.id}`, 'cabinet')).body).toEqual(view);
    expect((await service.get(`/endpoints/${body.id}/secret`, 'cabinet')).body).toEqual({ secret, generation: 1 });
    const change = { types: [], url: 'https://other.example.org/' };
    const changed = await service.post(`/endpoints/${body.id}/change`, change, 'cabinet');
    expect(changed).toMatchObject({ status: 200, body: { ...change, description: 'a' } });
    const removed = await service.post(`/endpoints/${body.id}/remove`, undefined, 'cabinet');
    expect(removed).toMatchObject({ status: 200, body: { state: 'removed' } });
    expect((await service.get(`/endpoints/${body.id}`, 'cabinet')).body.type).toBe('/problems/unknown-endpoint');
    expect((await service.get('/endpoints', 'cabinet')).body.items).toEqual([]);
  });

  it('is answered the same under the same key, with its secret, which is stored nowhere', async () => {
    const ask = () =>
      service.app.inject({
        method: 'POST',
        url: '/endpoints',
        headers: { authorization: 'Bearer cabinet', 'idempotency-key': 'once' },
        payload: {},
      });
    const [first, second] = [await ask(), await ask()];
    expect(second.json()).toEqual(first.json());
    expect(second.headers['idempotency-hit']).toBe('true');
    const { secret } = first.json<{ secret: string }>();
    const tables = await database.query<{ name: string }>(
      `SELECT c.oid::regclass::text AS name FROM pg_class c WHERE relkind = 'r' AND relnamespace = 'webhooks'::regnamespace`,
    );
    for (const { name } of tables) {
      const rows = await database.query(`SELECT t::text AS row FROM ${name} t`);
      expect(JSON.stringify(rows)).not.toContain(secret.slice('whsec_'.length, -1));
    }
  });

  it.each([
    [{ url: '' }, [{ pointer: '/url', code: 'empty' }]],
    [{ url: `https://a.example.org/${'x'.repeat(2_000)}` }, [{ pointer: '/url', code: 'too-long' }]],
    [{ types: ['certificates.month-debited', 'all'] }, [{ pointer: '/types', code: 'not-some-of' }]],
    [
      { types: ['certificates.month-debited', 'certificates.month-debited'] },
      [{ pointer: '/types', code: 'not-some-of' }],
    ],
    [{ types: 'certificates.month-debited' }, [{ pointer: '/types', code: 'not-a-list' }]],
    [{ owner: 'another' }, [{ pointer: '/owner', code: 'unknown-field' }]],
    [{ secret: 'whsec_AAAA' }, [{ pointer: '/secret', code: 'unknown-field' }]],
  ])('is refused for %.60j', async (body, errors) => {
    expect(await register(body)).toMatchObject({ status: 400, body: { errors } });
  });

  it('is one of fifty that a program may have', async () => {
    for (let count = 0; count < 50; count += 1) expect((await register({})).status).toBe(201);
    expect((await register({})).body.type).toBe('/problems/too-many-endpoints');
    expect((await register({}, 'another')).status).toBe(201);
    const [first] = (await service.get('/endpoints', 'cabinet')).body.items;
    await service.post(`/endpoints/${first.id}/remove`, undefined, 'cabinet');
    expect((await register({})).status).toBe(201);
  });
});

describe('an address that is not permitted', () => {
  const refused = async (url: string) => {
    const { status, body } = await register({ url });
    const { instance: _, ...rest } = body;
    return { status, ...rest };
  };

  it('is refused by the same words whether somebody listens there, nobody does, or there is no such name', async () => {
    const answers = [];
    for (const [name, addresses] of [
      ['listens.example.org', ['127.0.0.1']],
      ['postgres', ['10.0.0.2']],
      ['nobody.example.org', []],
      ['mixed.example.org', ['93.184.216.34', '169.254.169.254']],
    ] as const) {
      found = addresses;
      answers.push(await refused(`https://${name}/`));
    }
    for (const url of [
      'https://127.0.0.1/',
      'https://[::1]/',
      'https://0x7f.1/',
      'http://cabinet.example.org/',
      'https://user:password@cabinet.example.org/',
      'https://cabinet.example.org:5432/',
      'not a url',
    ])
      answers.push(await refused(url));
    expect(answers[0]).toMatchObject({ status: 422, type: '/problems/webhook-address-forbidden' });
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  it('is not taken by a change either', async () => {
    const { body } = await register({ url: 'https://cabinet.example.org/' });
    found = ['192.168.0.1'];
    const changed = await service.post(
      `/endpoints/${body.id}/change`,
      { url: 'https://inner.example.org/' },
      'cabinet',
    );
    expect(changed.body.type).toBe('/problems/webhook-address-forbidden');
    expect((await service.get(`/endpoints/${body.id}`, 'cabinet')).body.url).toBe('https://cabinet.example.org/');
  });

  it('is permitted where the installation names it', async () => {
    expect((await register({ url: 'http://127.0.0.1:1/a' })).status).toBe(201);
    expect((await register({ url: 'http://127.0.0.1:2/a' })).status).toBe(422);
  });
});

describe('whose an endpoint is', () => {
  const parts = ['', '/secret', '/waiting', '/attempts', '/requests'];
  const steps = ['change', 'rotate-secret', 'enable', 'replays', 'remove'];

  it('reaches it, and no other program does', async () => {
    const { body } = await register({});
    const nothing = newId();
    const asked = async (id: string, by: string) => {
      const answers = await Promise.all(parts.map((part) => service.get(`/endpoints/${id}${part}`, by)));
      for (const step of steps) answers.push(await service.post(`/endpoints/${id}/${step}`, {}, by));
      return answers;
    };
    const reasons = (many: Awaited<ReturnType<typeof asked>>) =>
      many.map(({ status, body: said }) => [status, said.type]);
    expect(reasons(await asked(body.id, 'another'))).toEqual(reasons(await asked(nothing, 'another')));
    expect(reasons(await asked(body.id, 'another')).every(([status]) => status === 404)).toBe(true);
    expect((await service.get('/endpoints', 'another')).body.items).toEqual([]);
    expect((await asked(body.id, 'cabinet')).map(({ status }) => status)).toEqual(Array(10).fill(200));
  });

  it('an administrator sees, without secrets and messages', async () => {
    const [mine, other] = [(await register({})).body, (await register({}, 'another')).body];
    const listed = (await service.get('/endpoints', 'administrator')).body.items;
    expect(listed.map(({ id, owner }: typeof mine) => [id, owner])).toEqual([
      [mine.id, 'cabinet'],
      [other.id, 'another'],
    ]);
    expect(JSON.stringify(listed)).not.toContain('whsec_');
    for (const part of ['secret', 'requests'])
      expect((await service.get(`/endpoints/${mine.id}/${part}`, 'administrator')).status).toBe(403);
    for (const step of ['change', 'rotate-secret'])
      expect((await service.post(`/endpoints/${mine.id}/${step}`, {}, 'administrator')).status).toBe(403);
    expect((await service.post(`/endpoints/${mine.id}/enable`, undefined, 'administrator')).status).toBe(200);
  });
});

describe('an inbox', () => {
  it('keeps what would be sent, so that signatures can be tried without a network', async () => {
    const { body } = await register({ description: 'to try' });
    await service.tell(fact('anna', 0), fact('anna', 1));
    const requests = async () => (await service.get(`/endpoints/${body.id}/requests`, 'cabinet')).body.items;
    await until(async () => (await requests()).length === 2);
    const [first, second] = await requests();
    expect(isVerified(body.secret, first)).toBe(true);
    expect([first, second].map((one) => JSON.parse(one.body).sequence)).toEqual([0, 1]);
    expect((await service.get(`/endpoints/${body.id}/attempts`, 'cabinet')).body.items).toHaveLength(2);
  });

  it('keeps the last hundred', async () => {
    const { body } = await register({});
    for (let sequence = 0; sequence < 103; sequence += 1) await service.tell(fact('anna', sequence));
    await until(async () => (await service.get(`/endpoints/${body.id}/waiting`, 'cabinet')).body.messages === 0);
    const first = (await service.get(`/endpoints/${body.id}/requests?limit=60`, 'cabinet')).body;
    const rest = (await service.get(`/endpoints/${body.id}/requests?cursor=${first.next}`, 'cabinet')).body;
    const kept = [...first.items, ...rest.items].map((one) => JSON.parse(one.body).sequence);
    expect(kept).toEqual(Array.from({ length: 100 }, (_, index) => index + 3));
  });
});
