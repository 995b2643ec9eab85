import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { freshUsers } from '../../../test/esdb/access.js';
import { EsdbDouble } from '../../../test/esdb/double.js';
import { freshStreams, notes } from './contract/fixtures.js';
import { openEsdbEventStore } from './esdb/esdb.open.js';
import { setEsdbRights } from './esdb/esdb.rights.js';
import { EventStoreMisconfigured } from './event-store.js';

describe('The rights on a server of EventStoreDB with users', () => {
  let double: EsdbDouble;
  let addresses: { adminUrl: string; ledgerUrl: string; auditorUrl: string };
  const clients: EventStoreDBClient[] = [];
  const as = (login: string): string => double.url.replace('esdb://', `esdb://${login}@`);
  const clientOf = (url: string): EventStoreDBClient => {
    const client = EventStoreDBClient.connectionString(url);
    clients.push(client);
    return client;
  };
  const readAll = (url: string): Promise<unknown[]> => Array.fromAsync(clientOf(url).readAll({ maxCount: 1 }));
  const readOne = (url: string, stream: string): Promise<unknown[]> =>
    Array.fromAsync(clientOf(url).readStream(stream));
  beforeEach(async () => {
    double = await EsdbDouble.start(undefined, { tls: true });
    double.mood.users = freshUsers();
    addresses = { adminUrl: as('admin:changeit'), ledgerUrl: as('ledger:a%2Fb%3Ac'), auditorUrl: as('auditor:d') };
  });
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.dispose()));
    double.kill();
  });

  it('let the ledger append and read, and neither delete nor change metadata', async () => {
    await setEsdbRights(addresses);
    const store = await openEsdbEventStore(addresses.ledgerUrl);
    const stream = freshStreams().named('a');
    await store.append(stream, 'no-stream', notes(2));
    expect(await store.read(stream)).toHaveLength(2);
    await store.close();
    const ledger = clientOf(addresses.ledgerUrl);
    const denied = expect.objectContaining({ type: 'access-denied' });
    await expect(ledger.deleteStream(stream)).rejects.toEqual(denied);
    await expect(ledger.tombstoneStream(stream)).rejects.toEqual(denied);
    await expect(ledger.setStreamMetadata(stream, { truncateBefore: 1 })).rejects.toEqual(denied);
    await expect(ledger.setStreamMetadata('$all', { acl: { readRoles: ['$all'] } })).rejects.toEqual(denied);
    await expect(ledger.appendToStream('$settings', jsonEvent({ type: 'x', data: {} }))).rejects.toEqual(denied);
    expect(await readOne(addresses.ledgerUrl, stream)).toHaveLength(2);
  });

  it('let the auditor read, and nothing else', async () => {
    await setEsdbRights(addresses);
    const stream = freshStreams().named('a');
    await clientOf(addresses.ledgerUrl).appendToStream(stream, jsonEvent({ type: 'noted', data: {} }));
    expect(await readOne(addresses.auditorUrl, stream)).toHaveLength(1);
    expect(await readAll(addresses.auditorUrl)).toHaveLength(1);
    const auditor = clientOf(addresses.auditorUrl);
    const denied = expect.objectContaining({ type: 'access-denied' });
    await expect(auditor.appendToStream(stream, jsonEvent({ type: 'noted', data: {} }))).rejects.toEqual(denied);
    await expect(auditor.deleteStream(stream)).rejects.toEqual(denied);
    await expect(auditor.setStreamMetadata(stream, {})).rejects.toEqual(denied);
  });

  it('let nobody else do anything', async () => {
    await setEsdbRights(addresses);
    double.mood.users?.set('other', { password: 'e', groups: [] });
    const stream = freshStreams().named('a');
    await clientOf(addresses.ledgerUrl).appendToStream(stream, jsonEvent({ type: 'noted', data: {} }));
    for (const url of [double.url, as('other:e')]) {
      const denied = expect.objectContaining({ type: 'access-denied' });
      await expect(readOne(url, stream)).rejects.toEqual(denied);
      await expect(readAll(url)).rejects.toEqual(denied);
      const append = clientOf(url).appendToStream(stream, jsonEvent({ type: 'noted', data: {} }));
      await expect(append).rejects.toEqual(denied);
    }
  });

  it('are told, and the second time there is nothing to do', async () => {
    const tried = [
      'The user ledger may append and read; it tried to delete and to change metadata, and was refused.',
      'The user auditor may read; it tried the rest, and was refused.',
    ];
    expect(await setEsdbRights(addresses)).toEqual([
      'The user ledger was made.',
      'The user auditor was made.',
      'The access lists were set.',
      ...tried,
    ]);
    const records = double.log.records.length;
    expect(await setEsdbRights(addresses)).toEqual(tried);
    expect(double.log.records).toHaveLength(records);
  });

  it('give a user the password of its address', async () => {
    await setEsdbRights(addresses);
    const ledgerUrl = as('ledger:another');
    expect(await setEsdbRights({ ...addresses, ledgerUrl })).toContain('The user ledger was given another password.');
    await expect(openEsdbEventStore(addresses.ledgerUrl)).rejects.toThrow(EventStoreMisconfigured);
    await openEsdbEventStore(ledgerUrl).then((store) => store.close());
  });

  it('keep what else the metadata of the log say', async () => {
    await clientOf(addresses.adminUrl).setStreamMetadata('$all', { kept: 1 });
    await setEsdbRights(addresses);
    const { metadata } = await clientOf(addresses.adminUrl).getStreamMetadata('$all');
    expect(metadata).toEqual({ kept: 1, acl: { readRoles: ['ledger', 'auditor', '$admins'] } });
  });

  // What a server does with the lists is seen, not believed.
  it('are not there when a user may do more', async () => {
    double.mood.users?.set('ledger', { password: 'a/b:c', groups: ['$admins'] });
    await expect(setEsdbRights(addresses)).rejects.toThrow('lets the user ledger delete');
  });

  it.each<[string, () => Partial<typeof addresses>, string]>([
    [
      'a password of the administrator that is none',
      () => ({ adminUrl: as('admin:hunter2') }),
      'does not let this user',
    ],
    ['an administrator that is none', () => ({ adminUrl: as('other:hunter2') }), 'does not let this user'],
    ['an address without a user', () => ({ ledgerUrl: double.url }), 'names no user'],
    ['the administrator as the ledger', () => ({ ledgerUrl: as('admin:hunter2') }), 'users of their own'],
    ['the ledger as the auditor', () => ({ auditorUrl: as('ledger:hunter2') }), 'users of their own'],
  ])('are not set with %s', async (_, wrong, said) => {
    const setting = setEsdbRights({ ...addresses, ...wrong() });
    await expect(setting).rejects.toThrow(said);
    await expect(setting).rejects.toThrow(EventStoreMisconfigured);
    await expect(setting).rejects.not.toThrow(/hunter2/);
  });
});
