import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { PgliteDatabase, migrate } from '@lib/database';
import { SystemClock, instant, timeZone, type Instant } from '@lib/kernel';
import { ClocksDiffer, DayRunner, WatchedClock, clockMigrations } from './index.js';

const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

/** A machine whose clock can be set. */
class Machine extends SystemClock {
  aheadMs = 0;

  override now(): Instant {
    return instant(new Date(Date.now() + this.aheadMs));
  }
}

let database: PgliteDatabase;
beforeAll(async () => {
  database = await PgliteDatabase.open();
  await migrate(database, 'clock', clockMigrations);
});
afterAll(() => database.close());

it.each([YEAR_MS, -YEAR_MS, 61_000])('a clock that is %d ms ahead is not started with', async (aheadMs) => {
  const machine = new Machine();
  machine.aheadMs = aheadMs;
  await expect(new WatchedClock(database, machine).refresh()).rejects.toThrow(ClocksDiffer);
});

// Lost: a machine that came up a year ahead ran the jobs of that year, with every debit and every expiry in it. All clocks
// of the tests had been right, or settable.
it('a clock that is set a year ahead dates nothing and runs no day, until it is set right', async () => {
  const machine = new Machine();
  const clock = new WatchedClock(database, machine);
  const dates: string[] = [];
  const days = new DayRunner(
    database,
    clock,
    {
      service: 'watched',
      programmes: async () => [{ id: 'a', timeZone: timeZone('UTC') }],
      run: async (_, date) => void dates.push(date),
    },
    () => undefined,
  );
  await days.runAll();
  const today = [...dates];
  machine.aheadMs = YEAR_MS;
  expect(() => clock.now()).toThrow(ClocksDiffer);
  await expect(days.runAll()).rejects.toThrow(ClocksDiffer);
  expect(dates).toEqual(today);
  machine.aheadMs = 1_000;
  await clock.refresh();
  expect(clock.now() >= instant(new Date(Date.now()))).toBe(true);
  await days.runAll();
});

it('a machine that slept is believed again once it has been compared', async () => {
  const machine = new Machine();
  machine.aheadMs = -50_000;
  const clock = new WatchedClock(database, machine);
  await clock.refresh();
  // The steady count does not run while a machine sleeps.
  machine.aheadMs = 50_000;
  expect(() => clock.now()).toThrow(ClocksDiffer);
  await clock.refresh();
  expect(clock.now()).toBeDefined();
});
