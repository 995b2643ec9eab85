import { Body, Controller, Get, Module, Post } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApiBody } from '@nestjs/swagger';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { answerOn, connection, exchange, head } from '../../../test/support/raw-http.js';
import { HTTP_SETTINGS, createHttpApp } from './index.js';

const KIB = 1024;
const JSON_TEXT = { 'content-type': 'application/json' };

let seen = Promise.withResolvers<void>();
let gate = Promise.withResolvers<void>();

@Controller('things')
class ThingController {
  @Post()
  @ApiBody({ schema: {} })
  async take(@Body() body: unknown) {
    const { length } = JSON.stringify(body);
    if (length > KIB) {
      seen.resolve();
      await gate.promise;
    }
    return { length };
  }
  @Get()
  list() {
    return { items: [] };
  }
}
@Module({ controllers: [ThingController] })
class Things {}

let app: NestFastifyApplication;
let url: string;
beforeEach(async () => {
  [seen, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const settings = { ...HTTP_SETTINGS, bodiesBytes: 1000 * KIB };
  app = await createHttpApp(Things, { title: 'Things', description: '', access: 'open', logger: false, settings });
  await app.listen(0, '127.0.0.1');
  url = await app.getUrl();
});
afterEach(async () => {
  gate.resolve();
  await app.close();
});

const post = (kib: number): string => {
  const body = JSON.stringify('x'.repeat(kib * KIB));
  return `${head('POST /things', { ...JSON_TEXT, 'content-length': String(body.length) })}${body}`;
};
const chunked = (kib: number): string => {
  const body = JSON.stringify('x'.repeat(kib * KIB));
  const first = head('POST /things', { ...JSON_TEXT, 'transfer-encoding': 'chunked' });
  return `${first}${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
};

// Every body had its limit, and the sum of them had none: a dozen imports at once were more than a container has.
it.each([
  ['with a length', post],
  ['in chunks', chunked],
])(
  'bodies %s that are too much together are asked to come again, and there is room when one is done',
  async (_, ask) => {
    const first = exchange(url, ask(600));
    await seen.promise;
    const second = await exchange(url, ask(600));
    expect(second?.status).toBe(503);
    expect(second?.headers.get('retry-after')).toBe('1');
    expect(JSON.parse(second?.body ?? '')).toMatchObject({ type: '/problems/unavailable' });
    // What is small is still taken.
    expect(await exchange(url, post(0))).toMatchObject({ status: 201 });
    gate.resolve();
    expect(await first).toMatchObject({ status: 201, body: JSON.stringify({ length: 600 * KIB + 2 }) });
    expect(await exchange(url, ask(600))).toMatchObject({ status: 201 });
  },
);

it('one body is taken though it is more than the room', async () => {
  gate.resolve();
  expect(await exchange(url, post(2000))).toMatchObject({ status: 201 });
});

it('what was sent by somebody who has gone is forgotten', async () => {
  gate.resolve();
  for (let times = 0; times < 4; times++) {
    const socket = await connection(url);
    socket.write(post(900).slice(0, -10));
    socket.resetAndDestroy();
  }
  // Until the service has heard that they are gone.
  let answer = await exchange(url, post(600));
  while (answer?.status === 503) answer = await exchange(url, post(600));
  expect(answer).toMatchObject({ status: 201 });
});

it('a body that nobody reads does not hold up the next request of its connection', async () => {
  const socket = await connection(url);
  const body = 'x'.repeat(900 * KIB);
  const keep = { host: 'ledger' };
  for (const line of ['POST /nowhere', 'DELETE /nowhere'])
    socket.write(`${head(line, { 'content-type': 'a/b', 'content-length': String(body.length) }, keep)}${body}`);
  socket.write(head('GET /things'));
  const answer = await answerOn(socket);
  expect(answer?.body).toMatch(/^.*"status":404[^]*"status":404[^]*\{"items":\[\]\}$/);
});
