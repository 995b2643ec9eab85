import type { Reach } from '@lib/access';
import { bindTo, type Bind, type Sql } from '@lib/database';
import type { Instant } from '@lib/kernel';
import type { Vault } from '../vault/vault.js';
import { childIdsOf } from './child.query.js';
import { GUARDIANSHIP, type Guardianship } from './guardianship.commands.js';

/** The guardianships that somebody reaches, as a condition on `enrollment.guardianships g`: a person its own. */
const guardianshipsWithin = (reach: Reach, bind: Bind): string =>
  reach.isEverything ? 'true' : `g.person = ANY(${bind(reach.persons.map(({ person }) => person))}::uuid[])`;

/** At most `count` guardianships within reach that have not ended, behind the id `after`; one of them, where it is named. */
export const guardianshipsWhere = (
  sql: Sql,
  reach: Reach,
  { after, id }: { readonly after?: string; readonly id?: string },
  count: number,
): Promise<readonly Guardianship[]> => {
  const values: unknown[] = [];
  const bind = bindTo(values);
  const conditions = [
    'g.ended_at IS NULL',
    guardianshipsWithin(reach, bind),
    ...(after === undefined ? [] : [`g.id > ${bind(after)}`]),
    ...(id === undefined ? [] : [`g.id = ${bind(id)}`]),
  ];
  return sql.query<Guardianship>(
    `SELECT ${GUARDIANSHIP} FROM enrollment.guardianships g
     WHERE ${conditions.join(' AND ')} ORDER BY g.id LIMIT ${bind(count)}`,
    values,
  );
};

/** Those of a child that have not ended. */
export const guardianshipsOfChild = (sql: Sql, holderId: string): Promise<readonly Guardianship[]> =>
  sql.query<Guardianship>(
    `SELECT ${GUARDIANSHIP} FROM enrollment.guardianships g WHERE g.holder_id = $1 AND g.ended_at IS NULL ORDER BY g.id`,
    [holderId],
  );

/** Who acts for a child, under whichever of its surrogate ids: each person once, with the guardianship that is the oldest. */
export const guardiansOf = (
  sql: Sql,
  holderIds: readonly string[],
): Promise<readonly (Guardianship & { readonly person: string })[]> =>
  sql.query(
    `SELECT * FROM (
       SELECT DISTINCT ON (g.person, g.relation) ${GUARDIANSHIP}, g.person FROM enrollment.guardianships g
       WHERE g.holder_id = ANY($1::uuid[]) AND g.ended_at IS NULL ORDER BY g.person, g.relation, g.since, g.id
     ) AS g ORDER BY g.since, g.id`,
    [holderIds],
  );

/** Those that a person has or had. */
export const guardianshipsOfPerson = (
  sql: Sql,
  person: string,
): Promise<readonly (Guardianship & { readonly endedAt: Instant | null })[]> =>
  sql.query(
    `SELECT ${GUARDIANSHIP}, g.ended_at AS "endedAt" FROM enrollment.guardianships g WHERE g.person = $1 ORDER BY g.id`,
    [person],
  );

/** Guardianships with the ids by which the register names their children. */
export const withChildIds = async <G extends Guardianship>(
  sql: Sql,
  vault: Vault,
  guardianships: readonly G[],
): Promise<readonly (G & { readonly childId: string })[]> => {
  const childIds = await childIdsOf(
    sql,
    vault,
    guardianships.map(({ holderId }) => holderId),
  );
  return guardianships.flatMap((guardianship) => {
    const childId = childIds.get(guardianship.holderId);
    return childId === undefined ? [] : [{ ...guardianship, childId }];
  });
};
