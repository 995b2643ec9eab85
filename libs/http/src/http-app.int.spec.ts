import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { Body, Controller, Get, Module, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApiBody } from '@nestjs/swagger';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  ApiProblems,
  BodyLimit,
  Keyed,
  type Asked,
  IsCodeField,
  IsCount,
  PageQuery,
  ProblemError,
  createHttpApp,
  decodeCursor,
  sendAnswer,
} from './index.js';

class Thing {
  @IsCodeField() readonly name!: string;
  @IsCount({ optional: true }) readonly count?: number;
}
class ThingPath {
  @IsCodeField({ max: 10 }) readonly id!: string;
}

@Controller('things')
class ThingController {
  @Post()
  @ApiProblems({ 'no-such-thing': { status: 404 } })
  create(@Keyed() { key }: Asked, @Body() thing: Thing) {
    return { key, name: thing.name };
  }
  @Post('raw')
  @ApiBody({ required: false, schema: {} })
  raw(@Body() body: unknown) {
    return { body: body ?? null };
  }
  @Post('large')
  @BodyLimit(16)
  @ApiBody({ schema: { type: 'object' } })
  large(@Body() body: { readonly text: string }) {
    return { length: body.text.length };
  }
  @Get()
  list(@Query() { cursor, limit }: PageQuery) {
    return { at: cursor === undefined ? null : decodeCursor(cursor, 2), limit: limit ?? null };
  }
  @Get('broken')
  broken() {
    throw new Error('the password is 1234');
  }
  @Get('away')
  away() {
    throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
  }
  @Get('refused')
  refused() {
    throw new ProblemError(422, 'no-such-reason', { availableKopecks: 5, status: 200, type: 'mine' });
  }
  @Get('answer')
  answer(@Res() reply: FastifyReply) {
    sendAnswer(reply, { status: 202, body: { a: 1 }, hit: true });
  }
  @Get('by-id/:id')
  byId(@Param() { id }: ThingPath) {
    return { id };
  }
  @Get('unchecked/:id')
  unchecked(@Param('id') id: string, @Req() request: FastifyRequest) {
    return { id, request: request.id };
  }
}

@Module({ controllers: [ThingController] })
class ThingModule {}

let app: NestFastifyApplication;
beforeAll(async () => {
  app = await createHttpApp(ThingModule, { title: 'Things', description: 'For tests', access: 'open', logger: false });
});
afterAll(() => app.close());

const post = (url: string, payload: string | Buffer, headers: Record<string, string> = {}) =>
  app.inject({
    method: 'POST',
    url,
    payload,
    headers: { 'content-type': 'application/json', 'idempotency-key': 'k', ...headers },
  });

const expectProblem = (
  response: Awaited<ReturnType<typeof post>>,
  status: number,
  reason: string,
): Record<string, unknown> & { errors?: unknown[] } => {
  expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  const problem = response.json<Record<string, unknown>>();
  expect(problem).toMatchObject({ type: `/problems/${reason}`, status });
  expect(response.statusCode).toBe(status);
  expect(problem['instance']).toBe(`urn:uuid:${String(response.headers['x-request-id'])}`);
  return problem;
};

describe('problems', () => {
  test('a Russian reader is answered in Russian, an English one in English', async () => {
    const russian = expectProblem(await post('/things', '{}'), 400, 'invalid-request');
    expect(russian).toMatchObject({
      title: 'В запросе есть ошибки',
      errors: [{ pointer: '/name', code: 'required', message: 'обязательное поле' }],
    });
    const english = expectProblem(
      await post('/things', '{}', { 'accept-language': 'en-GB,ru' }),
      400,
      'invalid-request',
    );
    expect(english).toMatchObject({ title: 'The request has faults', errors: [{ message: 'is required' }] });
  });

  test('the fields of a rejection are members, and cannot replace the standard ones', async () => {
    const problem = expectProblem(await app.inject('/things/refused'), 422, 'no-such-reason');
    expect(problem).toMatchObject({ availableKopecks: 5, status: 422 });
  });

  test('an unknown error says nothing about itself', async () => {
    const response = await app.inject('/things/broken');
    expectProblem(response, 500, 'internal-error');
    expect(response.body).not.toContain('1234');
    expect(response.json()).not.toHaveProperty('detail');
  });

  test('what is away is asked for again later', async () => {
    const response = await app.inject('/things/away');
    expectProblem(response, 503, 'unavailable');
    expect(response.headers['retry-after']).toBe('1');
  });

  test.each([
    ['GET', '/nowhere', 404, 'not-found'],
    ['DELETE', '/things', 404, 'not-found'],
    ['GET', '/things/unchecked/%zz', 400, 'malformed-request'],
    ['GET', `/things/unchecked/${'x'.repeat(600)}`, 414, 'malformed-request'],
    ['GET', '/things?limit=many', 400, 'invalid-request'],
    ['GET', '/things?cursor=abc', 400, 'invalid-cursor'],
    ['GET', '/things?__proto__=1', 400, 'invalid-request'],
    ['GET', '/things?hasOwnProperty=1', 400, 'invalid-request'],
    ['GET', '/things/by-id/12345678901', 400, 'invalid-request'],
    ['GET', '/things/unchecked/a%00b', 400, 'invalid-request'],
    ['GET', '/things?name=%00', 400, 'invalid-request'],
  ] as const)('%s %s', async (method, url, status, reason) => {
    expectProblem(await app.inject({ method, url }), status, reason);
  });

  test('a cursor is read back', async () => {
    const cursor = Buffer.from('["a","b"]').toString('base64url');
    expect((await app.inject(`/things?cursor=${cursor}&limit=5`)).json()).toEqual({ at: ['a', 'b'], limit: 5 });
    const short = Buffer.from('["a"]').toString('base64url');
    expectProblem(await app.inject(`/things?cursor=${short}`), 400, 'invalid-cursor');
  });

  test('a repeated answer is marked', async () => {
    const response = await app.inject('/things/answer');
    expect(response.statusCode).toBe(202);
    expect(response.headers['idempotency-hit']).toBe('true');
  });
});

describe('bodies', () => {
  test.each([
    ['{"name":', 'application/json', 400, 'malformed-json'],
    ['name=x', 'application/x-www-form-urlencoded', 415, 'unsupported-media-type'],
    ['{"name":"x"}', 'text/plain', 415, 'unsupported-media-type'],
    ['{"name":"x"}', 'application/json; charset=windows-1251', 415, 'unsupported-media-type'],
    ['{"name":"x"}', 'no type at all', 415, 'unsupported-media-type'],
    ['"name"', 'application/json', 400, 'invalid-request'],
    ['[{"name":"x"}]', 'application/json', 400, 'invalid-request'],
    ['', 'application/json', 400, 'invalid-request'],
    ['null', 'application/json', 400, 'invalid-request'],
    ['{"name":"a\\u0000b"}', 'application/json', 400, 'invalid-request'],
    ['{"name":"\\ud800"}', 'application/json', 400, 'invalid-request'],
    ['{"name":"x","__proto__":{"count":1}}', 'application/json', 400, 'invalid-request'],
    ['{"name":"x","constructor":{"prototype":{}}}', 'application/json', 400, 'invalid-request'],
    ['{"name":"x","toString":1}', 'application/json', 400, 'invalid-request'],
    ['{"name":"x","count":1e400}', 'application/json', 400, 'invalid-request'],
    ['{"name":"x","count":12345678901234567890}', 'application/json', 400, 'invalid-request'],
    [`{"name":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 'application/json', 400, 'invalid-request'],
    ['x'.repeat(9 * 1024 * 1024), 'application/json', 413, 'body-too-large'],
  ])('%.40s as %s', async (body, type, status, reason) => {
    expectProblem(await post('/things', body, { 'content-type': type }), status, reason);
  });

  test('bytes that are not UTF-8', async () => {
    expectProblem(await post('/things', Buffer.from([0x22, 0xff, 0x22])), 400, 'malformed-json');
  });

  test('a route may take more', async () => {
    const text = 'x'.repeat(9 * 1024 * 1024);
    expect((await post('/things/large', JSON.stringify({ text }))).json()).toEqual({ length: text.length });
  });

  test('without content, and without a type', async () => {
    const response = await app.inject({ method: 'POST', url: '/things/raw' });
    expect(response.json()).toEqual({ body: null });
  });

  test('an Idempotency-Key must be there and readable', async () => {
    const without = await app.inject({ method: 'POST', url: '/things', payload: { name: 'x' } });
    expectProblem(without, 400, 'idempotency-key-missing');
    expectProblem(
      await post('/things', '{"name":"x"}', { 'idempotency-key': 'x'.repeat(201) }),
      400,
      'idempotency-key-malformed',
    );
    expectProblem(
      await post('/things', '{"name":"x"}', { 'idempotency-key': 'ключ' }),
      400,
      'idempotency-key-malformed',
    );
    expect((await post('/things', '{"name":"x"}')).json()).toEqual({ key: 'k', name: 'x' });
  });
});

// Any JSON at all, with the keys and strings that hurt.
const nasty = fc.constantFrom(
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'then',
  'length',
  'hasOwnProperty',
  'name',
  'count',
  '\0',
  '\ud800',
  '',
);
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 6 },
    fc.constantFrom(null, true, false, -0, 1e308, 2 ** 63, -1, 0.1),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.string({ unit: 'binary' }),
    nasty,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(fc.oneof(nasty, fc.string()), tie('value')), { maxLength: 5 }).map(Object.fromEntries),
  ),
})).value;

describe('whatever comes', () => {
  test('no JSON brings the service to a 500', async () => {
    await fc.assert(
      fc.asyncProperty(json, async (body) => {
        const response = await post('/things', JSON.stringify(body));
        expect(response.statusCode).toBeLessThan(500);
      }),
      { numRuns: 2000 },
    );
  });
  test('nor any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), fc.string(), async (bytes, type) => {
        const response = await post(
          '/things',
          Buffer.from(bytes),
          /^[\x20-\x7e]*$/.test(type) ? { 'content-type': type } : {},
        );
        expect(response.statusCode).toBeLessThan(500);
      }),
      { numRuns: 500 },
    );
  });
  test('nor any address', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(nasty, fc.string({ unit: 'binary' })),
        fc.oneof(nasty, fc.string()),
        async (name, value) => {
          const query = `${encodeURIComponent(name.toWellFormed())}=${encodeURIComponent(value.toWellFormed())}`;
          for (const url of [`/things?${query}`, `/things/unchecked/${encodeURIComponent(value.toWellFormed())}`]) {
            expect((await app.inject(url)).statusCode).toBeLessThan(500);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('the description', () => {
  test('is OpenAPI 3.1 and names the problems', async () => {
    const document = (await app.inject('/openapi.json')).json<{
      openapi: string;
      components: { schemas: Record<string, unknown> };
      paths: Record<string, Record<string, { responses: Record<string, unknown>; parameters?: { name: string }[] }>>;
    }>();
    expect(document.openapi).toBe('3.1.0');
    expect(document.components.schemas).toHaveProperty('Problem');
    const create = document.paths['/things']?.['post'];
    expect(create?.responses).toMatchObject({ 404: { description: '`no-such-thing`' }, default: {} });
    expect(create?.parameters?.map((parameter) => parameter.name)).toEqual(['Idempotency-Key', 'Client-Name']);
    expect(document.paths['/things']?.['get']?.parameters?.map((parameter) => parameter.name)).toEqual([
      'limit',
      'cursor',
    ]);
  });
  test('has a page', async () => {
    const response = await app.inject('/docs');
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-type']).toMatch('text/html');
  });
});

// A client that was reset while it sent was logged as an outage, and told (had it listened) that the database was away: both
// are an ECONNRESET. Requests were only injected, and those are never cut off.
test('a request that its client cuts off is no outage', async () => {
  const errors: unknown[] = [];
  const ignore = (): void => undefined;
  const logger = { log: ignore, warn: ignore, error: (text: unknown) => errors.push(text) };
  const served = await createHttpApp(ThingModule, { title: 'Things', description: '', access: 'open', logger });
  await served.listen(0, '127.0.0.1');
  const { port } = served.getHttpServer().address() as AddressInfo;
  const client = connect(port, '127.0.0.1');
  await once(client, 'connect');
  client.write(
    'POST /things/raw HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"a":',
  );
  const server = served.getHttpServer();
  const [, response] = (await once(server, 'request')) as [IncomingMessage, ServerResponse];
  client.resetAndDestroy();
  while (!response.writableEnded) await new Promise((resolve) => setImmediate(resolve));
  expect(response.statusCode).toBe(400);
  expect(errors).toEqual([]);
  await served.close();
});
