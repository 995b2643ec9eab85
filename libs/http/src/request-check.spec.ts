import { Body, Controller, Get, HttpCode, Module, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  ApiCreated,
  ApiJsonBody,
  Keyed,
  IsCodeField,
  IsCount,
  IsKopecks,
  IsListOf,
  PageQuery,
  createHttpApp,
  problemFrom,
  sendAnswer,
  zodFaults,
  type Asked,
} from './index.js';

// What was lost: a request was held against the fields of its DTO and against nothing else. A parameter where no DTO
// looked, a parameter given twice, a body nobody reads, an `Accept` that cannot be met: all were answered with 200.

class Part {
  @IsKopecks() readonly amountKopecks!: number;
}
class Order {
  @IsCodeField() readonly name!: string;
  @IsKopecks() readonly priceKopecks!: number;
  @IsListOf(() => Part, { optional: true }) readonly parts?: readonly Part[];
}
class OrderPath {
  @IsCount({ max: 99 }) readonly id!: number;
}

const file = z.strictObject({ amount: z.int(), deep: z.strictObject({ count: z.int() }), any: z.unknown().optional() });
const refusals = { 'no-such-reason': { status: 422 } } as const;

@Controller('orders')
class OrderController {
  @Post()
  @ApiCreated(Order, '/orders/{name}')
  create(@Keyed() _: Asked, @Body() order: Order, @Res() reply: FastifyReply): void {
    sendAnswer(reply, { status: 201, body: order });
  }
  @Post('file')
  @HttpCode(200)
  @ApiJsonBody('OrderFile', file)
  @ApiOkResponse({ schema: {} })
  take(@Req() { body }: FastifyRequest) {
    const read = file.safeParse(body, { reportInput: true });
    if (!read.success) throw problemFrom(refusals, { reason: 'no-such-reason' }, zodFaults(read.error));
    return { body };
  }
  @Post(':id/close')
  @HttpCode(200)
  @ApiOkResponse({ schema: {} })
  close(@Param() { id }: OrderPath) {
    return { id };
  }
  @Get('text')
  @ApiProduces('text/plain')
  @ApiOkResponse({ schema: { type: 'string' } })
  text(@Res() reply: FastifyReply): void {
    void reply.header('content-type', 'text/plain').send('a 1');
  }
  @Get()
  @ApiOkResponse({ schema: {} })
  list(@Query() { limit }: PageQuery) {
    return { limit: limit ?? null };
  }
  @Get(':id')
  @ApiOkResponse({ type: Order })
  one(@Param('id') name: string) {
    return { name };
  }
}

@Module({ controllers: [OrderController] })
class OrderModule {}

let app: NestFastifyApplication;
beforeAll(async () => {
  app = await createHttpApp(OrderModule, { title: 'Orders', description: 'For tests', access: 'open', logger: false });
});
afterAll(() => app.close());

const post = (url: string, payload: string, headers: Record<string, string | string[]> = {}) =>
  app.inject({
    method: 'POST',
    url,
    payload,
    headers: { 'content-type': 'application/json', 'idempotency-key': 'k', ...headers },
  });
const get = (url: string, headers: Record<string, string> = {}) => app.inject({ method: 'GET', url, headers });

const refusal = (response: Awaited<ReturnType<typeof post>>) => {
  const { type, status, errors = [] } = response.json<{ type: string; status: number; errors?: any[] }>();
  expect(response.statusCode).toBe(status);
  return [`${status} ${type}`, ...errors.map(({ pointer, code }) => `${pointer} ${code}`).toSorted()];
};
const INVALID = '400 /problems/invalid-request';

describe('a body that says two things, or no exact number', () => {
  test.each([
    ['{"name":"a","priceKopecks":1,"priceKopecks":2}', ['/priceKopecks key-twice']],
    ['{"name":"a","priceKopecks":1,"price\\u004bopecks":1}', ['/priceKopecks key-twice']],
    ['{"name":"a","priceKopecks":190000.000000000001}', ['/priceKopecks not-kopecks']],
    ['{"name":"a","priceKopecks":9007199254740990.6}', ['/priceKopecks not-kopecks']],
    [
      '{"name":"a","name":" ","priceKopecks":1.00000000000000000001,"parts":[{"amountKopecks":1,"amountKopecks":2},{"amountKopecks":1e-400}],"x":1}',
      [
        '/name key-twice',
        '/parts/0/amountKopecks key-twice',
        '/parts/1/amountKopecks not-kopecks',
        '/priceKopecks not-kopecks',
        '/x unknown-field',
      ],
    ],
  ])('%s', async (body, faults) => expect(refusal(await post('/orders', body))).toEqual([INVALID, ...faults]));

  test('exact ones are taken, however they are written', async () => {
    for (const price of ['100000', '1e5', '100000.0', '1000000e-1'])
      expect((await post('/orders', `{"name":"a","priceKopecks":${price}}`)).json()).toMatchObject({
        priceKopecks: 100000,
      });
  });

  test('a file is refused by its own problem, and by one of everything when a key stands twice', async () => {
    expect(refusal(await post('/orders/file', '{"amount":7.0000000000000001,"deep":{"count":1}}'))).toEqual([
      '422 /problems/no-such-reason',
      '/amount not-a-whole-number',
    ]);
    expect(
      refusal(
        await post(
          '/orders/file',
          '{"amount":7.0000000000000001,"deep":{"count":"1","count":1.5},"any":{"a":1,"a":1}}',
        ),
      ),
    ).toEqual([INVALID, '/amount not-a-whole-number', '/any/a key-twice', '/deep/count key-twice']);
  });

  test('what a schema does not look at may be any number', async () => {
    const response = await post('/orders/file', '{"amount":7,"deep":{"count":1},"any":[60.00000000000000000001]}');
    expect(response.json()).toMatchObject({ body: { any: [expect.closeTo(60)] } });
  });
});

describe('what an operation does not take', () => {
  test.each([
    ['/orders?limit=1&limit=1', ['?limit given-twice']],
    ['/orders?limit=x&limit=y&other=1', ['?limit given-twice', '?other unknown-field']],
    ['/orders?Limit=1', ['?Limit unknown-field']],
    ['/orders?limit[]=1', ['?limit[] unknown-field']],
    ['/orders?', []],
    ['/orders/text?a=1', ['?a unknown-field']],
    ['/orders/x?a', ['?a unknown-field']],
    ['/docs?a=1', ['?a unknown-field']],
    ['/openapi.json?a=1', ['?a unknown-field']],
  ])('GET %s', async (url, faults) => {
    const response = await get(url);
    if (faults.length === 0) expect(response.statusCode).toBe(200);
    else expect(refusal(response)).toEqual([INVALID, ...faults]);
  });

  test('parameters, path and body are told of together', async () => {
    expect(refusal(await post('/orders?a=1', '{"name":"","x":1}'))).toEqual([
      INVALID,
      '/name not-a-code',
      '/priceKopecks required',
      '/x unknown-field',
      '?a unknown-field',
    ]);
    expect(refusal(await post('/orders/100/close?a=1', '{"b":1,"c":2}'))).toEqual([
      INVALID,
      '/b unknown-field',
      '/c unknown-field',
      ':id too-large',
      '?a unknown-field',
    ]);
  });

  test('a body where none is taken', async () => {
    expect((await post('/orders/1/close', '{}')).json()).toEqual({ id: 1 });
    expect((await post('/orders/1/close', '')).json()).toEqual({ id: 1 });
    for (const body of ['[]', 'null', '"x"', '[{"a":1}]'])
      expect(refusal(await post('/orders/1/close', body))).toEqual([INVALID, ' body-not-taken']);
    const read = await app.inject({ method: 'GET', url: '/orders', payload: '{}' });
    expect(refusal(read)).toEqual([INVALID, ' body-not-taken']);
  });

  test('a header that means one thing, given twice', async () => {
    const response = await post('/orders', '{"name":"a","priceKopecks":1}', { 'idempotency-key': ['k', 'l'] });
    expect(refusal(response)).toEqual([INVALID, 'Idempotency-Key given-twice']);
  });

  test('nobody is told about the parameters of an address that is not there', async () => {
    expect(refusal(await get('/nowhere?a=1', { accept: 'text/html' }))).toEqual(['404 /problems/not-found']);
  });
});

describe('an Accept that cannot be met', () => {
  test.each([
    ['/orders', 'text/html', 406],
    ['/orders', 'application/json;q=0, application/problem+json;q=0, */*', 406],
    ['/orders', '*/*', 200],
    ['/orders', 'application/*;q=0.1', 200],
    ['/orders/text', 'application/json', 406],
    ['/orders/text', 'text/*', 200],
    ['/docs', 'text/html,application/xhtml+xml', 200],
    ['/docs', 'application/json', 406],
    ['/docs/swagger-ui.css', 'text/css,*/*;q=0.1', 200],
    ['/openapi.json', 'application/json', 200],
    ['/openapi.json', 'text/html', 406],
  ])('%s as %s', async (url, accept, status) => expect((await get(url, { accept })).statusCode).toBe(status));

  test('is told as a problem, and nothing is done', async () => {
    expect(refusal(await post('/orders', '{', { accept: 'application/xml' }))).toEqual([
      '406 /problems/not-acceptable',
    ]);
    const head = await app.inject({ method: 'HEAD', url: '/orders', headers: { accept: 'image/png' } });
    expect(head.statusCode).toBe(406);
  });
});

describe('a 201', () => {
  test('says where what it created is', async () => {
    const response = await post('/orders', '{"name":"а/б ?","priceKopecks":1}');
    expect([response.statusCode, response.headers.location]).toEqual([201, `/orders/${encodeURIComponent('а/б ?')}`]);
    expect((await get(String(response.headers.location))).json()).toEqual({ name: 'а/б ?' });
  });
});

test('the document names what every operation may answer', async () => {
  const document = (await get('/openapi.json')).json();
  const { 400: invalid, 406: accept, 413: large, 409: progress } = document.paths['/orders'].post.responses;
  expect(invalid.description).toBe(
    '`invalid-request`, `malformed-request`, `malformed-json`, `idempotency-key-missing`, `idempotency-key-malformed`, `client-name-malformed`',
  );
  expect([accept.description, large.description]).toEqual(['`not-acceptable`', '`body-too-large`']);
  expect(progress.description).toBe('`idempotency-in-progress`');
  expect(document.paths['/orders'].get.responses[400].description).toBe(
    '`invalid-request`, `malformed-request`, `invalid-cursor`',
  );
  expect(document.components.schemas.Order.properties.parts.items).toEqual({ $ref: '#/components/schemas/Part' });
  expect(document.components.schemas.OrderFile.properties.deep.required).toEqual(['count']);
});
