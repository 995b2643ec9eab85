import { enrollmentContracts } from '@lib/contracts';
import type { Sql } from '@lib/database';
import { dateAt, err, ok, type Month, type Result, type TimeZone } from '@lib/kernel';
import type { Outbox } from '@lib/messaging';
import { envelopeOf, type Completeness, type Occasion } from '../application/application.publisher.js';

export type LessonsReport = Completeness & { readonly groupId: string };
export type LessonsRefused =
  | { readonly reason: 'unknown-group' }
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
  // The strongest row lock: see reportedSoFar. The other locks on groups do not hold a conclusion up.
  const [report] = await tx.query<{ known: boolean; taken: boolean }>(
    `WITH study_group AS MATERIALIZED (
       SELECT group_id FROM enrollment.study_groups WHERE group_id = $1 FOR UPDATE
     ), taken AS (
       INSERT INTO enrollment.lessons (group_id, month, held, planned, reported_at)
       SELECT group_id, $2, $3, $4, $5 FROM study_group ON CONFLICT DO NOTHING RETURNING 1
     )
     SELECT EXISTS (SELECT FROM study_group) AS known, EXISTS (SELECT FROM taken) AS taken`,
    [groupId, month, held, planned, occasion.now],
  );
  if (!report?.known) return err({ reason: 'unknown-group' });
  if (!report.taken) return err({ reason: 'already-reported', groupId, month });
  const contracts = await tx.query<{ id: string; holderId: string; timeZone: TimeZone }>(
    `SELECT id, holder_id AS "holderId", time_zone AS "timeZone" FROM enrollment.applications
     WHERE group_id = $1 AND (state IN ('enrolled', 'terminated') OR (state = 'accepted' AND awaiting = 'enrolment'))
     ORDER BY id`,
    [groupId],
  );
  await outbox.enqueue(
    tx,
    enrollmentContracts,
    contracts.map(({ id, holderId, timeZone }) => ({
      ...envelopeOf({ id, holderId }, 'lessons-reported', occasion, month),
      data: {
        contract: id,
        holder: holderId,
        on: dateAt(occasion.now, timeZone),
        group: groupId,
        month,
        held,
        planned,
      },
    })),
  );
  return ok(contracts.length);
};
