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

/** All cards, with the places that are free to who looks today in the municipality. */
export const CARDS = `
  SELECT c.group_id, c.name, c.first_day, c.last_day, c.places, c.price_kopecks, c.normative_cost_kopecks, c.payable,
    c.closed, c.module_id, c.module_name, c.hours, c.programme_id, c.programme_name, c.short_name, c.direction,
    c.municipality, c.age_min_months, c.age_max_months, c.folded_names, c.provider_id, c.provider_name, c.inn, c.address,
    coalesce(c.free_counts[width_bucket(coalesce(day.today, $3::date), c.free_days)], 0) AS free_places
  FROM catalog.group_cards c
  LEFT JOIN catalog.municipalities m USING (municipality)
  LEFT JOIN unnest($1::text[], $2::date[]) AS day (time_zone, today) ON day.time_zone = m.time_zone`;

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
