import type { Completeness, ReportedSoFar } from '../application/application.publisher.js';

/** Waits as it says: the lock stands against that of `lockReports`. */
export const reportedSoFar: ReportedSoFar = async (tx, groupIds) => {
  // The statement of the reports comes behind the locks, and sees what was committed before them.
  const [, reports] = await Promise.all([
    tx.query('SELECT 1 FROM enrollment.study_groups WHERE group_id = ANY($1::text[]) ORDER BY group_id FOR KEY SHARE', [
      groupIds,
    ]),
    tx.query<Completeness & { readonly groupId: string }>(
      `SELECT group_id AS "groupId", month, held, planned FROM enrollment.lessons WHERE group_id = ANY($1::text[])
       ORDER BY group_id, month`,
      [groupIds],
    ),
  ]);
  const ofGroup = Map.groupBy(reports, ({ groupId }) => groupId);
  return new Map(
    [...ofGroup].map(([groupId, of]) => [groupId, of.map(({ month, held, planned }) => ({ month, held, planned }))]),
  );
};
