import type { Database } from '@lib/database';
import { addDays, dateAt, timeZone, type CalendarDate, type Instant } from '@lib/kernel';
import { folded } from '../name/folded.js';
import type { Criteria } from './search.query.js';

type Group = {
  readonly groupId: string;
  readonly firstDay: CalendarDate;
  readonly lastDay: CalendarDate;
  readonly places: number;
  readonly closed: boolean;
  readonly payable: boolean;
  readonly direction: string;
  readonly municipality: number;
  readonly ageMinMonths: number;
  readonly ageMaxMonths: number;
  readonly programme: string;
  readonly shortName: string | null;
  readonly provider: string;
  readonly zone: string | null;
};
type Place = { readonly groupId: string; readonly start: CalendarDate | null; readonly lastDay: CalendarDate };

export type Found = { readonly groupId: string; readonly freePlaces: number };

/**
 * The search as it is promised, slow and without anything kept: each place is counted on each day, each criterion is
 * asked of each group. By what the tables of the registry and the places say now.
 */
export const slowSearch = async (
  database: Database,
  now: Instant,
): Promise<(criteria: Criteria) => readonly Found[]> => {
  const groups = await database.query<Group>(
    `SELECT g.group_id AS "groupId", g.first_day AS "firstDay", g.last_day AS "lastDay", g.places,
       p.closed OR g.closed AS closed, o.payable, p.direction, p.municipality, p.age_min_months AS "ageMinMonths",
       p.age_max_months AS "ageMaxMonths", p.name AS programme, p.short_name AS "shortName", o.name AS provider,
       c.time_zone AS zone
     FROM catalog.groups g JOIN catalog.modules m USING (module_id) JOIN catalog.programmes p USING (programme_id)
     JOIN catalog.providers o USING (provider_id) LEFT JOIN catalog.municipalities c USING (municipality)`,
  );
  const places = await database.query<Place>(
    'SELECT group_id AS "groupId", start, last_day AS "lastDay" FROM catalog.places',
  );
  const all = groups
    .map((group) => ({
      group,
      freePlaces: freeIn(
        group,
        places.filter(({ groupId }) => groupId === group.groupId),
        dateAt(now, timeZone(group.zone ?? 'UTC')),
      ),
    }))
    // By bytes, whatever the locale.
    .toSorted((a, b) => Buffer.compare(Buffer.from(a.group.groupId), Buffer.from(b.group.groupId)));
  return (criteria) =>
    all
      .filter(({ group, freePlaces }) => meets(group, freePlaces, criteria))
      .map(({ group: { groupId }, freePlaces }) => ({ groupId, freePlaces }));
};

const freeIn = (group: Group, held: readonly Place[], today: CalendarDate): number => {
  const first = today > group.firstDay ? today : group.firstDay;
  if (group.closed || first >= group.lastDay) return 0;
  let free = group.places;
  for (let day = first; day <= group.lastDay; day = addDays(day, 1)) {
    const taken = held.filter(({ start, lastDay }) => (start === null || start <= day) && day <= lastDay).length;
    free = Math.min(free, group.places - taken);
  }
  return Math.max(free, 0);
};

const meets = (
  group: Group,
  freePlaces: number,
  { direction, age, municipality, name, free, payable }: Criteria,
): boolean =>
  (direction === undefined || group.direction === direction) &&
  (age === undefined || (age * 12 + 11 >= group.ageMinMonths && age * 12 <= group.ageMaxMonths)) &&
  (municipality === undefined || group.municipality === municipality) &&
  (name === undefined ||
    folded(`${group.programme} ${group.shortName ?? ''}`).includes(folded(name)) ||
    folded(group.provider).includes(folded(name))) &&
  (free === undefined || freePlaces > 0 === free) &&
  (payable === undefined || group.payable === payable);
