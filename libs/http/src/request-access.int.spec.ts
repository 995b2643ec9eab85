import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { IssuerAway, InvalidToken, callerNow, grantsFrom, reachNow, tokenNow } from '@lib/access';
import { actorNow } from '@lib/actor';
import { Body, Controller, Get, HttpCode, Module, Post } from '@nestjs/common';
import { ApiBody, ApiOkResponse } from '@nestjs/swagger';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createHttpApp } from './http-app.js';

@Controller('things')
class Things {
  @Get('public')
  @ApiOkResponse()
  open() {
    return { all: reachNow().isEverything, actor: actorNow() };
  }

  @Get()
  @ApiOkResponse()
  list() {
    const { isEverything, municipalities, providers, persons } = reachNow();
    const caller = callerNow()?.name;
    return { isEverything, municipalities, providers, persons, caller, token: tokenNow(), actor: actorNow() };
  }

  @Post()
  @HttpCode(200)
  @ApiBody({ schema: {} })
  @ApiOkResponse()
  make(@Body() body: unknown) {
    return body;
  }
}

@Module({ controllers: [Things] })
class ThingsModule {}

const policy = {
  'GET /things/public': 'anyone',
  'GET /things': {
    municipality: 'municipality',
    provider: 'own groups',
    parent: 'own children',
    integration: 'ledger',
  },
  'POST /things': { operator: 'region' },
} as const;

/** The token says who it is of: the name, and the roles or `away`. */
const tokens = {
  known: () => undefined,
  caller: async (token: string) => {
    if (token === 'forged') throw new InvalidToken();
    if (token === 'away') throw new IssuerAway();
    const [name = '', roles = '', scope = ''] = token.split('/');
    const grants = grantsFrom(roles.replaceAll('~', ' ').replaceAll('.', ':'));
    return { kind: 'person', name, grants, scopes: scope === 'ledger' ? (['ledger'] as const) : [] } as const;
  },
};

let app: NestFastifyApplication;
beforeAll(async () => {
  app = await createHttpApp(ThingsModule, {
    title: 'Things',
    description: 'For tests',
    access: { policy, tokens },
    logger: false,
  });
});
afterAll(() => app.close());

const ask = async (method: 'GET' | 'POST' | 'HEAD', url: string, headers: Readonly<Record<string, string>> = {}) => {
  const payload = method === 'POST' ? { payload: '{"a":1}' } : {};
  const sent = { ...(method === 'POST' ? { 'content-type': 'application/json' } : {}), ...headers };
  const answer = await app.inject({ method, url, headers: sent, ...payload });
  return { status: answer.statusCode, headers: answer.headers, body: answer.body === '' ? {} : answer.json() };
};
const as = (token: string) => ({ authorization: `Bearer ${token}` });

describe('without a token', () => {
  it('what is for anyone is answered', async () => {
    expect(await ask('GET', '/things/public')).toMatchObject({
      status: 200,
      body: { all: true, actor: { proven: false } },
    });
  });

  it.each(['', 'Bearer', 'Basic b3BlcmF0b3I6', 'Bearer a b', 'Token operator'])(
    'by "%s" nothing else is',
    async (header) => {
      const answer = await ask('GET', '/things', header === '' ? {} : { authorization: header });
      expect(answer).toMatchObject({ status: 401, body: { type: '/problems/login-needed' } });
      expect(answer.headers['www-authenticate']).toBe('Bearer realm="certificate-ledger"');
    },
  );

  it('an address that nobody serves is none', async () => {
    expect(await ask('GET', '/nothing')).toMatchObject({ status: 404, body: { type: '/problems/not-found' } });
  });

  it('a body is not even read', async () => {
    const headers = { 'content-length': String(1e9) };
    expect(await ask('POST', '/things', headers)).toMatchObject({ status: 401 });
  });

  it('the documents can be read, and say what needs a login', async () => {
    const { body } = await ask('GET', '/openapi.json');
    expect(body).toMatchObject({ security: [{ login: [] }], paths: { '/things/public': { get: { security: [] } } } });
    expect(Object.keys(body.paths['/things'].get.responses)).toEqual(expect.arrayContaining(['401', '403']));
    expect(Object.keys(body.paths['/things/public'].get.responses)).not.toContain('401');
  });
});

describe('with a token', () => {
  it('that is none the answer does not say why', async () => {
    const answer = await ask('GET', '/things', as('forged'));
    expect(answer).toMatchObject({ status: 401, body: { type: '/problems/token-not-valid' } });
    expect(answer.headers['www-authenticate']).toBe('Bearer realm="certificate-ledger", error="invalid_token"');
  });

  it('that nobody can check for the moment, one asks again', async () => {
    const answer = await ask('GET', '/things', as('away'));
    expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '1' } });
  });

  it.each([
    ['GET', '/things', 'anna/operator'],
    ['HEAD', '/things', 'anna/operator'],
    ['GET', '/things', 'anna/auditor~administrator'],
    ['GET', '/things', 'register/integration'],
    ['POST', '/things', 'anna/parent~provider.1'],
  ] as const)('of somebody whom %s %s is not for: %s', async (method, url, token) => {
    expect(await ask(method, url, as(token))).toMatchObject({ status: 403 });
  });

  it('one reaches what all of one’s roles reach, and no more', async () => {
    expect((await ask('GET', '/things', as('anna/municipality.2442~provider.7~operator'))).body).toMatchObject({
      isEverything: false,
      municipalities: [2442],
      providers: ['7'],
      persons: [],
      caller: 'anna',
      actor: { kind: 'person', name: 'anna', proven: true, occasion: 'GET /things' },
    });
    expect((await ask('GET', '/things', as('vera/'))).body).toMatchObject({
      isEverything: false,
      persons: [{ person: 'vera', relation: 'guardian' }],
    });
  });

  it('of a program its scope decides', async () => {
    expect((await ask('GET', '/things', as('register/integration/ledger'))).body).toMatchObject({ isEverything: true });
  });
});

it('an operation that the policy does not name is not served', async () => {
  const { 'GET /things': _, ...less } = policy;
  const starting = createHttpApp(ThingsModule, {
    title: 'Things',
    description: 'For tests',
    access: { policy: less, tokens },
    logger: false,
  });
  await expect(starting).rejects.toThrow('no policy says who may: GET /things');
});

it('nothing is reached where nobody has checked', () => {
  expect(() => reachNow()).toThrow('nobody has checked');
});
