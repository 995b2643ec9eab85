export type { Brand } from './brand.js';
export { unreachable } from './unreachable.js';
export { UNNAMED, type Actor } from './actor.js';
export { NewerVersion } from './newer-version.js';
export { ok, err, type Result } from './result.js';
export { isKopecks, kopecks, zero, plus, minus, least, share, type Kopecks, type Rounding } from './amount.js';
export {
  addDays,
  addMonths,
  calendarDate,
  dateAt,
  daysInclusive,
  earlierOf,
  firstDayOf,
  instant,
  isCalendarDate,
  isInstant,
  isMonth,
  isTimeZone,
  completedMonths,
  isWithinAges,
  lastDayOf,
  laterOf,
  month,
  monthOf,
  monthsTouched,
  nextMonth,
  startOfDay,
  timeZone,
  type AgeBounds,
  type CalendarDate,
  type Instant,
  type Month,
  type TimeZone,
} from './calendar.js';
export { Clock, SystemClock } from './clock.js';
export { derivedId, newId } from './ids.js';
export { hasUnseenSigns, plainId, plainText } from './plain-text.js';
export { backoffMs, type Backoff } from './backoff.js';
