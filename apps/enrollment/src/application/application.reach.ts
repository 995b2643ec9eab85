import type { Reach } from '@lib/access';
import { bindTo, type Bind, type Sql } from '@lib/database';
import { childrenWithin } from '../child/child.reach.js';

/** By its terms; one that the first checks refused has none and belongs to its group's provider of today. */
export const PROVIDER = `coalesce(provider_id,
  (SELECT g.provider_id FROM enrollment.study_groups g WHERE g.group_id = applications.group_id))`;

/**
 * The applications that somebody reaches, as a condition on `enrollment.applications`: a family those of its children, a
 * provider those for its groups, a municipality those of its children and those that its programmes pay
 * (docs/access.md).
 */
export const applicationsWithin = (reach: Reach, bind: Bind): string => {
  if (reach.isEverything) return 'true';
  const { providers, municipalities } = reach;
  return [
    `holder_id IN (SELECT child.holder_id FROM enrollment.children child WHERE ${childrenWithin(reach, bind)})`,
    // Refused because nobody knew the child then.
    `child_index IN (SELECT child.child_index FROM enrollment.children child WHERE ${childrenWithin(reach, bind)})`,
    ...(providers.length === 0 ? [] : [`${PROVIDER} = ANY(${bind(providers)}::text[])`]),
    ...(municipalities.length === 0
      ? []
      : [
          `financing_programme IN (SELECT p.financing_programme FROM enrollment.programmes p
             WHERE p.municipality = ANY(${bind(municipalities)}::bigint[]))`,
        ]),
  ]
    .map((one) => `(${one})`)
    .join(' OR ');
};

/** Whether an application is there for somebody. */
export const reachesApplication = async (sql: Sql, reach: Reach, id: string): Promise<boolean> => {
  if (reach.isEverything) return true;
  const values: unknown[] = [id];
  const condition = applicationsWithin(reach, bindTo(values));
  const found = await sql.query(`SELECT 1 FROM enrollment.applications WHERE id = $1 AND (${condition})`, values);
  return found.length > 0;
};
