import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Database } from '@lib/database';
import { NewerVersion, calendarDate, derivedId, instant, month, newId } from '@lib/kernel';
import { RunningCertificates, aRegion, holderOf, openDatabase } from '../certificates.testing.js';
import { streams } from '../ledger/streams.js';
import { accountCodec } from './event-catalogue.js';

const region = aRegion();
const [child, other] = [newId(), newId()];
const path = `/accounts/${holderOf(child)}`;

let database: Database;
let service: RunningCertificates;
beforeAll(async () => {
  database = await openDatabase();
  service = await RunningCertificates.open(database);
  await service.register(region);
});
afterAll(async () => {
  await service.close();
  await service.store.close();
  await database.close();
});

// An instance that was not upgraded yet answered 500, stopped the read models with a stack in the log, and a consumer of its
// messages parked the child's.
it('a build that meets an event of a newer one waits, and goes on when it is replaced', async () => {
  const contract = await service.enrol(child, region);
  await service.caughtUp();
  const stored = await service.store.read(streams.account(holderOf(child)));
  const head = stored.at(-1)!;
  const lessons = accountCodec.encode({
    type: 'LessonsReported',
    on: calendarDate('2020-11-02'),
    contract,
    financingProgramme: '2442-2020-autumn',
    provider: '22003',
    returnsTo: 'available',
    month: month('2020-11'),
    held: 4,
    planned: 4,
    returned: 0 as never,
  });
  await service.store.append(streams.account(holderOf(child)), { revision: head.revision, hash: head.hash }, [
    { ...lessons, version: 9, id: derivedId('newer'), meta: {}, recordedAt: instant('2020-11-02T05:00:00.000Z') },
  ]);

  await expect(service.caughtUp()).rejects.toBeInstanceOf(NewerVersion);
  expect(await service.get(path)).toMatchObject({ status: 503, body: { type: '/problems/unavailable' } });
  await expect(service.enrol(child, region, { contract: newId() })).rejects.toBeInstanceOf(NewerVersion);
  await service.enrol(other, region);
  expect(await database.query('SELECT 1 FROM certificates.accounts')).toHaveLength(1);

  // As if this build knew it.
  await database.query('ALTER TABLE event_store.events DISABLE TRIGGER ALL');
  await database.query(`UPDATE event_store.events SET version = ${lessons.version} WHERE version = 9`);
  await service.close();
  service = await RunningCertificates.open(database, service.store);
  await service.caughtUp();
  expect(await service.get(path)).toMatchObject({ status: 200 });
  expect(await database.query('SELECT 1 FROM certificates.accounts')).toHaveLength(2);
});
