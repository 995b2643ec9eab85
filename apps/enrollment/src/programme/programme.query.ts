import type { ProgrammeCalendar } from '@lib/clock';
import type { Sql } from '@lib/database';
import type { CalendarDate } from '@lib/kernel';
import type { FinancingProgramme } from './domain/programme.js';

/** Every financing programme as a calendar. */
export const calendars = (sql: Sql): Promise<readonly ProgrammeCalendar[]> =>
  sql.query<ProgrammeCalendar>(
    `SELECT financing_programme AS id, time_zone AS "timeZone" FROM enrollment.programmes ORDER BY financing_programme`,
  );

/**
 * The programme of the child's municipality whose period contains the start. Where none does, the latest one, so that
 * the family reads `start-outside-period`; none when the municipality has no programme or the child is not known.
 * @param child what the vault finds it by
 */
export const programmeForChild = async (
  sql: Sql,
  child: Uint8Array,
  start: CalendarDate,
): Promise<FinancingProgramme | undefined> => {
  const [programme] = await sql.query<FinancingProgramme>(
    `SELECT ${PROGRAMME} FROM enrollment.programmes
     WHERE municipality = (
       SELECT c.municipality FROM enrollment.children m
         JOIN enrollment.children c ON c.holder_id = coalesce(m.merged_into, m.holder_id)
       WHERE m.child_index = $1)
     ORDER BY ${BEST_FOR('$2')} LIMIT 1`,
    [child, start],
  );
  return programme;
};

/** The columns of a FinancingProgramme. */
const PROGRAMME = `financing_programme AS id, time_zone AS "timeZone", period_from AS "from",
  to_exclusive AS "toExclusive", reserve_at AS "reserveAt", certificate_groups AS "certificateGroups",
  certificate_group_ages AS "certificateGroupAges", late_entry_days AS "lateEntryDays"`;

const BEST_FOR = (start: string): string =>
  `(period_from <= ${start} AND ${start} < to_exclusive) DESC, to_exclusive DESC, financing_programme`;

/** One row per child: the programme of its municipality for a start, as a JSON object; to be joined laterally. */
export const programmeOf = (municipality: string, start: string): string =>
  `SELECT to_jsonb(best) AS programme FROM (SELECT ${PROGRAMME} FROM enrollment.programmes
     WHERE municipality = ${municipality} ORDER BY ${BEST_FOR(start)} LIMIT 1) best`;
