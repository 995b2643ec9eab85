import type { Sql } from '@lib/database';
import type { ApplicationView } from './application.dto.js';
import type { State } from './domain/application.js';

/** An application as it is shown, as plain data: a class is no `Row` and not to be spread. */
export type ViewRow = Pick<ApplicationView, keyof ApplicationView>;

/** The columns of a view, to select or to return. */
export const VIEW = `id, child_id AS "childId", holder_id AS "holderId", group_id AS "groupId",
  financing_programme AS "financingProgramme", state, awaiting, reason, start, last_day AS "lastDay",
  submitted_on AS "submittedOn", concluded_on AS "concludedOn"`;

export const viewOf = async (sql: Sql, id: string): Promise<ViewRow | undefined> => {
  const [view] = await sql.query<ViewRow>(`SELECT ${VIEW} FROM enrollment.applications WHERE id = $1`, [id]);
  return view;
};

export type ApplicationCriteria = {
  readonly state?: State | undefined;
  readonly groupId?: string | undefined;
  readonly childId?: string | undefined;
};

/** At most `count` applications behind `after`, in the order of their ids, which is the order of their submission. */
export const viewsWhere = (
  sql: Sql,
  { state, groupId, childId }: ApplicationCriteria,
  after: string | undefined,
  count: number,
): Promise<readonly ViewRow[]> => {
  const values: unknown[] = [];
  const conditions = (
    [
      ['state =', state],
      ['group_id =', groupId],
      ['child_id =', childId],
      ['id >', after],
    ] as const
  ).flatMap(([condition, value]) => (value === undefined ? [] : [`${condition} $${values.push(value)}`]));
  return sql.query<ViewRow>(
    `SELECT ${VIEW} FROM enrollment.applications
     ${conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''} ORDER BY id LIMIT $${values.push(count)}`,
    values,
  );
};
