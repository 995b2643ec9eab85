import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { MemoryEventStore, type Position, type StoredEvent } from '@lib/event-store';
import type { Database } from '@lib/database';
import { newId } from '@lib/kernel';
import { BalanceProjection } from './balance.projection.js';
import { RunningCertificates, aRegion, openDatabase } from '../certificates.testing.js';

class WatchedStore extends MemoryEventStore {
  readings = 0;

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
  await database.query(`TRUNCATE certificates.projection_position, certificates.entries, certificates.contract_months,
    certificates.certificates, certificates.accounts, certificates.programmes`);
  store.readings = 0;
  await new BalanceProjection(database, store, (error) => expect(error).toBeUndefined()).caughtUp();
  expect(store.readings).toBe(1);
  const [row] = await database.query<{ position: Position }>('SELECT position FROM certificates.projection_position');
  const behind = store.readAll(row!.position, { streamPrefixes: ['account-'] });
  expect(await Array.fromAsync(behind)).toEqual([]);
  await store.close();
});
