import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PgDatabase, type Database } from '@lib/database';
import { PostgresEventStore, openEsdbEventStore, type EventStore } from '@lib/event-store';
import { calendarDate } from '@lib/kernel';
import { EsdbDouble } from '../../../test/esdb/double.js';
import { realPostgres, type RealPostgres } from '../../../test/support/postgres.js';
import { accountCodec } from './account/event-catalogue.js';
import { RunningCertificates, aRegion, holderOf, openDatabase } from './certificates.testing.js';
import { streams } from './ledger/streams.js';
import { programmeId } from './programme/domain/programme.js';
import { Programmes } from './programme/programme.commands.js';

let postgres: RealPostgres;
let double: EsdbDouble;
beforeAll(async () => {
  postgres = await realPostgres();
  double = await EsdbDouble.start();
});
afterAll(async () => {
  await postgres.stop();
  double.kill();
});

// Each test of a race that passed had one process; two of them knew nothing of each other.
describe.each([
  ['PostgreSQL', (database: Database): Promise<EventStore> => Promise.resolve(new PostgresEventStore(database))],
  ['EventStoreDB', (): Promise<EventStore> => openEsdbEventStore(double.url)],
] as const)('two instances on %s', (_, storeOn) => {
  const databases: Database[] = [];
  let instances: readonly RunningCertificates[] = [];
  beforeAll(async () => {
    const url = await postgres.createDatabase();
    databases.push(await openDatabase(new PgDatabase(url)), new PgDatabase(url));
    instances = await Promise.all(
      databases.map(async (database) => RunningCertificates.open(database, await storeOn(database))),
    );
  });
  afterAll(async () => {
    for (const { app, store } of instances) {
      await app.close();
      await store.close();
    }
    for (const database of databases) await database.close();
  });

  it('register one of many periods that share a day, and name it to the others', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, (__, index) => {
        const region = aRegion({
          municipality: { id: 2460, name: 'Сосед' },
          period: {
            id: `nr-${index}`,
            from: calendarDate('2020-10-01'),
            toExclusive: calendarDate(`2020-12-${10 + index}`),
          },
        });
        return instances[index % 2]!.post('/financing-programmes', region);
      }),
    );
    const [winner] = answers.filter(({ status }) => status === 201);
    const losers = answers.filter(({ status }) => status !== 201);
    expect(losers).toHaveLength(7);
    for (const { status, body } of losers)
      expect([status, body['type'], body['programme']]).toStrictEqual([
        409,
        '/problems/period-overlaps',
        winner?.body['programme'],
      ]);
    const all = await Promise.all(instances.map((instance) => instance.app.get(Programmes).registered()));
    expect(all.map((programmes) => programmes.filter(({ municipality }) => municipality.id === 2460).length)).toEqual([
      1, 1,
    ]);
  });

  it('give every child of a region another number, and one child the same', async () => {
    const towns = [aRegion(), aRegion({ municipality: { id: 2455, name: 'г. Енисейск' } })];
    for (const town of towns) await instances[0]!.register(town);
    const children = Array.from({ length: 16 }, (__, index) => `child ${index}`);
    await Promise.all(
      children.map((child, index) => instances[index % 2]!.enrol(child, towns[Math.floor(index / 2) % 2]!)),
    );
    const numbers = await Promise.all(
      children.map(async (child) => {
        const stored = await instances[0]!.store.read(streams.account(holderOf(child)));
        return stored.flatMap((event) => {
          const decoded = accountCodec.decode(event);
          return decoded.type === 'CertificateIssued' ? [decoded.number] : [];
        });
      }),
    );
    expect(numbers.flat().sort()).toStrictEqual(children.map((__, index) => `24${String(index + 1).padStart(8, '0')}`));
  });

  it('give a child that asks both at one moment in two municipalities one certificate', async () => {
    const towns = [aRegion(), aRegion({ municipality: { id: 2455, name: 'г. Енисейск' } })];
    for (let turn = 0; turn < 4; turn++) {
      const child = `asks twice ${turn}`;
      await Promise.all(towns.map((town, index) => instances[index]!.enrol(child, town)));
      const stored = await instances[0]!.store.read(streams.account(holderOf(child)));
      const types = stored.map(({ type }) => type);
      expect(types.filter((type) => type === 'CertificateIssued')).toHaveLength(1);
      expect(types.filter((type) => type === 'ReservationRefused')).toHaveLength(1);
      const places = await Promise.all(
        towns.map(async (town) =>
          (await instances[0]!.store.read(streams.limit(programmeId(town)))).filter(
            ({ data }) => data['holder'] === holderOf(child),
          ),
        ),
      );
      const left = places.map((events) =>
        events.reduce((sum, { type }) => sum + (type === 'CertificatePlaceTaken' ? 1 : -1), 0),
      );
      expect(left.toSorted((a, b) => a - b)).toStrictEqual([0, 1]);
    }
  });
});
