import type { Sql } from '@lib/database';
import type { StudyGroup } from './domain/group.js';

/** The columns of a StudyGroup. */
export const GROUP = `group_id AS "groupId", module_id AS "moduleId", provider_id AS "providerId", direction,
  price_kopecks AS "priceKopecks", normative_cost_kopecks AS "normativeCostKopecks", first_day AS "firstDay",
  last_day AS "lastDay", places, payable, closed, age_min_months AS "ageMinMonths", age_max_months AS "ageMaxMonths"`;

export const groupOf = async (sql: Sql, groupId: string): Promise<StudyGroup | undefined> => {
  const [group] = await sql.query<StudyGroup>(`SELECT ${GROUP} FROM enrollment.study_groups WHERE group_id = $1`, [
    groupId,
  ]);
  return group;
};
