import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { catalogGroups, encode, type WireMessage } from '@lib/contracts';
import { migrate, type Database } from '@lib/database';
import { newId } from '@lib/kernel';
import { freshPglite } from '../../../../test/support/fresh-store.js';
import { certificatesMigrations } from '../certificates.migrations.js';
import { GroupConsumer } from './group.consumer.js';
import { StudyGroups } from './group.store.js';

let database: Database;
beforeAll(async () => {
  database = await freshPglite();
  await migrate(database, 'certificates', certificatesMigrations);
});
afterAll(() => database.close());

const state = (groupName: string, sequence: number, at = '2020-09-01T00:00:00.000Z'): WireMessage => {
  const data = {
    groupId: '820',
    moduleId: '900000',
    programmeId: '1067100',
    providerId: '22003',
    groupName,
    municipality: 2442,
    direction: 'technical',
    unit: 'kopeck' as const,
    price: 502_800,
    normativeCost: 402_240,
    firstDay: '2020-10-02',
    lastDay: '2020-12-30',
    places: 15,
    payable: true,
    ageMinMonths: 132,
    ageMaxMonths: 216,
  };
  const message = { id: newId(), key: '820', time: at, recordedTime: at, type: 'group-changed' as const, data };
  return encode(catalogGroups, message, sequence);
};

it('an older state of a group that comes after a newer one changes nothing', async () => {
  const groups = new StudyGroups(database);
  for (const wire of [state('newer', 1), state('older', 0), state('again', 1)])
    await new GroupConsumer(groups).take(wire);
  expect((await groups.findEach(['820'])).get('820')).toMatchObject({ groupName: 'newer' });
});

// By its number alone it was older: the names in statements stood still until the restored catalogue had counted as far as before.
it('a state under an older number that was recorded later is one of a catalogue that was restored', async () => {
  const groups = new StudyGroups(database);
  const restored = state('restored', 3, '2021-09-01T00:00:00.000Z');
  for (const wire of [state('lost', 7), restored, state('lost', 7)]) await new GroupConsumer(groups).take(wire);
  expect((await groups.findEach(['820'])).get('820')).toMatchObject({ groupName: 'restored' });
});
