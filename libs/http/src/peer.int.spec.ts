import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Peer, PeerAway, PeerThrottles } from './peer.js';

const WITHIN_MS = 60_000;

const servers: Server[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close()));

/** An instance that answers everything by one status. */
const instance = async (status: number, headers: Readonly<Record<string, string>> = {}): Promise<string> => {
  const server = createServer((_, reply) => reply.writeHead(status, headers).end('{}')).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};
const asked = async (...instances: readonly string[]): Promise<unknown> => {
  const peer = new Peer(instances.join(','));
  return peer.get('/things', WITHIN_MS).catch((error: unknown) => error);
};

// What was lost: 429 was an answer like any other, so a family that had asked too often was told that its child was not
// its own, and a quote was unavailable for a minute though the next instance had room.
describe('an instance that says one asks too often', () => {
  it('is passed over for one that answers', async () => {
    const answer = await asked(await instance(429, { 'retry-after': '40' }), await instance(200));
    expect(answer).toEqual({ status: 200, body: {} });
  });

  it('is passed on where all say so, with the time', async () => {
    const error = await asked(await instance(429, { 'retry-after': '40' }), await instance(503));
    expect(error).toBeInstanceOf(PeerThrottles);
    expect(error).toMatchObject({ retryAfterSeconds: 40 });
  });

  it.each([undefined, 'Wed, 21 Oct 2026 07:28:00 GMT', '0', '-5', '1e999'])('by "%s" means a second', async (time) => {
    expect(await asked(await instance(429, time === undefined ? {} : { 'retry-after': time }))).toMatchObject({
      retryAfterSeconds: 1,
    });
  });
});

it('instances that are away are away', async () => {
  const error = await asked(await instance(503, { 'retry-after': '1' }), await instance(502));
  expect(error).toBeInstanceOf(PeerAway);
  expect(error).not.toBeInstanceOf(PeerThrottles);
});
