import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Api } from './api.js';
import { inTurn } from './installation.js';

const servers: Server[] = [];
const listening = async (answer: (request: IncomingMessage, reply: ServerResponse) => void): Promise<string> => {
  const server = createServer(answer).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};
afterEach(() => servers.splice(0).forEach((server) => server.close()));

describe('the API of two instances', () => {
  const keys: (string | undefined)[] = [];
  const ok = (request: IncomingMessage, reply: ServerResponse): void => {
    keys.push(request.headers['idempotency-key'] as string | undefined);
    reply.end('{"taken":true}');
  };
  const broken = (request: IncomingMessage): void => {
    keys.push(request.headers['idempotency-key'] as string | undefined);
    request.socket.destroy();
  };
  const busy = (request: IncomingMessage, reply: ServerResponse): void => {
    keys.push(request.headers['idempotency-key'] as string | undefined);
    reply.writeHead(503, { 'retry-after': '1' }).end('{}');
  };
  const apiOf = (one: string, other: string, totalMs = 10_000): Api => {
    keys.length = 0;
    return new Api(inTurn({ catalog: [], enrollment: [one, other], certificates: [] }), { totalMs, pauseMs: 1 });
  };

  it.each([
    ['breaks the connection', broken],
    ['says 503 and when to come again', busy],
  ])('sends what one does not answer to the other, under the same key: one %s', async (_, answer) => {
    // The first sending goes to the second of them.
    const api = apiOf(await listening(ok), await listening(answer));
    expect(await api.post('enrollment', '/applications', 'line 7', '{}')).toEqual({
      status: 200,
      body: { taken: true },
    });
    expect(keys).toEqual(['line 7', 'line 7']);
  });

  it('repeats what only reads as well', async () => {
    const api = apiOf(await listening(ok), await listening(broken));
    expect(await api.get('enrollment', '/messaging/lag')).toMatchObject({ status: 200 });
  });

  it('gives up when its patience is over', async () => {
    const api = apiOf(await listening(broken), await listening(broken), 50);
    await expect(api.get('enrollment', '/messaging/lag')).rejects.toThrow('fetch failed');
    expect(keys.length).toBeGreaterThan(2);
  });
});
