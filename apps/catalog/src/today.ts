import { dateAt, timeZone, type CalendarDate, type Clock } from '@lib/kernel';

const utc = timeZone('UTC');

/**
 * The date at which free places are counted. The catalogue serves many time zones and every Russian one is ahead of
 * UTC, so a place may be shown as taken some hours too long, never as free too early.
 */
export const todayOf = (clock: Clock): CalendarDate => dateAt(clock.now(), utc);
