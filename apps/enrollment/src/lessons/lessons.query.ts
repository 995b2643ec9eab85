import type { Completeness, ReportedSoFar } from '../application/application.publisher.js';

/** Waits as it says: the lock stands against that of `lockReports`. */
export const reportedSoFar: ReportedSoFar = async (tx, groupId) => {
  await tx.query('SELECT 1 FROM enrollment.study_groups WHERE group_id = $1 FOR KEY SHARE', [groupId]);
  return tx.query<Completeness>(
    'SELECT month, held, planned FROM enrollment.lessons WHERE group_id = $1 ORDER BY month',
    [groupId],
  );
};
