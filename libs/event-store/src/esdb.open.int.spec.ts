import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ANOTHER_AUTHORITY, AUTHORITY, EsdbDouble } from '../../../test/esdb/double.js';
import { accessDenied, notReady } from '../../../test/esdb/faults.js';
import { freshStreams, notes } from './contract/fixtures.js';
import { openEsdbEventStore } from './esdb/esdb.open.js';
import { EventStoreMisconfigured, EventStoreUnavailable } from './event-store.js';

/**
 * What cannot work looked like an outage for ever: an IP address with TLS, which Node refuses, in the connection string, in
 * gossip or in a redirect to the leader; certificates that are not trusted; TLS where there is none.
 */
describe('A start on EventStoreDB', () => {
  let plain: EsdbDouble;
  let secured: EsdbDouble;
  beforeAll(async () => {
    plain = await EsdbDouble.start();
    secured = await EsdbDouble.start(undefined, { tls: true });
  });
  afterAll(() => {
    plain.kill();
    secured.kill();
  });
  const portOf = (double: EsdbDouble): number => double.address.port;
  const misconfigured = (said: string) =>
    expect.objectContaining({ constructor: EventStoreMisconfigured, message: expect.stringContaining(said) });

  it('reaches a server with TLS by its name, also through gossip', async () => {
    secured.mood.advertisedHost = 'localhost';
    for (const url of [secured.url, secured.url.replace('esdb:', 'esdb+discover:')]) {
      const store = await openEsdbEventStore(url);
      const stream = freshStreams().named('a');
      expect(await store.append(stream, 'no-stream', notes(1))).toEqual(await store.read(stream));
      await store.close();
    }
    secured.mood.advertisedHost = '127.0.0.1';
  });

  const trusted = `tls=true&tlsCAFile=${AUTHORITY}`;
  it.each<[string, () => string, string]>([
    ['an IP address with TLS', () => `esdb://127.0.0.1:${portOf(secured)}?${trusted}`, 'not the IP address 127.0.0.1'],
    ['a node that calls itself by its IP address', () => secured.url.replace('esdb:', 'esdb+discover:'), 'Advertise'],
    ['an authority that nobody named', () => `esdb://localhost:${portOf(secured)}?tls=true`, 'tlsCAFile'],
    ['another authority', () => `esdb://localhost:${portOf(secured)}?tlsCAFile=${ANOTHER_AUTHORITY}`, 'tlsCAFile'],
    ['no file of an authority', () => `esdb://localhost:${portOf(secured)}?tlsCAFile=/none.pem`, 'not found'],
    [
      'another authority and several nodes',
      () => `esdb+discover://localhost:${portOf(secured)}?tlsCAFile=${ANOTHER_AUTHORITY}`,
      'tlsCAFile',
    ],
    ['TLS with a server that has none', () => `esdb://localhost:${portOf(plain)}?${trusted}`, 'tls=false'],
  ])('refuses %s at once', async (_, url, said) => {
    const onWaiting = jest.fn();
    await expect(openEsdbEventStore(url(), { onWaiting })).rejects.toEqual(misconfigured(said));
    expect(onWaiting).not.toHaveBeenCalled();
  });

  it('says so as well when the leader calls itself by its IP address, and those who ask go on waiting', async () => {
    const store = await openEsdbEventStore(secured.url);
    secured.mood.leader = secured.address;
    const asked = store.read(freshStreams().named('a'));
    await expect(asked).rejects.toEqual(misconfigured('AdvertiseHostToClientAs'));
    await expect(asked).rejects.toThrow(EventStoreUnavailable);
    secured.mood.leader = undefined;
    await store.close();
  });

  it('refuses a user who may not read the log', async () => {
    plain.mood.fault = accessDenied();
    await expect(openEsdbEventStore(plain.url)).rejects.toEqual(misconfigured('$all'));
  });

  // It came to the operator as an error without a name, with its stack.
  it('lets in who shows a user and a password, over TLS, and refuses who does not, and repeats nothing of it', async () => {
    secured.mood.users = new Map([['ledger', { password: 's3cret/:@', groups: ['$admins'] }]]);
    const as = (login: string): string => secured.url.replace('esdb://', `esdb://${login}@`);
    const store = await openEsdbEventStore(as('ledger:s3cret%2F%3A%40'));
    const stream = freshStreams().named('a');
    expect(await store.append(stream, 'no-stream', notes(1))).toEqual(await store.read(stream));
    await store.close();
    for (const url of [secured.url, as('ledger:hunter2'), as('other:s3cret%2F%3A%40')]) {
      const opening = openEsdbEventStore(url);
      await expect(opening).rejects.toEqual(misconfigured('does not let this user in'));
      await expect(opening).rejects.not.toThrow(/hunter2|s3cret/);
    }
    secured.mood.users = undefined;
  });

  it('waits for a server that is not ready, and says once why', async () => {
    plain.mood.fault = notReady();
    const onWaiting = jest.fn();
    const store = await openEsdbEventStore(plain.url, { onWaiting });
    expect(onWaiting.mock.calls).toEqual([[expect.stringContaining('Server Is Not Ready')]]);
    await store.close();
  });

  it.each([
    ['is not there', 'esdb://localhost:1?tls=false'],
    ['has TLS and is asked in the clear', 'in the clear'],
  ])('gives up a server that %s, and says why', async (_, url) => {
    const address = url.startsWith('esdb') ? url : `esdb://localhost:${portOf(secured)}?tls=false`;
    const opening = openEsdbEventStore(address, { reachWithinMs: 10 });
    await expect(opening).rejects.toThrow(EventStoreUnavailable);
    await expect(opening).rejects.toThrow(/ECONNREFUSED|has it TLS/);
  });
});
