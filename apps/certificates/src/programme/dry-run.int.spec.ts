import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Database } from '@lib/database';
import { calendarDate } from '@lib/kernel';
import { RunningCertificates, aRegion, openDatabase } from '../certificates.testing.js';

// What was lost: a region file could only be tried by registering it, for good.

let database: Database;
let service: RunningCertificates;
beforeAll(async () => {
  database = await openDatabase();
  service = await RunningCertificates.open(database);
});
afterAll(async () => {
  await service.close();
  await service.store.close();
  await database.close();
});

const written = async (): Promise<number> => (await Array.fromAsync(service.store.readAll('start'))).length;
const tried = (file: unknown) => service.ask('POST', '/financing-programmes/dry-runs', {}, file);

it('a dry run tells the settings in force and writes nothing', async () => {
  const file = { ...aRegion(), rules: {} };
  const answer = await tried(file);
  expect(answer).toMatchObject({
    status: 200,
    body: { programme: '2442-2020-autumn', dryRun: true, isRegistered: false },
  });
  expect(await written()).toBe(0);
  expect((await service.get('/financing-programmes/2442-2020-autumn')).status).toBe(404);
  expect((await service.post('/financing-programmes', file)).status).toBe(201);
  expect((await service.get('/financing-programmes/2442-2020-autumn')).body['settings']).toEqual(
    answer.body['settings'],
  );
  expect((await tried(file)).body).toMatchObject({ isRegistered: true });
});

it('a dry run is refused as the registration would be', async () => {
  const before = await written();
  const next = {
    ...aRegion(),
    period: { id: 'x', from: calendarDate('2020-12-01'), toExclusive: calendarDate('2021-02-01') },
  };
  for (const [file, status, type] of [
    [{ ...aRegion(), name: 'Другой край' }, 409, '/problems/programme-differs'],
    [next, 409, '/problems/period-overlaps'],
    [{ ...aRegion(), timeZone: 'Mars', groups: [] }, 422, '/problems/region-file-refused'],
  ] as const) {
    const dry = await tried(file);
    expect(dry).toMatchObject({ status, body: { type } });
    const { instance: _, ...registered } = (await service.post('/financing-programmes', file)).body;
    const { instance: __, ...told } = dry.body;
    expect(told).toEqual(registered);
  }
  expect((await tried({ ...aRegion(), timeZone: 'Mars', groups: [] })).body['errors']).toHaveLength(2);
  expect(await written()).toBe(before);
});
