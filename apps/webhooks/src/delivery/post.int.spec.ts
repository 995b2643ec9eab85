import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { readFile } from 'node:fs/promises';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { authority, type Authority } from '../../../../test/support/authority.js';
import { post, type PostSettings } from './post.js';

const LOOPBACK = [{ address: '127.0.0.1', family: 4 as const }];
/** Short where a test waits for it, and long where that would hide what is tested. */
const SHORT_MS = 300;
const LONG_MS = 60_000;

const servers: Server[] = [];
const sockets = new Set<Socket>();
const listening = async (server: Server): Promise<number> => {
  servers.push(server);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket.on('close', () => sockets.delete(socket)).on('error', () => undefined));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

const send = (url: string, more: Partial<PostSettings> = {}, addresses = LOOPBACK) =>
  post(
    { url: new URL(url), addresses, headers: { 'webhook-id': 'a' }, body: '{"a":"я"}' },
    { deadlineMs: LONG_MS, ca: undefined, ...more },
  );
/** A server that says what it likes, whatever it is asked. */
const saying = async (say: (socket: Socket) => void): Promise<string> =>
  `http://127.0.0.1:${await listening(createServer((socket) => void socket.once('data', () => say(socket))))}/`;

describe('a request', () => {
  it('comes as it is meant, whatever the name in the URL, and not by a proxy of the environment', async () => {
    const seen: unknown[] = [];
    const port = await listening(
      createHttpServer((request, reply) => {
        const { method, url, headers } = request;
        request.setEncoding('utf8').on('data', (text) => seen.push([method, url, headers['host'], text]));
        request.on('end', () => reply.writeHead(202).end('thank you'));
      }),
    );
    const variables = ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'NODE_USE_ENV_PROXY'] as const;
    const before = variables.map((name) => process.env[name]);
    for (const name of variables) process.env[name] = name.startsWith('NODE') ? '1' : 'http://127.0.0.1:1';
    try {
      const sent = await send(`http://cabinet.example.org:${port}/webhooks?of=1#part`);
      expect(sent).toEqual({ status: 202, retryAfter: undefined, text: 'thank you' });
    } finally {
      for (const [index, name] of variables.entries())
        if (before[index] === undefined) delete process.env[name];
        else process.env[name] = before[index];
    }
    expect(seen).toEqual([['POST', '/webhooks?of=1', `cabinet.example.org:${port}`, '{"a":"я"}']]);
  });

  it('is not answered by following a redirect', async () => {
    let asked = 0;
    const port = await listening(
      createHttpServer((request, reply) => {
        asked += 1;
        reply.writeHead(307, { location: `http://127.0.0.1:${port}/metadata` }).end(request.url);
      }),
    );
    expect(await send(`http://127.0.0.1:${port}/`)).toMatchObject({ status: 307, text: '/' });
    expect(asked).toBe(1);
  });

  it('meets nobody', async () => {
    const port = await listening(createServer());
    await new Promise((resolve) => servers.pop()!.close(resolve));
    expect(await send(`http://127.0.0.1:${port}/`)).toEqual({ failure: 'unreachable' });
  });

  it.each([
    ['hangs up', (socket: Socket) => void socket.end(), 'unreachable'],
    ['breaks the connection', (socket: Socket) => void socket.resetAndDestroy(), 'unreachable'],
    ['says what is no HTTP', (socket: Socket) => void socket.end('SSH-2.0-OpenSSH_9.6\r\n'), 'answer-invalid'],
    ['says bytes', (socket: Socket) => void socket.end(Buffer.alloc(64, 0xff)), 'answer-invalid'],
    [
      'changes the protocol',
      (socket: Socket) =>
        void socket.write('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n'),
      'answer-invalid',
    ],
    [
      'sends headers without end',
      (socket: Socket) => {
        socket.write('HTTP/1.1 200 OK\r\n');
        const more = (): void => {
          while (socket.write(`x-${'a'.repeat(1_000)}: b\r\n`));
        };
        socket.on('drain', more);
        more();
      },
      'answer-invalid',
    ],
  ])('meets one who %s', async (_, say, failure) => {
    expect(await send(await saying(say))).toEqual({ failure });
  });

  it.each([
    ['accepts, and says nothing', () => undefined],
    [
      'sends one sign after the other',
      (socket: Socket) => {
        const text = `HTTP/1.1 200 OK\r\nx: ${'a'.repeat(10_000)}`;
        let at = 0;
        const timer = setInterval(() => socket.write(text[at++] ?? 'a'), 10);
        socket.on('close', () => clearInterval(timer));
      },
    ],
    [
      'gives hints without end',
      (socket: Socket) => {
        const timer = setInterval(() => socket.write('HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'), 10);
        socket.on('close', () => clearInterval(timer));
      },
    ],
  ])('waits no longer than its time for one who %s', async (_, say) => {
    expect(await send(await saying(say), { deadlineMs: SHORT_MS })).toEqual({ failure: 'timeout' });
  });
});

describe('of an answer no more is read than is kept', () => {
  it('when it has no end', async () => {
    const url = await saying((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n');
      const more = (): void => {
        while (socket.write(`1000\r\n${'a'.repeat(4_096)}\r\n`));
      };
      socket.on('drain', more);
      more();
    });
    expect(await send(url)).toEqual({ status: 200, retryAfter: undefined, text: 'a'.repeat(300) });
  });

  it('when it is a hundred megabytes', async () => {
    let written = 0;
    const part = Buffer.alloc(65_536, 'b');
    const url = await saying((socket) => {
      const length = 100 * 1024 * 1024;
      socket.write(`HTTP/1.1 500 Oh\r\nretry-after: 7\r\ncontent-length: ${length}\r\n\r\n`);
      const more = (): void => {
        while (written < length && socket.write(part)) written += part.length;
      };
      socket.on('drain', more);
      more();
    });
    expect(await send(url)).toEqual({ status: 500, retryAfter: '7', text: 'b'.repeat(300) });
    expect(written).toBeLessThan(50 * 1024 * 1024);
  });

  it('when it comes to a stop, and its status counts', async () => {
    const url = await saying((socket) => void socket.write('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc'));
    expect(await send(url)).toMatchObject({ status: 200, text: 'abc' });
  });

  it.each([
    ['breaks off', 'HTTP/1.1 200 Fine\r\ncontent-length: 10\r\n\r\nabc', 200],
    ['should have none', 'HTTP/1.1 204 Fine\r\ncontent-length: 3\r\n\r\nabc', 204],
  ])('when it %s, and its status counts', async (_, said, status) => {
    const url = await saying((socket) => void socket.end(said));
    expect(await send(url)).toMatchObject({ status });
  });

  it('and what cannot be stored or shown is replaced', async () => {
    const odd = Buffer.concat([Buffer.from('a\0b\u001b[31mc\u202e'), Buffer.from([0xff, 0xfe, 0xd8])]);
    const url = await saying((socket) => {
      socket.write('HTTP/1.1 400 No\r\n\r\n');
      socket.end(odd);
    });
    const { text } = (await send(url)) as { text: string };
    expect(text.startsWith('a\uFFFDb\uFFFD[31mc\uFFFD')).toBe(true);
    expect(text.isWellFormed()).toBe(true);
  });
});

describe('TLS', () => {
  let trusted: Authority;
  let ca: readonly string[];
  beforeAll(async () => {
    trusted = await authority();
    ca = [await readFile(trusted.file, 'utf8')];
  });
  const secured = async (names: readonly string[], by = trusted, days = 2): Promise<number> => {
    const { certificate, key } = await by.sign(names, days);
    return listening(createHttpsServer({ cert: certificate, key }, (_, reply) => void reply.end('fine')));
  };

  it('is spoken to whom the name in the URL belongs', async () => {
    const port = await secured(['DNS:cabinet.example.org']);
    expect(await send(`https://cabinet.example.org:${port}/`, { ca })).toMatchObject({ status: 200, text: 'fine' });
  });

  it.each<[string, () => Promise<number>]>([
    ['another name', () => secured(['DNS:other.example.org'])],
    ['a certificate that has run out', () => secured(['DNS:cabinet.example.org'], trusted, -1)],
    ['an authority that nobody knows', async () => secured(['DNS:cabinet.example.org'], await authority())],
  ])('is refused with %s, whatever the environment says', async (_, start) => {
    const port = await start();
    const before = process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    try {
      expect(await send(`https://cabinet.example.org:${port}/`, { ca })).toEqual({ failure: 'tls' });
    } finally {
      if (before === undefined) delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
      else process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = before;
    }
  });

  it.each([
    ['what is no TLS', (socket: Socket) => void socket.end('HTTP/1.1 200 OK\r\n\r\n')],
    ['bytes', (socket: Socket) => void socket.end(Buffer.alloc(1_024, 0x16))],
  ])('is refused with %s', async (_, say) => {
    const url = (await saying(say)).replace('http:', 'https:');
    expect(await send(url, { ca })).toEqual({ failure: 'tls' });
  });

  it('that never gets ready takes no longer than its time', async () => {
    const url = (await saying(() => undefined)).replace('http:', 'https:');
    expect(await send(url, { ca, deadlineMs: SHORT_MS })).toEqual({ failure: 'timeout' });
  });
});
