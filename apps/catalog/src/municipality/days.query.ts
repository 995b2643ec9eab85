import type { Sql } from '@lib/database';
import { dateAt, timeZone, type CalendarDate, type Clock, type TimeZone } from '@lib/kernel';

/** What day it is: in each time zone of a municipality that we know of, and everywhere else. */
export type Days = {
  readonly zones: readonly TimeZone[];
  /** The day in the zone at the same index. */
  readonly dates: readonly CalendarDate[];
  /**
   * The day where no time zone was told: that of UTC. Every Russian zone is ahead of it, so a place may be shown as
   * taken some hours too long, never as free too early.
   */
  readonly elsewhere: CalendarDate;
};

export const daysNow = async (sql: Sql, clock: Clock): Promise<Days> => {
  const known = await sql.query<{ zone: TimeZone }>('SELECT DISTINCT time_zone AS zone FROM catalog.municipalities');
  const now = clock.now();
  const zones = known.map(({ zone }) => zone);
  return { zones, dates: zones.map((zone) => dateAt(now, zone)), elsewhere: dateAt(now, UTC) };
};

const UTC = timeZone('UTC');
