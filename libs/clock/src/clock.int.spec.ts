import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PgliteDatabase, migrate } from '@lib/database';
import { instant, timeZone, type CalendarDate } from '@lib/kernel';
import { DayRunner, allDaysRun } from './day-runner.js';
import { clockMigrations } from './migrations.js';
import { ClockGoesBack, ClockJumpsTooFar, SettableClock } from './settable-clock.js';

const KRASNOYARSK = { id: 'p', timeZone: timeZone('Asia/Krasnoyarsk') };

describe('the settable clock and the jobs of the day', () => {
  let database: PgliteDatabase;
  let clock: SettableClock;
  beforeEach(async () => {
    database = await PgliteDatabase.open();
    await migrate(database, 'clock', clockMigrations);
    clock = await SettableClock.open(database);
  });
  afterEach(async () => {
    await clock.close();
    await database.close();
  });

  const runner = (run: (date: CalendarDate) => Promise<void>): DayRunner =>
    new DayRunner(
      database,
      clock,
      { service: 'test', programmes: async () => [KRASNOYARSK], run: (_, date) => run(date) },
      () => undefined,
    );

  it('stands still, is kept for the next process, and never goes back', async () => {
    await clock.set(instant('2020-10-01T00:00:00Z'));
    expect(clock.now()).toBe('2020-10-01T00:00:00.000Z');
    const other = await SettableClock.open(database);
    expect(other.now()).toBe('2020-10-01T00:00:00.000Z');
    await other.close();
    await expect(clock.set(instant('2020-09-30T23:59:59Z'))).rejects.toThrow(ClockGoesBack);
    await expect(clock.set(instant('2050-01-01T00:00:00Z'))).rejects.toThrow(ClockJumpsTooFar);
    expect(clock.now()).toBe('2020-10-01T00:00:00.000Z');
  });

  it('runs the jobs of every date passed, in order, before a jump is answered', async () => {
    const dates: string[] = [];
    await clock.set(instant('2020-09-30T16:59:59Z'));
    const days = runner(async (date) => void dates.push(date));
    days.start();
    await days.runAll();
    expect(dates).toEqual(['2020-09-30']);
    // 17:00 UTC is midnight in Krasnoyarsk.
    await clock.set(instant('2020-10-02T17:00:00Z'));
    expect(dates).toEqual(['2020-09-30', '2020-10-01', '2020-10-02', '2020-10-03']);
    expect(await allDaysRun(database, clock)).toBe(true);
    await days.stop();
  });

  // Lost in a crash of the database while the date changed: every later setting to the same time was answered with the
  // failure of the first one, for as long as the process lived. No test had let a listener of a jump fail.
  it('asks again for what a jump did not get, when the same time is set once more', async () => {
    let isAway = true;
    let done = 0;
    const stop = clock.onJump(async () => {
      if (isAway) throw new Error('the database is away');
      done += 1;
    });
    const to = instant('2020-10-01T00:00:00Z');
    await expect(clock.set(to)).rejects.toThrow('away');
    isAway = false;
    await clock.set(to);
    await clock.set(to);
    expect(done).toBe(1);
    stop();
  });

  it('goes on after a failed job with the date that failed', async () => {
    const dates: string[] = [];
    await clock.set(instant('2020-10-01T00:00:00Z'));
    let fails = true;
    const days = runner(async (date) => {
      dates.push(date);
      if (fails && date === '2020-10-02') throw new Error('away');
    });
    await days.runAll();
    await clock.set(instant('2020-10-03T00:00:00Z'));
    await expect(days.runAll()).rejects.toThrow('away');
    fails = false;
    await days.runAll();
    expect(dates).toEqual(['2020-10-01', '2020-10-02', '2020-10-02', '2020-10-03']);
  });

  it('runs no job twice when many ask for today at once', async () => {
    const dates: string[] = [];
    await clock.set(instant('2020-10-01T00:00:00Z'));
    const days = runner(async (date) => void dates.push(date));
    await Promise.all(Array.from({ length: 20 }, () => days.today(KRASNOYARSK)));
    expect(dates).toEqual(['2020-10-01']);
  });
});
