import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openDatabase, openEnrollment, type RunningEnrollment } from '../enrollment.testing.js';
import { GroupConsumer } from './group.consumer.js';

let service: RunningEnrollment;
beforeAll(async () => {
  service = await openEnrollment(await openDatabase());
});
afterAll(async () => {
  await service.close();
  await service.database.close();
});

const isClosed = async (): Promise<boolean | undefined> => {
  const [group] = await service.database.query<{ closed: boolean }>(
    `SELECT closed FROM enrollment.study_groups WHERE group_id = '810'`,
  );
  return group?.closed;
};

it('knows of a group whether it takes new applications, which an older message did not tell', async () => {
  await service.group({ groupId: '810' });
  expect(await isClosed()).toBe(false);
  await service.group({ groupId: '810', closed: true });
  expect(await isClosed()).toBe(true);
  await service.group({ groupId: '810', closed: false });
  expect(await isClosed()).toBe(false);
});

// A message had its effect once by its id; an older state under an id that was not seen yet, late on its topic, replaced a
// newer one. The tests before sent one and the same message again.
it('an older state that comes after a newer one changes nothing', async () => {
  const [older, newer] = [
    service.groupChanged({ groupId: '820', places: 10 }),
    service.groupChanged({ groupId: '820', places: 20 }),
  ];
  for (const wire of [newer, older, newer]) await service.app.get(GroupConsumer).take(wire);
  expect(await service.database.query(`SELECT places FROM enrollment.study_groups WHERE group_id = '820'`)).toEqual([
    { places: 20 },
  ]);
});

// By its number alone it would be older: a catalogue restored from a backup would not have been heard until it had counted
// as far as before.
it('a state under an older number that was recorded later is one of a catalogue that was restored', async () => {
  const [restored, lost] = [
    service.groupChanged({ groupId: '830', places: 10 }),
    service.groupChanged({ groupId: '830', places: 20 }),
  ];
  const later = { ...restored, headers: { ...restored.headers, ce_recordedtime: '2030-01-01T00:00:00.000Z' } };
  for (const wire of [lost, later]) await service.app.get(GroupConsumer).take(wire);
  expect(await service.database.query(`SELECT places FROM enrollment.study_groups WHERE group_id = '830'`)).toEqual([
    { places: 10 },
  ]);
});

// It had the greater number, so the state that the restored catalogue had withdrawn was back when its topic was read again.
it('a state that a restored catalogue has lost changes nothing when it comes again', async () => {
  const [restored, lost] = [
    service.groupChanged({ groupId: '840', places: 10 }),
    service.groupChanged({ groupId: '840', places: 20 }),
  ];
  const later = { ...restored, headers: { ...restored.headers, ce_recordedtime: '2030-01-01T00:00:00.000Z' } };
  for (const wire of [lost, later, lost]) await service.app.get(GroupConsumer).take(wire);
  expect(await service.database.query(`SELECT places FROM enrollment.study_groups WHERE group_id = '840'`)).toEqual([
    { places: 10 },
  ]);
});
