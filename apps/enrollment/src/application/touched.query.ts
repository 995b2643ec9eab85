import type { Sql } from '@lib/database';
import type { CalendarDate } from '@lib/kernel';
import { certificateGroupOf } from './domain/terms.js';
import { presentOf } from './present.query.js';
import type { Vault } from '../vault/vault.js';

/** A child that was known and is no longer the same. */
export type Moved = { readonly holderId: string; readonly birthDate: boolean };

/** Only which: what the register said before is the child's own affair. */
export const CHILD_TERMS = ['municipality', 'certificateGroup', 'birthDate'] as const;
export type ChildTerm = (typeof CHILD_TERMS)[number];
type TouchedApplication = { readonly id: string; readonly terms: readonly ChildTerm[] };
/** How many there are, and the first thousand of them. */
type Listed<Item> = { readonly count: number; readonly items: readonly Item[] };
export type Touched = {
  /** The family confirms the new terms, or withdraws; a new birth date may no longer suit the group. */
  readonly openApplications: Listed<TouchedApplication>;
  /** Running contracts, and applications whose money is reserved or asked for: they keep their terms and their sum. */
  readonly contracts: Listed<TouchedApplication>;
};

const LISTED_MAX = 1000;
const OPEN = `a.state IN ('requested', 'accepted')`;
const RUNNING = `a.state IN ('enrolled', 'terminated') AND a.last_day >= $2`;

type Row = {
  readonly id: string;
  readonly holderId: string;
  /** Nothing is reserved for it or asked for: its terms may change under it (docs/rules.md §2). */
  readonly mayChange: boolean;
  readonly municipality: number;
  readonly certificateGroup: string;
};

/**
 * The applications whose terms are no longer what the register says of their children, after the register has changed
 * these, by a file or by a move.
 * A category is no term, the certificate group it leads to is: `ovz` that becomes a word nobody knows is `general`.
 */
export const touchedBy = async (
  tx: Sql,
  vault: Vault,
  moved: readonly Moved[],
  today: CalendarDate,
): Promise<Touched> => {
  const of = new Map(moved.map((child) => [child.holderId, child]));
  const rows = await tx.query<Row>(
    `SELECT a.id, a.holder_id AS "holderId", ${OPEN} AND NOT a.reserved AND a.awaiting IS NULL AS "mayChange",
            a.municipality, a.certificate_group AS "certificateGroup"
     FROM enrollment.applications a
     WHERE a.holder_id = ANY($1::uuid[]) AND a.certificate_group IS NOT NULL AND (${OPEN} OR (${RUNNING}))
     ORDER BY a.id`,
    [[...of.keys()], today],
  );
  const present = await presentOf(
    tx,
    vault,
    rows.map(({ id }) => id),
  );
  const open: TouchedApplication[] = [];
  const contracts: TouchedApplication[] = [];
  for (const { id, holderId, mayChange, municipality, certificateGroup } of rows) {
    const { child, programme, hasCertificate = false } = present.get(id) ?? {};
    const changes: Readonly<Record<ChildTerm, boolean>> = {
      municipality: child !== undefined && child.municipality !== municipality,
      certificateGroup:
        !hasCertificate &&
        child !== undefined &&
        programme !== undefined &&
        certificateGroupOf(child.category, programme) !== certificateGroup,
      birthDate: of.get(holderId)?.birthDate === true,
    };
    const terms = CHILD_TERMS.filter((term) => changes[term]);
    if (terms.length > 0) (mayChange ? open : contracts).push({ id, terms });
  }
  return { openApplications: listed(open), contracts: listed(contracts) };
};

const listed = <Item>(items: readonly Item[]): Listed<Item> => ({
  count: items.length,
  items: items.slice(0, LISTED_MAX),
});
