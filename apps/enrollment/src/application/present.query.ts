import type { Sql } from '@lib/database';
import { opened, type OpenedChild, type SealedChild } from '../child/child.query.js';
import type { Vault } from '../vault/vault.js';
import type { StudyGroup } from '../group/domain/group.js';
import { GROUP } from '../group/group.query.js';
import type { FinancingProgramme } from '../programme/domain/programme.js';
import { programmeOf } from '../programme/programme.query.js';
import type { Days, Other } from './domain/days.js';
import type { World } from './domain/decide.js';

/** What the applications of these ids are compared with, by id; none for one that the first checks refused. */
export const presentOf = async (
  sql: Sql,
  vault: Vault,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Present>> => {
  const rows = await sql.query<PresentRow>(
    `SELECT a.id, to_jsonb(g) AS "group", best.programme, jsonb_build_object(
              'certificateGroupAges', own.certificate_group_ages, 'lateEntryDays', own.late_entry_days) AS own,
            c.holder_id AS "holderId", c.municipality, p.key, c.sealed,
            EXISTS (SELECT FROM enrollment.certificates k WHERE k.holder_id = a.holder_id
                      AND k.financing_programme = a.financing_programme) AS "hasCertificate"
     FROM enrollment.applications a
     JOIN (SELECT ${GROUP} FROM enrollment.study_groups) g ON g."groupId" = a.group_id
     JOIN enrollment.programmes own ON own.financing_programme = a.financing_programme
     LEFT JOIN enrollment.children c ON c.holder_id = a.holder_id
     LEFT JOIN enrollment.people p ON p.holder_id = a.holder_id
     LEFT JOIN LATERAL (${programmeOf('c.municipality', 'a.start')}) best ON true
     WHERE a.id = ANY($1::uuid[])`,
    [ids],
  );
  return new Map(
    rows.map(({ id, group, programme, own, hasCertificate, ...child }) => [
      id,
      {
        group,
        child: child.sealed ? opened(vault, child as SealedChild) : undefined,
        programme: programme ?? undefined,
        own,
        hasCertificate,
      },
    ]),
  );
};

/** With the child as it is named. */
export type Present = World & { readonly child: OpenedChild | undefined };

type PresentRow = Pick<World, 'own' | 'hasCertificate'> & {
  readonly id: string;
  readonly group: StudyGroup;
  readonly programme: FinancingProgramme | null;
  readonly holderId: string | null;
  readonly municipality: number | null;
  readonly key: Uint8Array | null;
  readonly sealed: Uint8Array | null;
};

/** Whose others are sought. */
export type Place = {
  readonly holderId: string;
  readonly moduleId: string;
  readonly groupId: string;
  readonly days: Days;
  /** Not counted: the application itself. */
  readonly except?: string | undefined;
};

/**
 * The live applications that share a day with one: of its child in its module, and of everybody in its group. A
 * statement after the locks, so that it sees what was committed before them. A withdrawal that is being taken back has
 * its place again. Of each place, in their order.
 */
export const othersOfEach = (sql: Sql, places: readonly Place[]): Promise<readonly (readonly Other[])[]> =>
  othersOf(
    sql,
    places,
    `SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::date[], $5::date[], $6::uuid[]) WITH ORDINALITY
       AS p (holder_id, module_id, group_id, first, last, except_id, n)`,
    [
      places.map(({ holderId }) => holderId),
      places.map(({ moduleId }) => moduleId),
      places.map(({ groupId }) => groupId),
      places.map(({ days }) => days.first),
      places.map(({ days }) => days.last),
      places.map(({ except }) => except ?? null),
    ],
  );

/** A place that is asked for: by what the vault finds the child, as hexadecimal, in a group. */
export type Sought = { readonly index: string; readonly groupId: string };

/** The same for all days of the group, before it is known who the child is and what the group is like. */
export const othersOfSought = (sql: Sql, sought: readonly Sought[]): Promise<readonly (readonly Other[])[]> =>
  othersOf(
    sql,
    sought,
    `SELECT c.holder_id, g.module_id, g.first_day AS first, g.last_day AS last, NULL::uuid AS except_id, s.n
     FROM unnest($1::bytea[], $2::text[]) WITH ORDINALITY AS s (child, group_id, n)
     JOIN enrollment.children m ON m.child_index = s.child
     JOIN enrollment.children c ON c.holder_id = coalesce(m.merged_into, m.holder_id)
     JOIN enrollment.study_groups g ON g.group_id = s.group_id`,
    [sought.map(({ index }) => index), sought.map(({ groupId }) => groupId)],
  );

const LIVE = `(a.state IN ('requested', 'accepted', 'enrolled', 'terminated') OR a.awaiting = 'revocation')`;

/**
 * Those of a group are counted by their days, once for all: many ask at once for one that has thousands. `OFFSET 0` keeps
 * the server from joining all groups with all applications, as it does while it has no statistics of them.
 */
const othersOf = async (
  sql: Sql,
  of: readonly { readonly groupId: string; readonly except?: string | undefined }[],
  places: string,
  values: readonly unknown[],
): Promise<readonly (readonly Other[])[]> => {
  if (of.length === 0) return [];
  const [ofChildren, ofGroups] = await Promise.all([
    sql.query<Days & { readonly n: number }>(
      `SELECT m.n, a.start AS first, a.last_day AS last
       FROM (${places}) AS m CROSS JOIN LATERAL (
         SELECT a.start, a.last_day FROM enrollment.applications a
         WHERE a.holder_id = m.holder_id AND a.module_id = m.module_id AND ${LIVE}
           AND a.start <= m.last AND a.last_day >= m.first AND a.id IS DISTINCT FROM m.except_id
         OFFSET 0
       ) a`,
      values,
    ),
    sql.query<Days & { readonly groupId: string; readonly count: number }>(
      `SELECT g.group_id AS "groupId", a.start AS first, a.last_day AS last, count(*) AS count
       FROM unnest($1::text[]) AS g (group_id) CROSS JOIN LATERAL (
         SELECT a.start, a.last_day FROM enrollment.applications a
         WHERE a.group_id = g.group_id AND ${LIVE} AND a.id <> ALL($2::uuid[])
         OFFSET 0
       ) a GROUP BY g.group_id, a.start, a.last_day`,
      [[...new Set(of.map(({ groupId }) => groupId))], of.flatMap(({ except }) => except ?? [])],
    ),
  ]);
  const byChild = Map.groupBy(ofChildren, ({ n }) => n);
  const byGroup = Map.groupBy(ofGroups, ({ groupId }) => groupId);
  return of.map(({ groupId }, index) => [
    ...(byChild.get(index + 1) ?? []).map(({ first, last }) => ({ first, last, inModule: true, inGroup: false })),
    ...(byGroup.get(groupId) ?? []).map(({ first, last, count }) => ({
      first,
      last,
      count,
      inModule: false,
      inGroup: true,
    })),
  ]);
};
