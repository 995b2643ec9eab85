import type { Sql } from '@lib/database';
import type { Completeness } from '../application/application.publisher.js';

/**
 * What was reported for a group, for a contract that is being concluded. Waits for a report that is being written, and
 * makes the next one wait: it is told either here or to the concluded contract.
 */
export const reportedSoFar = async (tx: Sql, groupId: string): Promise<readonly Completeness[]> => {
  await tx.query('SELECT 1 FROM enrollment.study_groups WHERE group_id = $1 FOR KEY SHARE', [groupId]);
  return tx.query<Completeness>(
    'SELECT month, held, planned FROM enrollment.lessons WHERE group_id = $1 ORDER BY month',
    [groupId],
  );
};
