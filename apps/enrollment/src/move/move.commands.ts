import type { Sql } from '@lib/database';
import { dateAt, err, ok, timeZone, type CalendarDate, type Instant, type Result } from '@lib/kernel';
import { touchedBy, type Touched } from '../application/touched.query.js';
import { lockedChild, storedChild, updateChildren } from '../child/child.store.js';
import type { Vault } from '../vault/vault.js';
import type { CertificateElsewhere, MoveAnswer } from './move.dto.js';

export type MoveRefused = { readonly reason: 'unknown-child' };
/** Without the id by which the register names the child, and where it lives now: it is kept with the key of the request. */
export type Moved = Touched & Pick<MoveAnswer, 'holderId' | 'changed' | 'hasProgramme' | 'certificates'>;

const UTC = timeZone('UTC');

/** A child lives elsewhere from now on, as if a file of the register had said so (docs/rules.md §6). */
export const move = async (
  tx: Sql,
  vault: Vault,
  { holderId, municipality }: { readonly holderId: string; readonly municipality: number },
  now: Instant,
): Promise<Result<Moved, MoveRefused>> => {
  const child = (await lockedChild(tx, holderId)) ? await storedChild(tx, holderId) : undefined;
  if (!child) return err({ reason: 'unknown-child' });
  const changed = child.municipality !== municipality;
  if (changed) await updateChildren(tx, [{ ...child, municipality }], now);
  const today = dateAt(now, UTC);
  return ok({
    holderId,
    changed,
    hasProgramme: await hasProgramme(tx, municipality, today),
    ...(await touchedBy(tx, vault, [{ holderId, birthDate: false }], today)),
    certificates: await certificatesElsewhere(tx, holderId, today),
  });
};

const hasProgramme = async (tx: Sql, municipality: number, today: CalendarDate): Promise<boolean> => {
  const found = await tx.query(
    'SELECT 1 FROM enrollment.programmes WHERE municipality = $1 AND to_exclusive > $2 LIMIT 1',
    [municipality, today],
  );
  return found.length > 0;
};

const certificatesElsewhere = (tx: Sql, holderId: string, today: CalendarDate): Promise<Moved['certificates']> =>
  tx.query<Pick<CertificateElsewhere, keyof CertificateElsewhere>>(
    `SELECT p.financing_programme AS "financingProgramme", p.municipality, p.to_exclusive AS "toExclusive"
     FROM enrollment.certificates k JOIN enrollment.programmes p USING (financing_programme)
       JOIN enrollment.children c USING (holder_id)
     WHERE k.holder_id = $1 AND p.municipality <> c.municipality AND p.to_exclusive > $2
     ORDER BY p.financing_programme`,
    [holderId, today],
  );
