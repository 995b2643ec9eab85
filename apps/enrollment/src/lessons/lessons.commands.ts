import { enrollmentContracts } from '@lib/contracts';
import type { Sql } from '@lib/database';
import {
  dateAt,
  err,
  ok,
  timeZone,
  type CalendarDate,
  type Instant,
  type Month,
  type Result,
  type TimeZone,
} from '@lib/kernel';
import type { Outbox } from '@lib/messaging';
import { reportMessage, type Completeness, type Occasion } from '../application/application.publisher.js';
import { faultsOfMonth, type MonthFault } from './domain/reportable.js';

export type LessonsReport = Completeness & { readonly groupId: string };
export type LessonsRefused =
  | { readonly reason: 'unknown-group' }
  | {
      readonly reason: 'lessons-not-possible';
      readonly groupId: string;
      readonly month: Month;
      readonly faults: readonly MonthFault[];
    }
  | { readonly reason: 'already-reported'; readonly groupId: string; readonly month: Month };

/**
 * Records how much of a month's lessons a group was given, once (docs/rules.md §4 completeness), and tells every contract of the
 * group; one that is concluded later is told with its conclusion.
 * @returns how many contracts were told
 */
export const reportLessons = async (
  tx: Sql,
  outbox: Outbox,
  { groupId, month, held, planned }: LessonsReport,
  occasion: Occasion,
): Promise<Result<number, LessonsRefused>> => {
  if (!(await lockReports(tx, groupId))) return err({ reason: 'unknown-group' });
  const faults = faultsOfMonth(month, {
    today: await todayOf(tx, groupId, occasion.now),
    days: await daysOf(tx, groupId),
  });
  if (faults.length > 0) return err({ reason: 'lessons-not-possible', groupId, month, faults });
  const taken = await tx.query(
    `INSERT INTO enrollment.lessons (group_id, month, held, planned, reported_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT DO NOTHING RETURNING 1`,
    [groupId, month, held, planned, occasion.now],
  );
  if (taken.length === 0) return err({ reason: 'already-reported', groupId, month });
  const contracts = await tx.query<{ id: string; holderId: string; timeZone: TimeZone }>(
    `SELECT id, holder_id AS "holderId", time_zone AS "timeZone" FROM enrollment.applications
     WHERE group_id = $1 AND (state IN ('enrolled', 'terminated') OR (state = 'accepted' AND awaiting = 'enrolment'))
     ORDER BY id`,
    [groupId],
  );
  await outbox.enqueue(
    tx,
    enrollmentContracts,
    contracts.map(({ id, holderId, timeZone: zone }) =>
      reportMessage({ id, holderId, groupId }, { month, held, planned }, dateAt(occasion.now, zone), occasion),
    ),
  );
  return ok(contracts.length);
};

/** Makes the reports of a group ours until the end of the transaction. False when there is no such group. */
export const lockReports = async (tx: Sql, groupId: string): Promise<boolean> => {
  // The strongest row lock: see reportedSoFar. The other locks on groups do not hold a conclusion up.
  const rows = await tx.query('SELECT 1 FROM enrollment.study_groups WHERE group_id = $1 FOR UPDATE', [groupId]);
  return rows.length > 0;
};

/** The last day of a contract `a` of the programme `p` as it was concluded: a later notice does not shorten this. */
export const CONCLUDED_LAST_DAY = 'greatest(a.last_day, least(a.group_last_day, p.to_exclusive - 1))';

/** The days of the group by the catalogue, and of its contracts as they were concluded, but for withdrawn ones. */
const daysOf = (
  tx: Sql,
  groupId: string,
): Promise<readonly { readonly first: CalendarDate; readonly last: CalendarDate }[]> =>
  tx.query(
    `SELECT first_day AS "first", last_day AS "last" FROM enrollment.study_groups WHERE group_id = $1
     UNION
     SELECT a.start, ${CONCLUDED_LAST_DAY} FROM enrollment.applications a
     JOIN enrollment.programmes p ON p.financing_programme = a.financing_programme
     WHERE a.group_id = $1 AND a.concluded_on IS NOT NULL AND a.state <> 'withdrawn'`,
    [groupId],
  );

/**
 * Today where the group's contracts live. A group that has none yet is taken to be where the region's programmes are, and
 * in a region without a programme there is nothing to go by but UTC. Of several dates the latest.
 */
const todayOf = async (tx: Sql, groupId: string, now: Instant): Promise<CalendarDate> => {
  const zones = await tx.query<{ zone: TimeZone; ours: boolean }>(
    `SELECT time_zone AS zone, bool_or(EXISTS (
       SELECT FROM enrollment.applications a WHERE a.group_id = $1 AND a.financing_programme = p.financing_programme
         AND a.concluded_on IS NOT NULL AND a.state <> 'withdrawn')) AS ours
     FROM enrollment.programmes p GROUP BY time_zone`,
    [groupId],
  );
  const ours = zones.filter((row) => row.ours);
  const dates = (ours.length > 0 ? ours : zones).map(({ zone }) => dateAt(now, zone)).sort();
  return dates.at(-1) ?? dateAt(now, timeZone('UTC'));
};
