import type { Reach } from '@lib/access';
import { bindTo, type Bind, type Sql } from '@lib/database';
import type { Vault } from '../vault/vault.js';
import type { SealedChild } from './child.query.js';

/**
 * The children that somebody reaches, as a condition on `enrollment.children` under the alias `child`: a family its own,
 * by guardianships that have not ended; a municipality those that live there. A provider reaches no child of the register,
 * only applications (docs/access.md).
 */
export const childrenWithin = (reach: Reach, bind: Bind): string => {
  if (reach.isEverything) return 'true';
  const families = reach.persons.map(
    ({ person, relation }) =>
      `EXISTS (SELECT 1 FROM enrollment.guardianships g WHERE g.holder_id = child.holder_id AND g.ended_at IS NULL
         AND g.person = ${bind(person)} AND g.relation = ${bind(relation)})`,
  );
  const { municipalities } = reach;
  const residents = municipalities.length === 0 ? [] : [`child.municipality = ANY(${bind(municipalities)}::bigint[])`];
  return ['false', ...families, ...residents].map((one) => `(${one})`).join(' OR ');
};

export type KnownChild = { readonly childId: string; readonly holderId: string };

/**
 * A child by the id of the register or by its surrogate id, if it is within reach. The id of a child that was merged leads
 * to the one that it was merged into; a surrogate id stays its own, as its account does.
 */
export const reachableChild = async (
  sql: Sql,
  vault: Vault,
  reach: Reach,
  by: { readonly childId: string } | { readonly holderId: string },
): Promise<KnownChild | undefined> => {
  const values: unknown[] = [];
  const bind = bindTo(values);
  const named =
    'childId' in by
      ? `child.holder_id = (SELECT coalesce(m.merged_into, m.holder_id) FROM enrollment.children m
           WHERE m.child_index = ${bind(vault.indexOf(by.childId))})`
      : `child.holder_id = ${bind(by.holderId)}`;
  const [known] = await sql.query<Pick<SealedChild, 'holderId' | 'key' | 'sealed'>>(
    `SELECT child.holder_id AS "holderId", p.key, child.sealed
     FROM enrollment.children child JOIN enrollment.people p USING (holder_id)
     WHERE ${named} AND (${childrenWithin(reach, bind)})`,
    values,
  );
  if (!known) return undefined;
  const { holderId, key, sealed } = known;
  return { childId: vault.open(holderId, key, sealed).childId, holderId };
};
