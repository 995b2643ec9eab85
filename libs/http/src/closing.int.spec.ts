import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, it } from '@jest/globals';
import { Controller, Get, Module } from '@nestjs/common';
import { createHttpApp } from './index.js';

const gate = { reached: Promise.withResolvers<void>(), open: Promise.withResolvers<void>() };

@Controller('things')
class ThingController {
  @Get('slow')
  async slow() {
    gate.reached.resolve();
    await gate.open.promise;
    return { done: true };
  }
  @Get()
  list() {
    return { items: [] };
  }
}
@Module({ controllers: [ThingController] })
class Things {}

// A request that came on an open connection while a service ended got a bare 503 of the framework: no problem, and nothing
// that told the client to ask again. The tests closed a service only when nobody asked it.
it('a service that ends finishes what it has begun, and asks who comes meanwhile to come again', async () => {
  const app = await createHttpApp(Things, { title: 'things', description: '', access: 'open', logger: false });
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as { port: number };
  const socket = connect(port, '127.0.0.1');
  let heard = '';
  socket.setEncoding('utf8').on('data', (text: string) => (heard += text));
  const ask = (path: string) => socket.write(`GET ${path} HTTP/1.1\r\nHost: things\r\n\r\n`);
  ask('/things/slow');
  await gate.reached.promise;
  const closed = app.close();
  // A new connection is refused from then on.
  for (let isOpen = true; isOpen;) {
    const probe = connect(port, '127.0.0.1');
    isOpen = await Promise.race([
      once(probe, 'connect').then(() => true),
      once(probe, 'error').then(() => false),
    ]).catch(() => false);
    probe.destroy();
  }
  ask('/things');
  gate.open.resolve();
  await Promise.all([closed, once(socket, 'close')]);
  const [first = '', second = ''] = heard.split(/(?=HTTP\/1\.1)/);
  expect(first).toMatch(/^HTTP\/1\.1 200 [^]*\{"done":true\}/);
  expect(second).toMatch(/^HTTP\/1\.1 503 [^]*retry-after: 1\r\n[^]*"type":"\/problems\/unavailable"/i);
  expect(second).toMatch(/content-type: application\/problem\+json/i);
});
