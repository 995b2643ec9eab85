import type { Sql } from '@lib/database';
import type { CalendarDate } from '@lib/kernel';
import type { Direction } from '../direction.js';

/** What a family sees of a study group. */
export type Card = ReturnType<typeof cardFrom>;

export const cardOf = async (sql: Sql, groupId: string, today: CalendarDate): Promise<Card | undefined> => {
  const [row] = await sql.query<CardRow>(`SELECT * FROM (${cardsOn('$2')}) card WHERE group_id = $1`, [groupId, today]);
  return row && cardFrom(row);
};

/** All cards with their free places on a day, a placeholder of the query: a contract occupies its place up to its last day. */
export const cardsOn = (day: `$${number}`): string => `
  SELECT c.*, greatest(c.places - (
    SELECT count(*) FROM catalog.places taken WHERE taken.group_id = c.group_id AND taken.last_day >= ${day}::date
  ), 0) AS free_places
  FROM catalog.cards c`;

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
