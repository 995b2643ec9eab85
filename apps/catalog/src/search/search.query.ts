import type { Sql } from '@lib/database';
import type { CalendarDate } from '@lib/kernel';
import type { Direction } from '../direction.js';
import { cardFrom, cardsOn, type Card, type CardRow } from '../group/card.query.js';
import { folded } from './folded.js';

export type Criteria = {
  readonly direction?: Direction;
  /** Completed years; a programme's bounds are months, years = months / 12, both inclusive (docs/rules.md §2). */
  readonly age?: number;
  readonly municipality?: number;
  readonly name?: string;
  readonly free?: boolean;
  readonly payable?: boolean;
};

/** The place after a card in the order of the list. */
export type Position = { readonly firstDay: CalendarDate; readonly groupId: string };

/** Study groups that meet every criterion given, by first day, then id. */
export const searchGroups = async (
  sql: Sql,
  criteria: Criteria,
  { after, max, today }: { readonly after: Position | undefined; readonly max: number; readonly today: CalendarDate },
): Promise<readonly Card[]> => {
  const rows = await sql.query<CardRow>(
    `SELECT * FROM (${cardsOn('$1')}) card
     WHERE ($2::text IS NULL OR direction = $2)
       AND ($3::bigint IS NULL OR $3 * 12 BETWEEN age_min_months AND age_max_months)
       AND ($4::bigint IS NULL OR municipality = $4)
       AND ($5::text IS NULL OR position($5 IN folded_programme) > 0 OR position($5 IN folded_provider) > 0)
       AND ($6::boolean IS NULL OR (free_places > 0) = $6)
       AND ($7::boolean IS NULL OR payable = $7)
       AND ($8::date IS NULL OR (first_day, group_id) > ($8, $9::text))
     ORDER BY first_day, group_id LIMIT $10`,
    [
      today,
      criteria.direction ?? null,
      criteria.age ?? null,
      criteria.municipality ?? null,
      criteria.name === undefined ? null : folded(criteria.name),
      criteria.free ?? null,
      criteria.payable ?? null,
      after?.firstDay ?? null,
      after?.groupId ?? null,
      max,
    ],
  );
  return rows.map(cardFrom);
};
