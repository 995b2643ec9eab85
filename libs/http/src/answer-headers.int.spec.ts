import { BadRequestException, Body, Controller, Get, HttpException, Module, Param, Post, Query } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApiBody } from '@nestjs/swagger';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exchange, head, type RawAnswer } from '../../../test/support/raw-http.js';
import { HTTP_SETTINGS, PageQuery, ProblemError, createHttpApp } from './index.js';

const SECRET = 'hunter2';
const circular: { self?: unknown } = {};
circular.self = circular;

/** Ways in which a handler goes wrong; each would tell something of what is inside. */
const BROKEN: Readonly<Record<string, () => unknown>> = {
  error: () => fail(new Error(SECRET)),
  text: () => fail(SECRET),
  nothing: () => fail(undefined),
  'of the database': () =>
    fail(Object.assign(new Error(SECRET), { severity: 'ERROR', code: '23505', detail: `Key (name)=(${SECRET})` })),
  'with a status': () => fail(Object.assign(new Error(SECRET), { statusCode: 502 })),
  'with a status of success': () => fail(Object.assign(new Error(SECRET), { statusCode: 200 })),
  'with a status that is none': () => fail(Object.assign(new Error(SECRET), { statusCode: Number.NaN })),
  'of the framework': () => fail(new HttpException(`SELECT '${SECRET}'`, 500)),
  'with a cause': () => fail(new Error('outside', { cause: new Error(SECRET) })),
  'of several': () => fail(new AggregateError([new Error(SECRET)], SECRET)),
  'an answer without an end': () => circular,
  'an answer that is no JSON': () => ({ count: 1n }),
  'an answer that throws': () => ({ toJSON: () => fail(new Error(SECRET)) }),
};
const fail = (thrown: unknown): never => {
  throw thrown;
};

@Controller('things')
class ThingController {
  @Get()
  list(@Query() { limit }: PageQuery) {
    return { limit: limit ?? null };
  }
  @Post()
  @ApiBody({ required: false, schema: {} })
  take(@Body() body: unknown) {
    return { body: body ?? null };
  }
  @Get('broken/:how')
  broken(@Param('how') how: string) {
    return BROKEN[how]?.();
  }
  @Get('refused')
  refused() {
    throw new ProblemError(422, 'refused');
  }
  @Get('odd')
  odd() {
    throw new BadRequestException({ secret: SECRET }, SECRET);
  }
}
@Module({ controllers: [ThingController] })
class Things {}

let app: NestFastifyApplication;
let url: string;
beforeAll(async () => {
  app = await createHttpApp(Things, { title: 'Things', description: '', access: 'open', logger: false });
  await app.listen(0, '127.0.0.1');
  url = await app.getUrl();
});
afterAll(() => app.close());

const EVERY = ['cache-control', 'content-security-policy', 'cross-origin-resource-policy', 'referrer-policy'];

/** Names of packages, classes and files, lines of a stack, and what only we know. */
const INSIDES =
  /\b(fastify|nestjs?|node_modules|kafkajs|pglite|zod)\b|FST_|\b[A-Z]\w*(Error|Exception)\b|\n\s+at |\.[jt]s\b|hunter2/;

/** What is wrong with an answer, whatever was asked. */
const wrongWith = (answer: RawAnswer | undefined): readonly string[] => {
  if (!answer) return ['no answer'];
  const { headers, body } = answer;
  const wrong = EVERY.filter((name) => !headers.has(name)).map((name) => `no ${name}`);
  if (headers.get('x-content-type-options') !== 'nosniff') wrong.push('may be sniffed');
  for (const name of headers.keys())
    if (/^access-control-|^server$|^x-powered-by$|^strict-transport-security$/.test(name)) wrong.push(`has ${name}`);
  if (INSIDES.test(body)) wrong.push(body);
  return wrong;
};

const JSON_BODY = { 'content-type': 'application/json' };
const CHUNKED = { 'transfer-encoding': 'chunked', ...JSON_BODY };

// Whoever is refused is answered by one of four: a handler, the framework, its router, or Node, which knows no headers of ours.
describe('every answer is safe to show to a browser and says nothing of what is inside', () => {
  it.each<[string, number, string]>([
    ['an answer', 200, head('GET /things')],
    ['a refusal', 422, head('GET /things/refused')],
    ['a refusal of the framework', 400, head('GET /things/odd')],
    ['a parameter that is wrong', 400, head('GET /things?limit=x')],
    ['an address of nobody', 404, head('GET /nowhere')],
    ['a method of nobody', 404, head('PATCH /things')],
    ['OPTIONS', 404, head('OPTIONS /things', { origin: 'https://evil.example' })],
    ['HEAD', 200, head('HEAD /things')],
    ['TRACE', 404, head('TRACE /things')],
    ['an address that cannot be read', 400, head('GET /things/%zz')],
    ['a part that is too long', 414, head(`GET /things/broken/${'x'.repeat(600)}`)],
    ['first lines that are too long', 431, head('GET /things', { long: 'x'.repeat(20_000) })],
    ['what is no HTTP', 400, '\x16\x03\x01\x02\x00\x01\r\n\r\n'],
    ['two lengths', 400, head('POST /things', { 'content-length': '5', 'Content-Length': '6' })],
    ['a length and chunks', 400, head('POST /things', { ...CHUNKED, 'content-length': '5' })],
    ['chunks that are none', 400, `${head('POST /things', CHUNKED)}zz\r\n`],
    ['a chunk with much beside it', 413, `${head('POST /things', CHUNKED)}1;${'x'.repeat(20_000)}\r\n`],
    ['no host', 400, head('GET /things', {}, { connection: 'close' })],
    ['an expectation', 200, head('GET /things', { expect: 'the unexpected' })],
    ['a body that is no JSON', 400, `${head('POST /things', { ...CHUNKED })}1\r\n{\r\n0\r\n\r\n`],
    ['a media type of nobody', 415, `${head('POST /things', { 'content-type': 'a/b', 'content-length': '1' })}1`],
    ['a body that is too large', 413, head('POST /things', { ...JSON_BODY, 'content-length': String(2 ** 30) })],
    ['a lower version', 200, 'GET /things HTTP/1.0\r\n\r\n'],
  ])('%s, %d', async (_, status, bytes) => {
    const answer = await exchange(url, bytes);
    expect(wrongWith(answer)).toEqual([]);
    expect(answer?.status).toBe(status);
    if (status >= 400) expect(answer?.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  });

  it.each(Object.keys(BROKEN))('a handler that breaks: %s', async (how) => {
    const answer = await exchange(url, head(`GET /things/broken/${encodeURIComponent(how)}`));
    expect(wrongWith(answer)).toEqual([]);
    expect(answer?.status).toBe(500);
    expect(JSON.parse(answer?.body ?? '')).toEqual({
      type: '/problems/internal-error',
      title: 'Внутренняя ошибка',
      status: 500,
      instance: expect.stringMatching(/^urn:uuid:/),
    });
  });

  it('it may not be kept, and no page may frame it', async () => {
    const answer = await exchange(url, head('GET /things'));
    expect(answer?.headers.get('cache-control')).toBe('no-store');
    expect(answer?.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });

  it.each(['https://evil.example', 'null', 'http://127.0.0.1', 'http://localhost:3000'])(
    'no page of %s may read it, whatever it asks first',
    async (origin) => {
      const preflight = { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'x' };
      for (const line of ['GET /things', 'OPTIONS /things', 'OPTIONS *', 'GET /openapi.json', 'GET /docs']) {
        const names = [...((await exchange(url, head(line, preflight)))?.headers.keys() ?? [])];
        expect([line, names.filter((name) => name.startsWith('access-control-'))]).toEqual([line, []]);
        expect(names).toContain('cross-origin-resource-policy');
      }
    },
  );
});

describe('the page of the interface', () => {
  it('works under its own policy: nothing of it comes from elsewhere, and no script stands in it', async () => {
    const page = await app.inject('/docs');
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toContain("script-src 'self'; style-src 'self' 'unsafe-inline'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe|https?:|\*/);
    const scripts = [...page.body.matchAll(/<script([^>]*)>([^<]*)/g)];
    expect(scripts.length).toBeGreaterThan(2);
    for (const [, attributes, text] of scripts) expect([attributes, text?.trim()]).toEqual([expect.any(String), '']);
    expect(page.body).not.toMatch(/\son\w+=|javascript:/i);
    const parts = [...page.body.matchAll(/(?:src|href)="([^"#]+)"/g)].map(([, part = '']) => part);
    expect(parts.length).toBeGreaterThan(4);
    for (const part of parts) {
      const asked = await app.inject(new URL(part, 'http://ledger/docs').pathname);
      expect([part, asked.statusCode]).toEqual([part, 200]);
      expect(asked.headers['x-content-type-options']).toBe('nosniff');
      expect(asked.headers['content-type']).toMatch(/javascript|css|png/);
    }
  });

  it('only it may run scripts', async () => {
    for (const path of ['/docsify', '/things?x=/docs', '/openapi.json']) {
      const { headers } = await app.inject(path);
      expect([path, headers['content-security-policy']]).toEqual([path, expect.not.stringContaining('script-src')]);
    }
  });
});

describe('behind a proxy with a certificate', () => {
  it('every answer asks browsers to come by HTTPS alone', async () => {
    const secure = await createHttpApp(Things, {
      title: 'Things',
      description: '',
      access: 'open',
      logger: false,
      settings: { ...HTTP_SETTINGS, hstsDays: 365 },
    });
    await secure.listen(0, '127.0.0.1');
    for (const bytes of [head('GET /things'), head('GET /nowhere'), head('GET /things/%zz'), 'no HTTP\r\n\r\n'])
      expect((await exchange(await secure.getUrl(), bytes))?.headers.get('strict-transport-security')).toBe(
        'max-age=31536000',
      );
    await secure.close();
  });
});
