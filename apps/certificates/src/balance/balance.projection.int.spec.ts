import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { MemoryEventStore, type Position, type StoredEvent, type SubscriptionMessage } from '@lib/event-store';
import type { Database, Sql } from '@lib/database';
import { newId } from '@lib/kernel';
import { BalanceProjection } from './balance.projection.js';
import { RunningCertificates, aRegion, openDatabase } from '../certificates.testing.js';

class WatchedStore extends MemoryEventStore {
  readings = 0;
  readonly subscriptions: (Position | 'start')[] = [];
  streamsRead = 0;

  override subscribeAll(...args: Parameters<MemoryEventStore['subscribeAll']>): AsyncIterable<SubscriptionMessage> {
    this.subscriptions.push(args[0]);
    return super.subscribeAll(...args);
  }

  override readEach(...args: Parameters<MemoryEventStore['readEach']>): ReturnType<MemoryEventStore['readEach']> {
    this.streamsRead += args[0].length;
    return super.readEach(...args);
  }

  override readAll(...args: Parameters<MemoryEventStore['readAll']>): AsyncIterable<StoredEvent> {
    this.readings += 1;
    return super.readAll(...args);
  }
}

let database: Database;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database.close());

// Each page of 500 opened a reading of its own: on EventStoreDB a subscription that looks for its place anew.
it('the read models take a long log in one reading, page by page', async () => {
  const store = new WatchedStore();
  const service = await RunningCertificates.open(database, store);
  const region = aRegion();
  await service.register(region);
  for (let child = 0; child < 400; child++) await service.enrol(newId(), region);
  const log = await Array.fromAsync(store.readAll('start'));
  expect(log.length).toBeGreaterThan(1_000);
  await service.close();
  await empty(database);
  store.readings = 0;
  await new BalanceProjection(database, store, (error) => expect(error).toBeUndefined()).caughtUp();
  expect(store.readings).toBe(1);
  const [row] = await database.query<{ position: Position }>('SELECT position FROM certificates.projection_position');
  const behind = store.readAll(row!.position, { streamPrefixes: ['account-'] });
  expect(await Array.fromAsync(behind)).toEqual([]);
  // While a page is written the next one is followed: where the first cannot be written, neither is.
  const rows = await countOf(database);
  for (const failing of [1, 2]) {
    await empty(database);
    const projection = new BalanceProjection(failingAt(failing), store, (error) => expect(error).toBeUndefined());
    await expect(projection.caughtUp()).rejects.toThrow('a page that is lost');
    expect(await countOf(database)).toHaveLength(failing === 1 ? 0 : 1);
    await projection.caughtUp();
    expect(await countOf(database)).toEqual(rows);
  }
  await store.close();
});

const empty = (of: Database): Promise<unknown> =>
  of.query(`TRUNCATE certificates.projection_position, certificates.entries, certificates.contract_months,
    certificates.certificates, certificates.accounts, certificates.programmes, certificates.facts,
    certificates.month_debits, certificates.co_payments`);

const countOf = (of: Database): Promise<readonly unknown[]> =>
  of.query(`SELECT position, (SELECT count(*) FROM certificates.entries) AS entries,
      (SELECT sum(revision) FROM certificates.accounts) AS revisions,
      (SELECT sum(available_kopecks) FROM certificates.certificates) AS available,
      (SELECT count(*) FROM certificates.contract_months) AS months
    FROM certificates.projection_position`);

/** One transaction of it is lost, with what it wrote. */
const failingAt = (which: number): Database => {
  let begun = 0;
  return Object.assign(Object.create(database) as Database, {
    transaction: <T>(work: (tx: Sql) => Promise<T>) =>
      database.transaction(async (tx) => {
        const value = await work(tx);
        if (++begun === which) throw new Error('a page that is lost');
        return value;
      }),
  });
};

const positionIn = async (of: Database): Promise<Position | undefined> => {
  const [row] = await of.query<{ position: Position }>('SELECT position FROM certificates.projection_position');
  return row?.position;
};

/** The read models show the last event, whoever has written them. */
const level = async (of: Database, store: MemoryEventStore): Promise<void> => {
  const [last] = (await Array.fromAsync(store.readAll('start', { streamPrefixes: ['account-'] }))).slice(-1);
  while ((await positionIn(of)) !== last?.position) await new Promise(setImmediate);
};

// Every start read the whole log, and each page was a reading of its own, on every instance: of two that took the same page
// one had read it for nothing, and then every account of the next one from its beginning.
it('one process follows the log from where the read models are, and another goes on when it ends', async () => {
  const own = await openDatabase();
  const store = new WatchedStore();
  const one = await RunningCertificates.open(own, store);
  const region = aRegion();
  await one.register(region);
  await one.enrol(newId(), region);
  await level(own, store);
  const two = await RunningCertificates.open(own, store);
  for (let child = 0; child < 20; child++) await one.enrol(newId(), region);
  await level(own, store);
  expect(store.subscriptions).toEqual(['start']);
  // All of them began while they were followed.
  expect(store.streamsRead).toBe(0);
  await one.close();
  while (store.subscriptions.length < 2) await new Promise(setImmediate);
  expect(store.subscriptions[1]).not.toBe('start');
  await two.enrol(newId(), region);
  await level(own, store);
  await two.close();
  await store.close();
  await own.close();
});
