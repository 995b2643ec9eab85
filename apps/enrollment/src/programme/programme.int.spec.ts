import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openDatabase, openEnrollment, type RunningEnrollment } from '../enrollment.testing.js';
import { ProgrammeConsumer } from './programme.consumer.js';

let service: RunningEnrollment;
beforeAll(async () => {
  service = await openEnrollment(await openDatabase());
});
afterAll(async () => {
  await service.close();
  await service.database.close();
});

// A message had its effect once by its id; an older state under an id that was not seen yet, late on its topic, replaced a
// newer one. The tests before sent one state of each programme.
it('an older state of a programme that comes after a newer one changes nothing', async () => {
  const [older, newer] = [
    service.programmeRegistered({ lateEntryDays: 10 }),
    service.programmeRegistered({ lateEntryDays: 20 }),
  ];
  for (const wire of [newer, older, newer]) await service.app.get(ProgrammeConsumer).take(wire);
  expect(await service.database.query('SELECT late_entry_days AS days FROM enrollment.programmes')).toEqual([
    { days: 20 },
  ]);
});
