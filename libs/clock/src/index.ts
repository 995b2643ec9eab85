export {
  ClockAheadOfSystem,
  ClockGoesBack,
  ClockJumpsTooFar,
  ClockNotShared,
  SettableClock,
  openSystemClock,
} from './settable-clock.js';
export { ClocksDiffer, WatchedClock } from './watched-clock.js';
export { DayRunner, DaysStopped, allDaysRun, type DayJobs, type ProgrammeCalendar } from './day-runner.js';
export { clockMigrations, clockSchema } from './migrations.js';
