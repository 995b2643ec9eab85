import type { ProgrammeCalendar } from '@lib/clock';
import type { Sql } from '@lib/database';

/** Every financing programme as a calendar. */
export const calendars = (sql: Sql): Promise<readonly ProgrammeCalendar[]> =>
  sql.query<ProgrammeCalendar>(
    `SELECT financing_programme AS id, time_zone AS "timeZone" FROM enrollment.programmes ORDER BY financing_programme`,
  );

/** The columns of a FinancingProgramme. */
const PROGRAMME = `financing_programme AS id, time_zone AS "timeZone", period_from AS "from",
  to_exclusive AS "toExclusive", reserve_at AS "reserveAt", certificate_groups AS "certificateGroups",
  certificate_group_ages AS "certificateGroupAges", late_entry_days AS "lateEntryDays"`;

const BEST_FOR = (start: string): string =>
  `(period_from <= ${start} AND ${start} < to_exclusive) DESC, to_exclusive DESC, financing_programme`;

/**
 * The programme of a municipality for a start, as a JSON object in one row: the one whose period contains the start. Where
 * none does, the latest one, so that the family reads `start-outside-period`; no row when the municipality has no programme.
 */
export const programmeOf = (municipality: string, start: string): string =>
  `SELECT to_jsonb(best) AS programme FROM (SELECT ${PROGRAMME} FROM enrollment.programmes
     WHERE municipality = ${municipality} ORDER BY ${BEST_FOR(start)} LIMIT 1) best`;
