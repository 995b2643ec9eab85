import { Controller, Get, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { HTTP_SETTINGS, createHttpApp } from './index.js';

const AT_ONCE = 2;

let asked = 0;
let gate = Promise.withResolvers<void>();

@Controller()
class ThingController {
  @Get('things')
  async list() {
    asked += 1;
    await gate.promise;
    return { items: [] };
  }
  @Get('health/live')
  live() {
    return { status: 'alive' };
  }
}
@Module({ controllers: [ThingController] })
class Things {}

let app: NestFastifyApplication;
let url: string;
beforeEach(async () => {
  [asked, gate] = [0, Promise.withResolvers<void>()];
  const settings = { ...HTTP_SETTINGS, atOnce: AT_ONCE };
  app = await createHttpApp(Things, { title: 'Things', description: '', access: 'open', logger: false, settings });
  await app.listen(0, '127.0.0.1');
  url = await app.getUrl();
});
afterEach(async () => {
  gate.resolve();
  await app.close();
});

const ask = (headers: Readonly<Record<string, string>> = {}, signal?: AbortSignal): Promise<Response> =>
  fetch(`${url}/things`, { headers, ...(signal ? { signal } : {}) });
/** Asks so many times; opens the gate when all but as many as there is room for have been refused. */
const askMany = async (times: number, room: number, headers?: Readonly<Record<string, string>>) => {
  let refused = 0;
  const answers = Array.from({ length: times }, async () => {
    const answer = await ask(headers);
    if (answer.status === 503) refused += 1;
    if (refused === times - room) gate.resolve();
    return answer;
  });
  return Promise.all(answers);
};

// What came faster than it was answered waited for ever longer, and a process held all of it.
it('more requests than are worked on at once are asked to come again, and there is room when some are done', async () => {
  const answers = await askMany(5, AT_ONCE);
  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(AT_ONCE);
  expect(asked).toBe(AT_ONCE);
  const away = answers.find(({ status }) => status === 503);
  expect(away?.headers.get('retry-after')).toBe('1');
  expect(await away?.json()).toMatchObject({ type: '/problems/unavailable' });
  expect((await ask()).status).toBe(200);
});

it('those that wait for somebody else take no room from the others, and are not endlessly many either', async () => {
  const statuses = (await askMany(12, 4 * AT_ONCE, { prefer: 'wait=30' })).map(({ status }) => status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(4 * AT_ONCE);
});

it('while all room is taken probes are answered, and who goes away makes room', async () => {
  const leaving = new AbortController();
  const gone = Array.from({ length: AT_ONCE }, () => ask({}, leaving.signal).catch(() => undefined));
  for (let status = 0; status !== 503;) status = (await fetch(`${url}/things`)).status;
  expect((await fetch(`${url}/health/live`)).status).toBe(200);
  leaving.abort();
  await Promise.all(gone);
  gate.resolve();
  for (let status = 503; status !== 200;) status = (await ask()).status;
});
