import { afterEach, describe, expect, it } from '@jest/globals';
import { InvalidToken, type Caller } from '@lib/access';
import { Body, Controller, Get, HttpCode, Module, Post } from '@nestjs/common';
import { ApiBody, ApiOkResponse } from '@nestjs/swagger';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createHttpApp } from './http-app.js';
import { HTTP_SETTINGS, type HttpSettings, type RateSettings } from './index.js';

@Controller()
class Things {
  @Get('things')
  @ApiOkResponse()
  list() {
    return [];
  }

  @Get('catalogue')
  @ApiOkResponse()
  open() {
    return [];
  }

  @Post('things')
  @HttpCode(200)
  @ApiBody({ schema: {} })
  @ApiOkResponse()
  make(@Body() body: unknown) {
    return body;
  }

  @Get('health/live')
  @ApiOkResponse()
  live() {
    return {};
  }

  @Get('messaging/published')
  @ApiOkResponse()
  published() {
    return {};
  }
}

@Module({ controllers: [Things] })
class ThingsModule {}

const policy = {
  'GET /things': { operator: 'region' },
  'POST /things': { operator: 'region' },
  'GET /catalogue': 'anyone',
  'GET /health/live': 'anyone',
  'GET /messaging/published': 'anyone',
} as const;

/** Every token but `forged…` is good, and is that of the operator it names. */
class Tokens {
  checks = 0;
  private readonly seen = new Set<string>();

  known(token: string): Caller | undefined {
    return this.seen.has(token) ? operator(token) : undefined;
  }

  async caller(token: string): Promise<Caller> {
    this.checks += 1;
    if (token.startsWith('forged')) throw new InvalidToken();
    this.seen.add(token);
    return operator(token);
  }
}

const operator = (token: string): Caller => {
  const [name = '', kind] = token.split('/');
  return {
    kind: kind === 'program' ? 'integration' : 'person',
    name,
    grants: [{ role: 'operator', of: undefined }],
    scopes: [],
  };
};

let app: NestFastifyApplication | undefined;
let tokens: Tokens;
let nowMs: number;
afterEach(() => app?.close());

const start = async (rates: Partial<RateSettings>, more: Partial<HttpSettings> = {}): Promise<void> => {
  tokens = new Tokens();
  nowMs = 0;
  app = await createHttpApp(ThingsModule, {
    title: 'Things',
    description: 'For tests',
    access: { policy, tokens },
    logger: false,
    now: () => nowMs,
    settings: {
      ...HTTP_SETTINGS,
      rates: { perMinute: 3, anonymousPerMinute: 2, clients: new Map(), ...rates },
      ...more,
    },
  });
};

type Asking = { readonly token?: string; readonly from?: string; readonly via?: string; readonly method?: 'POST' };

const ask = async (url: string, { token, from = '192.0.2.1', via, method }: Asking = {}) => {
  const headers = {
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(via === undefined ? {} : { 'x-forwarded-for': via }),
    ...(method === undefined ? {} : { 'content-type': 'application/json', 'content-length': String(1e9) }),
  };
  const answer = await app!.inject({ method: method ?? 'GET', url, headers, remoteAddress: from });
  const { ratelimit, 'ratelimit-policy': quota, 'retry-after': retryAfter } = answer.headers;
  return { status: answer.statusCode, ratelimit, quota, retryAfter, body: answer.body };
};
const statuses = async (count: number, url: string, asking?: Asking): Promise<readonly number[]> => {
  const found = [];
  for (let asked = 0; asked < count; asked++) found.push((await ask(url, asking)).status);
  return found;
};

describe('a login', () => {
  it('is told with every answer what is left of its minute', async () => {
    await start({});
    expect(await ask('/things', { token: 'anna' })).toMatchObject({
      status: 200,
      quota: '"login";q=3;w=60',
      ratelimit: '"login";r=2;t=60',
      retryAfter: undefined,
    });
    nowMs = 20_500;
    expect(await ask('/things', { token: 'anna' })).toMatchObject({ ratelimit: '"login";r=1;t=40' });
  });

  it('that asks too often is told when to come again, as a problem, and is taken then', async () => {
    await start({});
    expect(await statuses(3, '/things', { token: 'anna' })).toEqual([200, 200, 200]);
    nowMs = 59_000;
    const refused = await ask('/things', { token: 'anna' });
    expect(refused).toMatchObject({ status: 429, ratelimit: '"login";r=0;t=1', retryAfter: '1' });
    expect(JSON.parse(refused.body)).toMatchObject({
      type: '/problems/too-many-requests',
      status: 429,
      retryAfterSeconds: 1,
      instance: expect.stringMatching(/^urn:uuid:/),
    });
    nowMs = 60_000;
    expect(await ask('/things', { token: 'anna' })).toMatchObject({ status: 200, ratelimit: '"login";r=2;t=60' });
  });

  it('that is greedy does not stop another, from the same address', async () => {
    await start({});
    expect((await statuses(50, '/things', { token: 'greedy' })).slice(3)).toEqual(
      Array.from({ length: 47 }, () => 429),
    );
    expect(await statuses(3, '/things', { token: 'anna' })).toEqual([200, 200, 200]);
  });

  it('has one minute for all of its tokens and addresses', async () => {
    await start({});
    for (const [token, from] of [
      ['anna/1', '192.0.2.1'],
      ['anna/2', '192.0.2.2'],
      ['anna/3', '192.0.2.3'],
    ] as const)
      expect(await ask('/things', { token, from })).toMatchObject({ status: 200 });
    expect(await ask('/things', { token: 'anna/4', from: '192.0.2.4' })).toMatchObject({ status: 429 });
  });

  it('is not counted by its address, however often it gets another token', async () => {
    await start({ perMinute: 100 });
    for (let index = 0; index < 10; index++)
      expect(await ask('/things', { token: `anna/${index}` })).toMatchObject({ status: 200 });
    expect(await statuses(3, '/catalogue')).toEqual([200, 200, 429]);
  });

  it('with a number of its own has that', async () => {
    const clients = new Map([
      ['register', 5],
      ['demo', 0],
    ]);
    await start({ clients });
    expect(await statuses(6, '/things', { token: 'register/program' })).toEqual([200, 200, 200, 200, 200, 429]);
    expect(await statuses(20, '/things', { token: 'demo/program' })).not.toContain(429);
    expect(await ask('/things', { token: 'demo/program' })).toMatchObject({ quota: undefined, ratelimit: undefined });
  });
});

describe('an address', () => {
  it('has its own number, for whoever comes without a login', async () => {
    await start({});
    expect(await ask('/catalogue')).toMatchObject({ quota: '"address";q=2;w=60', ratelimit: '"address";r=1;t=60' });
    expect(await ask('/things')).toMatchObject({ status: 401, ratelimit: '"address";r=0;t=60' });
    expect(await ask('/nothing')).toMatchObject({ status: 429 });
    expect(await ask('/catalogue', { from: '192.0.2.2' })).toMatchObject({ status: 200 });
  });

  it('that sends forged tokens has them checked so often, and no more; known logins behind it go on', async () => {
    await start({ perMinute: 100, anonymousPerMinute: 5 });
    await ask('/things', { token: 'anna' });
    tokens.checks = 0;
    for (let index = 0; index < 50; index++) await ask('/things', { token: `forged${index}` });
    expect(tokens.checks).toBe(5);
    expect(await ask('/things', { token: 'anna' })).toMatchObject({ status: 200 });
  });

  it('that asks too often has no body read', async () => {
    await start({ anonymousPerMinute: 1 });
    await ask('/catalogue');
    expect(await ask('/things', { method: 'POST' })).toMatchObject({ status: 429 });
  });

  it.each([
    ['2001:db8:1:2::1', '2001:db8:1:2:ffff:1:2:3', 429],
    ['2001:db8:1:2::1', '2001:0DB8:0001:0002::9', 429],
    ['2001:db8:1:2::1', '2001:db8:1:3::1', 200],
    ['::ffff:192.0.2.7', '192.0.2.7', 429],
    ['::ffff:192.0.2.7', '::ffff:192.0.2.8', 200],
  ])('counts as one with its neighbours of IPv6: %s and %s', async (one, other, status) => {
    await start({ anonymousPerMinute: 1 });
    await ask('/catalogue', { from: one });
    expect(await ask('/catalogue', { from: other })).toMatchObject({ status });
  });

  it('is what a proxy says only where the proxy is named', async () => {
    await start({ anonymousPerMinute: 1 });
    await ask('/catalogue', { via: '198.51.100.1' });
    expect(await ask('/catalogue', { via: '198.51.100.2' })).toMatchObject({ status: 429 });
    await app?.close();
    await start({ anonymousPerMinute: 1 }, { proxies: ['192.0.2.0/24'] });
    await ask('/catalogue', { via: '198.51.100.1' });
    expect(await ask('/catalogue', { via: '198.51.100.2' })).toMatchObject({ status: 200 });
    // What whoever is behind the proxy says of himself does not count.
    expect(await ask('/catalogue', { via: '203.0.113.9, 198.51.100.1' })).toMatchObject({ status: 429 });
  });
});

it.each(['/health/live', '/messaging/published'])('%s is answered however often it is asked', async (url) => {
  await start({});
  expect(new Set(await statuses(50, url))).toEqual(new Set([200]));
  expect(await ask(url)).toMatchObject({ quota: undefined, ratelimit: undefined });
});

it('0 is any number', async () => {
  await start({ perMinute: 0, anonymousPerMinute: 0 });
  expect(await statuses(50, '/things', { token: 'anna' })).not.toContain(429);
  expect(await statuses(50, '/catalogue')).not.toContain(429);
});
