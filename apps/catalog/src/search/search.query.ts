import type { Sql } from '@lib/database';
import type { CalendarDate } from '@lib/kernel';
import type { Direction } from '../direction/direction.js';
import { CARDS, cardFrom, dayValues, type Card, type CardRow } from '../group/card.query.js';
import type { Days } from '../municipality/days.query.js';
import { folded } from '../name/folded.js';

export type Criteria = {
  readonly direction?: Direction;
  /**
   * Completed years. A programme's bounds are months, and it suits where some age of so many years does: an upper bound
   * in whole years holds to the day before the next birthday (docs/rules.md §2 check 5).
   */
  readonly age?: number;
  readonly municipality?: number;
  readonly name?: string;
  readonly free?: boolean;
  readonly payable?: boolean;
};

/** Study groups that meet every criterion given, in the order of their ids, which never change: behind the id `after`. */
export const searchGroups = async (
  sql: Sql,
  criteria: Criteria,
  { after, max, days }: { readonly after: string | undefined; readonly max: number; readonly days: Days },
): Promise<readonly Card[]> => {
  const rows = await sql.query<CardRow>(
    `SELECT * FROM (${CARDS}) card
     WHERE ($4::text IS NULL OR direction = $4)
       AND ($5::bigint IS NULL OR ($5 * 12 + 11 >= age_min_months AND $5 * 12 <= age_max_months))
       AND ($6::bigint IS NULL OR municipality = $6)
       AND ($7::text IS NULL OR folded_names LIKE $7)
       AND ($8::boolean IS NULL OR (free_places > 0) = $8)
       AND ($8::boolean IS NOT TRUE OR last_day > $12::date)
       AND ($9::boolean IS NULL OR payable = $9)
       AND ($10::text IS NULL OR group_id > $10)
     ORDER BY group_id LIMIT $11`,
    [
      ...dayValues(days),
      criteria.direction ?? null,
      criteria.age ?? null,
      criteria.municipality ?? null,
      criteria.name === undefined ? null : containing(folded(criteria.name)),
      criteria.free ?? null,
      criteria.payable ?? null,
      after ?? null,
      max,
      earliest(days),
    ],
  );
  return rows.map(cardFrom);
};

const containing = (part: string): string => `%${part.replaceAll(/[\\%_]/g, '\\$&')}%`;

/** What ends by then has no free place anywhere: the database finds the rest by it. */
const earliest = ({ dates, elsewhere }: Days): CalendarDate =>
  dates.reduce((first, date) => (date < first ? date : first), elsewhere);
