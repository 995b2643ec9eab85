import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Database } from '@lib/database';
import { canonicalJson, openEsdbEventStore, type JsonObject } from '@lib/event-store';
import { newId } from '@lib/kernel';
import { EsdbDouble } from '../../../../test/esdb/double.js';
import { freshPglite, freshPostgres } from '../../../../test/support/fresh-store.js';
import { RunningCertificates, aRegion, holderOf, openDatabase } from '../certificates.testing.js';

type Item = Readonly<Record<string, unknown>>;

const region = aRegion();
const child = newId();
const account = `/accounts/${holderOf(child)}/events`;

/** A store to read from, and what it takes with it. */
type Opened = { readonly service: RunningCertificates; readonly database: Database; readonly close: () => void };

const onDatabase = async (empty: Database): Promise<Opened> => {
  const database = await openDatabase(empty);
  return { service: await RunningCertificates.open(database), database, close: () => undefined };
};
const stores: Readonly<Record<string, () => Promise<Opened>>> = {
  'PostgreSQL in this process': async () => onDatabase(await freshPglite()),
  'a PostgreSQL server': async () => onDatabase(await freshPostgres()),
  'a double of EventStoreDB': async () => {
    const [database, double] = await Promise.all([openDatabase(), EsdbDouble.start()]);
    const service = await RunningCertificates.open(database, await openEsdbEventStore(double.url));
    return { service, database, close: () => double.kill() };
  },
};

describe.each(Object.entries(stores))('the events of %s', (_, open) => {
  let opened: Opened;
  let service: RunningCertificates;
  beforeAll(async () => {
    opened = await open();
    service = opened.service;
    await service.register(region);
    await service.enrol(child, region);
    await service.enrol(newId(), region);
  });
  afterAll(async () => {
    await service.close();
    await service.store.close();
    opened.close();
    await opened.database.close();
  });

  const pages = async (path: string, limit: number): Promise<readonly (readonly Item[])[]> => {
    const all: (readonly Item[])[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined;) {
      const at: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const { status, body } = await service.get(`${path}?limit=${limit}${at}`);
      expect(status).toBe(200);
      all.push(body['items'] as readonly Item[]);
      cursor = body['next'] as string | undefined;
    }
    return all;
  };
  const whole = async (path: string): Promise<readonly Item[]> => (await pages(path, 500)).flat();

  it('are those of every stream, and each page goes on where the one before ended', async () => {
    const log = await whole('/events');
    const kinds = new Set(log.map(({ stream }) => String(stream).split('-')[0]));
    expect(kinds).toEqual(new Set(['periods', 'programme', 'numbers', 'limit', 'account']));
    const byThree = await pages('/events', 3);
    expect(byThree.flat()).toEqual(log);
    expect(byThree.slice(0, -1).every(({ length }) => length === 3)).toBe(true);
    expect(await whole(account)).toEqual(log.filter(({ stream }) => stream === `account-${holderOf(child)}`));
    expect((await pages(account, 1)).flat()).toEqual(await whole(account));
  });

  it('have what their hashes are computed from', async () => {
    const heads = new Map<unknown, string>();
    for (const { stream, hash, position: _position, ...event } of await whole('/events')) {
      const before = Buffer.from(heads.get(stream) ?? '0'.repeat(64), 'hex');
      const canonical = canonicalJson({ stream, ...event } as JsonObject);
      expect(createHash('sha256').update(before).update(canonical).digest('hex')).toBe(hash);
      heads.set(stream, String(hash));
    }
    expect(heads.size).toBe(6);
  });

  it('have an end behind which only what comes later stands', async () => {
    const last = (await whole('/events')).at(-1);
    const behind = `/events?cursor=${encodeURIComponent(String(last?.['position']))}`;
    expect((await service.get(behind)).body).toEqual({ items: [] });
    expect((await service.get(`${account}?cursor=999`)).body).toEqual({ items: [] });
    await service.enrol(newId(), region);
    const news = (await service.get(behind)).body['items'] as readonly Item[];
    expect(await whole('/events')).toEqual([...(await whole('/events')).slice(0, -news.length), ...news]);
    expect(news.length).toBeGreaterThan(2);
  });

  it('are refused by name where what is asked for is none', async () => {
    const problem = async (path: string): Promise<unknown> => {
      const { status, body } = await service.get(path);
      return [status, body['type']];
    };
    for (const cursor of ['0', '-1', '1e3', '9999999999999', '7/9', '99999999999/99999999999', 'x'])
      expect([cursor, await problem(`/events?cursor=${encodeURIComponent(cursor)}`)]).toEqual([
        cursor,
        [400, '/problems/invalid-cursor'],
      ]);
    for (const cursor of ['-1', '01', '1.5', '1000000000', 'x'])
      expect(await problem(`${account}?cursor=${cursor}`)).toEqual([400, '/problems/invalid-cursor']);
    for (const query of ['limit=0', 'limit=501', 'after=1', 'cursor=1&cursor=1'])
      expect(await problem(`/events?${query}`)).toEqual([400, '/problems/invalid-request']);
    expect(await problem(`/accounts/${newId()}/events`)).toEqual([404, '/problems/unknown-account']);
    expect(await problem(`/accounts/${newId()}/events?cursor=3`)).toEqual([404, '/problems/unknown-account']);
  });
});
