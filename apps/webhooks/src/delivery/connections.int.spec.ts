import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { readFile } from 'node:fs/promises';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { until } from '@lib/messaging/testing';
import { authority } from '../../../../test/support/authority.js';
import { Connections } from './connections.js';
import { post } from './post.js';

const LOOPBACK = [{ address: '127.0.0.1', family: 4 as const }];
const LONG_MS = 60_000;

let connections: Connections;
let server: Server;
let port: number;
/** The connections that were opened, and how many requests came by each. */
let opened: Map<Socket, number>;
/** What happens to a request instead of an answer. */
let say: ((socket: Socket) => void) | undefined;
let answer = 'thank you';

const listening = async (started: Server): Promise<void> => {
  server = started;
  opened = new Map();
  server.keepAliveTimeout = LONG_MS;
  server.on('secureConnection', (socket: Socket) => opened.set(socket, 0));
  if (!('setSecureContext' in server)) server.on('connection', (socket: Socket) => opened.set(socket, 0));
  server.on('request', ({ socket }: IncomingMessage, reply: ServerResponse) => {
    opened.set(socket, (opened.get(socket) ?? 0) + 1);
    if (say) say(socket);
    else reply.end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
};
beforeEach(async () => {
  [say, answer] = [undefined, 'thank you'];
  connections = new Connections(undefined);
  await listening(createHttpServer());
});
afterEach(async () => {
  connections.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const send = (endpointId = 'one', addresses = LOOPBACK, ca?: readonly string[]) => {
  const url = new URL(`${ca ? 'https' : 'http'}://cabinet.example.org:${port}/`);
  const posted = { endpointId, url, addresses, headers: {}, body: '{}' };
  return post(posted, { deadlineMs: LONG_MS, ca, agent: connections.to(posted) });
};
const fine = { status: 200, retryAfter: undefined, text: 'thank you' };
const uses = (): readonly number[] => [...opened.values()];

describe('a connection', () => {
  it('is used for the next message of its endpoint, and for no other endpoint', async () => {
    for (const endpoint of ['one', 'one', 'one', 'two']) expect(await send(endpoint)).toEqual(fine);
    expect(uses()).toEqual([3, 1]);
  });

  it('is used again with TLS, to whom the certificate belongs', async () => {
    const trusted = await authority();
    const { certificate, key } = await trusted.sign(['DNS:cabinet.example.org'], 2);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await listening(createHttpsServer({ cert: certificate, key }));
    const ca = [await readFile(trusted.file, 'utf8')];
    connections = new Connections(ca);
    for (let count = 0; count < 3; count++) expect(await send('one', LOOPBACK, ca)).toEqual(fine);
    expect(uses()).toEqual([3]);
  });

  // Between two messages a name may come to lead elsewhere: what is connected to must be what was checked of late.
  it('is not used any more once the name leads elsewhere', async () => {
    expect(await send()).toEqual(fine);
    const elsewhere = [{ address: '127.0.0.9', family: 4 as const }];
    expect(await send('one', elsewhere)).toEqual({ failure: 'unreachable' });
    const both = [...LOOPBACK, { address: '127.0.0.9', family: 4 as const }];
    expect(await send('one', both)).toEqual(fine);
    expect(uses()).toEqual([1, 1]);
    // The first was closed, not left to wait.
    await until(async () => [...opened.keys()][0]!.destroyed);
  });

  it('that its receiver ended meanwhile is no failure', async () => {
    expect(await send()).toEqual(fine);
    // Ends it in the moment in which the next message comes.
    say = (socket) => {
      say = undefined;
      socket.resetAndDestroy();
    };
    expect(await send()).toEqual(fine);
    expect(uses()).toEqual([2, 1]);
  });

  it('whose new one is ended as well is', async () => {
    expect(await send()).toEqual(fine);
    say = (socket) => void socket.resetAndDestroy();
    expect(await send()).toEqual({ failure: 'unreachable' });
    expect(uses()).toEqual([2, 1]);
  });

  it('is given up where the answer is longer than what is read of it', async () => {
    answer = 'a'.repeat(100_000);
    for (let count = 0; count < 2; count++) expect(await send()).toMatchObject({ status: 200 });
    expect(uses()).toEqual([1, 1]);
  });

  it('waits for 64 endpoints at most', async () => {
    for (let count = 0; count < 70; count++) expect(await send(`endpoint ${count}`)).toEqual(fine);
    await until(async () => [...opened.keys()].filter(({ destroyed }) => !destroyed).length === 64);
    expect(await send('endpoint 69')).toEqual(fine);
    expect(opened.size).toBe(70);
  });

  it('is closed with the service', async () => {
    expect(await send()).toEqual(fine);
    connections.close();
    await until(async () => [...opened.keys()].every(({ destroyed }) => destroyed));
  });
});
