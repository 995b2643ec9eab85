import type { Reach } from '@lib/access';
import { bindTo, type Bind, type Sql } from '@lib/database';

/** The study groups whose lessons somebody reaches, as a condition on `enrollment.study_groups g`: a provider its own. */
export const groupsWithin = (reach: Reach, bind: Bind): string =>
  reach.isEverything ? 'true' : `g.provider_id = ANY(${bind(reach.providers)}::text[])`;

/** Whether a group is there for somebody. */
export const reachesGroup = async (sql: Sql, reach: Reach, groupId: string): Promise<boolean> => {
  if (reach.isEverything) return true;
  const values: unknown[] = [groupId];
  const condition = groupsWithin(reach, bindTo(values));
  const found = await sql.query(
    `SELECT 1 FROM enrollment.study_groups g WHERE g.group_id = $1 AND ${condition}`,
    values,
  );
  return found.length > 0;
};
