import type { Sql } from '@lib/database';
import type { CalendarDate } from '@lib/kernel';
import type { Direction } from '../direction/direction.js';
import type { Days } from '../municipality/days.query.js';

/** What a family sees of a study group. */
export type Card = ReturnType<typeof cardFrom>;

export const cardOf = async (sql: Sql, groupId: string, days: Days): Promise<Card | undefined> => {
  const [row] = await sql.query<CardRow>(`SELECT * FROM (${CARDS}) card WHERE group_id = $4`, [
    ...dayValues(days),
    groupId,
  ]);
  return row && cardFrom(row);
};

/** The values of the first placeholders of `CARDS`. */
export const dayValues = ({ zones, dates, elsewhere }: Days): readonly unknown[] => [zones, dates, elsewhere];

/**
 * All cards with their free places: those for a start today in the municipality or on the group's first day, whichever
 * is later, to the group's end. A place is held on days (docs/rules.md §2 check 7), so that most count on which as many
 * as on no other day of that stretch are held. Where no start is possible any more, none is free.
 */
export const CARDS = `
  SELECT o.*, CASE WHEN o.closed OR stretch.first >= o.last_day THEN 0
    ELSE greatest(o.places - coalesce(held.most, 0), 0) END AS free_places
  FROM catalog.offers o
  LEFT JOIN catalog.municipalities m USING (municipality)
  LEFT JOIN unnest($1::text[], $2::date[]) AS day (time_zone, today) ON day.time_zone = m.time_zone
  CROSS JOIN LATERAL (SELECT greatest(coalesce(day.today, $3::date), o.first_day) AS first) stretch
  LEFT JOIN LATERAL (
    SELECT max(sum_to_day)::bigint AS most FROM (
      SELECT sum(sum(change)) OVER (ORDER BY on_day) AS sum_to_day FROM catalog.places p
      CROSS JOIN LATERAL (
        VALUES (greatest(p.start, stretch.first), 1), (p.last_day + 1, -1)
      ) AS changes (on_day, change)
      WHERE p.group_id = o.group_id AND p.last_day >= stretch.first
        AND (p.start IS NULL OR p.start <= least(o.last_day, p.last_day))
      GROUP BY on_day
    ) days
  ) held ON true`;

export type CardRow = {
  group_id: string;
  name: string;
  first_day: CalendarDate;
  last_day: CalendarDate;
  places: number;
  free_places: number;
  price_kopecks: number;
  normative_cost_kopecks: number;
  payable: boolean;
  closed: boolean;
  module_id: string;
  module_name: string;
  hours: number | null;
  programme_id: string;
  programme_name: string;
  short_name: string | null;
  direction: Direction;
  municipality: number;
  age_min_months: number;
  age_max_months: number;
  provider_id: string;
  provider_name: string;
  inn: string | null;
  address: string | null;
};

export const cardFrom = (row: CardRow) => ({
  groupId: row.group_id,
  name: row.name,
  firstDay: row.first_day,
  lastDay: row.last_day,
  places: row.places,
  freePlaces: row.free_places,
  priceKopecks: row.price_kopecks,
  normativeCostKopecks: row.normative_cost_kopecks,
  payable: row.payable,
  closed: row.closed,
  module: { moduleId: row.module_id, name: row.module_name, hours: row.hours },
  programme: {
    programmeId: row.programme_id,
    name: row.programme_name,
    shortName: row.short_name,
    direction: row.direction,
    municipality: row.municipality,
    ageMinMonths: row.age_min_months,
    ageMaxMonths: row.age_max_months,
  },
  provider: { providerId: row.provider_id, name: row.provider_name, inn: row.inn, address: row.address },
});
