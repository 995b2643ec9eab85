import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { inTurn, ledgerAt, type LedgerClient } from './ledger-client.js';
import { Content } from './service-client.js';

const servers: Server[] = [];
const listening = async (answer: (request: IncomingMessage, reply: ServerResponse) => void): Promise<string> => {
  const server = createServer(answer).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};
afterEach(() => servers.splice(0).forEach((server) => server.close()));

describe('the client of two instances', () => {
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
  const ledgerOf = (one: string, other: string, totalMs = 10_000): LedgerClient => {
    keys.length = 0;
    return ledgerAt(inTurn({ catalog: [], enrollment: [one, other], certificates: [] }), {
      patience: { totalMs, pauseMs: 1 },
    });
  };

  it.each([
    ['breaks the connection', broken],
    ['says 503 and when to come again', busy],
  ])('sends what one does not answer to the other, under the same key: one %s', async (_, answer) => {
    // The first sending goes to the second of them.
    const ledger = ledgerOf(await listening(ok), await listening(answer));
    const headers = { 'Idempotency-Key': 'line 7' };
    expect(await ledger.enrollment.call('POST /applications', { headers, body: new Content('{}') })).toMatchObject({
      status: 200,
      body: { taken: true },
    });
    expect(keys).toEqual(['line 7', 'line 7']);
  });

  it('repeats what only reads as well', async () => {
    const ledger = ledgerOf(await listening(ok), await listening(broken));
    expect(await ledger.enrollment.call('GET /messaging/lag')).toMatchObject({ status: 200 });
  });

  it('gives up when its patience is over', async () => {
    let now = 0;
    using _ = jest.spyOn(performance, 'now').mockImplementation(() => now);
    const slow = (request: IncomingMessage): void => {
      now += 20;
      broken(request);
    };
    const ledger = ledgerOf(await listening(slow), await listening(slow), 50);
    await expect(ledger.enrollment.call('GET /messaging/lag')).rejects.toThrow('fetch failed');
    expect(keys).toHaveLength(3);
  });
});

// Whatever was not a text was read as JSON, failed, and was asked for again until the patience was over.
it.each([
  ['text/csv; charset=utf-8', 'a,b\r\n'],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'PK\u0003\u0004'],
])('takes a file as it is: %s', async (type, content) => {
  let asked = 0;
  const url = await listening((_, reply) => {
    asked += 1;
    reply.writeHead(200, { 'content-type': type }).end(content);
  });
  const ledger = ledgerAt(inTurn({ catalog: [], enrollment: [], certificates: [url] }));
  const answer = await ledger.certificates.call('GET /exports/certificates');
  const body: unknown = answer.body;
  expect([body instanceof Blob ? await body.text() : body, asked]).toEqual([content, 1]);
});

it('sends what a path and a query say as they are meant, and reads a list to its end', async () => {
  const asked: string[] = [];
  const url = await listening((request, reply) => {
    asked.push(request.url ?? '');
    reply.end(asked.length === 2 ? '{"items":[1],"next":"a b"}' : '{"items":[2]}');
  });
  const ledger = ledgerAt(() => ({ catalog: url, enrollment: url, certificates: url }));
  await ledger.certificates.call('GET /accounts/{holder}/statement', {
    path: { holder: 'a/b' },
    query: { programme: '&' },
  });
  expect(await Array.fromAsync(ledger.certificates.items('GET /events'))).toEqual([1, 2]);
  expect(asked).toEqual([
    '/accounts/a%2Fb/statement?programme=%26',
    '/events?limit=500',
    '/events?limit=500&cursor=a+b',
  ]);
});
