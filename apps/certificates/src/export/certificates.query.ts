import type { Reach } from '@lib/access';
import { bindTo, type Database } from '@lib/database';
import type { CalendarDate } from '@lib/kernel';
import { certificatesWithin } from '../balance/certificate.reach.js';

export type ExportedCertificate = {
  readonly holder: string;
  readonly programme: string;
  readonly number: string;
  readonly municipality: number;
  readonly municipalityName: string;
  readonly certificateGroup: string;
  readonly from: CalendarDate;
  readonly toExclusive: CalendarDate;
  readonly closed: boolean;
  readonly nominalKopecks: number;
  readonly availableKopecks: number;
  readonly reservedKopecks: number;
  readonly spentKopecks: number;
  readonly expiredKopecks: number;
};

/** Before every holder. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/**
 * The certificates within reach, page by page, from the read models. Each page is a statement of its own: nothing is held
 * in the database while a reader takes his time.
 * @param programme of this financing programme alone; of all unless told
 */
export async function* certificatePages(
  database: Database,
  reach: Reach,
  programme: string | undefined,
  size: number,
): AsyncGenerator<readonly ExportedCertificate[]> {
  for (let after: readonly [string, string] = [NOBODY, '']; ;) {
    const values: unknown[] = [...after, programme ?? null, size];
    const page = await database.query<ExportedCertificate & Record<string, unknown>>(
      `SELECT c.holder, c.programme, c.number, p.municipality, p.settings->'municipality'->>'name' AS "municipalityName",
         c.certificate_group AS "certificateGroup", p.settings->'period'->>'from' AS "from",
         p.settings->'period'->>'toExclusive' AS "toExclusive", c.closed, c.nominal_kopecks AS "nominalKopecks",
         c.available_kopecks AS "availableKopecks", c.reserved_kopecks AS "reservedKopecks",
         c.spent_kopecks AS "spentKopecks", c.expired_kopecks AS "expiredKopecks"
       FROM certificates.certificates c JOIN certificates.programmes p ON p.id = c.programme
       WHERE (c.holder, c.programme) > ($1::uuid, $2) AND ($3::text IS NULL OR c.programme = $3)
         AND ${certificatesWithin(reach, bindTo(values))}
       ORDER BY c.holder, c.programme LIMIT $4`,
      values,
    );
    if (page.length > 0) yield page;
    const last = page.at(-1);
    if (!last || page.length < size) return;
    after = [last.holder, last.programme];
  }
}
