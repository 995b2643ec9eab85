import type { Reach } from '@lib/access';
import { bindTo, type Database } from '@lib/database';
import type { CalendarDate } from '@lib/kernel';
import { childIdsOfApplications } from '../application/application.query.js';
import { applicationsWithin } from '../application/application.reach.js';
import type { Notice, State } from '../application/domain/application.js';
import type { Vault } from '../vault/vault.js';

export type ExportedContract = {
  readonly number: number;
  readonly id: string;
  readonly childId: string | null;
  readonly holderId: string | null;
  readonly financingProgramme: string | null;
  readonly state: State;
  readonly providerId: string | null;
  readonly groupId: string;
  readonly moduleId: string | null;
  readonly direction: string | null;
  readonly submittedOn: CalendarDate;
  readonly concludedOn: CalendarDate;
  readonly start: CalendarDate;
  readonly lastDay: CalendarDate | null;
  readonly notice: Notice | null;
  readonly priceKopecks: number | null;
  readonly normativeCostKopecks: number | null;
};

/**
 * The contracts within reach, page by page, in the order in which they were applied for. Each page is a statement of its
 * own: nothing is held in the database while a reader takes his time.
 */
export async function* contractPages(
  database: Database,
  vault: Vault,
  reach: Reach,
  size: number,
): AsyncGenerator<readonly ExportedContract[]> {
  for (let after = 0; ;) {
    const values: unknown[] = [after, size];
    const page = await database.query<Omit<ExportedContract, 'childId'> & Record<string, unknown>>(
      `SELECT number, id, holder_id AS "holderId", financing_programme AS "financingProgramme",
         state, provider_id AS "providerId", group_id AS "groupId", module_id AS "moduleId", direction,
         submitted_on AS "submittedOn", concluded_on AS "concludedOn", start, last_day AS "lastDay", notice,
         price_kopecks AS "priceKopecks", normative_cost_kopecks AS "normativeCostKopecks"
       FROM enrollment.applications
       WHERE number > $1 AND concluded_on IS NOT NULL AND (${applicationsWithin(reach, bindTo(values))})
       ORDER BY number LIMIT $2`,
      values,
    );
    const ids = page.map(({ id }) => id);
    const childIds = await childIdsOfApplications(database, vault, ids);
    if (page.length > 0) yield page.map((row) => ({ ...row, childId: childIds.get(row.id) ?? null }));
    const last = page.at(-1);
    if (!last || page.length < size) return;
    after = last.number;
  }
}
