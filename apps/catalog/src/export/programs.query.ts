import type { Database } from '@lib/database';
import type { CalendarDate, Kopecks } from '@lib/kernel';
import type { Direction } from '../direction/direction.js';

/** A programme with everything of it that the catalogue keeps. */
export type ExportedProgramme = {
  readonly programmeId: string;
  readonly name: string;
  readonly shortName: string | null;
  readonly direction: Direction;
  readonly municipality: number;
  readonly ageMinMonths: number;
  readonly ageMaxMonths: number;
  readonly closed: boolean;
  readonly providerId: string;
  readonly providerName: string;
  readonly inn: string | null;
  readonly address: string | null;
  readonly payable: boolean;
  readonly modules: readonly {
    readonly moduleId: string;
    readonly name: string;
    readonly hours: number | null;
    readonly price: Kopecks;
    readonly normativeCost: Kopecks;
    readonly groups: readonly {
      readonly groupId: string;
      readonly name: string;
      readonly firstDay: CalendarDate;
      readonly lastDay: CalendarDate;
      readonly places: number;
      readonly closed: boolean;
    }[];
  }[];
};

/**
 * The programmes, page by page, in the order of their ids, which is the same everywhere; so is that of their modules and
 * groups. Each page is a statement of its own: nothing is held in the database while a reader takes his time.
 * @param municipality of this one alone; of all unless told
 */
export async function* programmePages(
  database: Database,
  municipality: number | undefined,
  size: number,
): AsyncGenerator<readonly ExportedProgramme[]> {
  for (let after = ''; ;) {
    const page = await database.query<ExportedProgramme & Record<string, unknown>>(PROGRAMMES, [
      after,
      municipality ?? null,
      size,
    ]);
    if (page.length > 0) yield page;
    const last = page.at(-1);
    if (!last || page.length < size) return;
    after = last.programmeId;
  }
}

const PROGRAMMES = `
  SELECT p.programme_id AS "programmeId", p.name, p.short_name AS "shortName", p.direction, p.municipality,
    p.age_min_months AS "ageMinMonths", p.age_max_months AS "ageMaxMonths", p.closed,
    o.provider_id AS "providerId", o.name AS "providerName", o.inn, o.address, o.payable,
    (SELECT coalesce(json_agg(json_build_object(
       'moduleId', m.module_id, 'name', m.name, 'hours', m.hours, 'price', m.price_kopecks,
       'normativeCost', m.normative_cost_kopecks,
       'groups', (SELECT coalesce(json_agg(json_build_object(
          'groupId', g.group_id, 'name', g.name, 'firstDay', g.first_day, 'lastDay', g.last_day, 'places', g.places,
          'closed', g.closed) ORDER BY g.group_id), '[]') FROM catalog.groups g WHERE g.module_id = m.module_id)
     ) ORDER BY m.module_id), '[]') FROM catalog.modules m WHERE m.programme_id = p.programme_id) AS modules
  FROM catalog.programmes p JOIN catalog.providers o USING (provider_id)
  WHERE p.programme_id > $1 AND ($2::bigint IS NULL OR p.municipality = $2)
  ORDER BY p.programme_id LIMIT $3`;
