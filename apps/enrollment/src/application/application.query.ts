import type { ProgrammeCalendar } from '@lib/clock';
import type { Reach } from '@lib/access';
import { bindTo, type Sql } from '@lib/database';
import type { Vault } from '../vault/vault.js';
import {
  STORED,
  VIEW,
  namedBy,
  recordedIn,
  viewIn,
  type NamedView,
  type Recorded,
  type StoredRow,
  type ViewRow,
} from './application.row.js';
import { PROVIDER, applicationsWithin } from './application.reach.js';
import type { State } from './domain/application.js';

/** Every application of a child, in the order in which they were recorded. */
export const viewsOfChild = (sql: Sql, holderId: string): Promise<readonly ViewRow[]> =>
  sql.query<ViewRow>(`SELECT ${VIEW} FROM enrollment.applications WHERE holder_id = $1 ORDER BY number`, [holderId]);

/** The ids by which the register names the children of applications, by the ids of these. Whoever was erased has none. */
export const childIdsOfApplications = async (
  sql: Sql,
  vault: Vault,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const rows = await sql.query<NamingRow>(
    `SELECT a.id, a.child_sealed AS words, a.holder_id AS "holderId", p.key, c.sealed FROM enrollment.applications a
     LEFT JOIN enrollment.children c USING (holder_id) LEFT JOIN enrollment.people p USING (holder_id)
     WHERE a.id = ANY($1::uuid[])`,
    [ids],
  );
  return new Map(
    rows.flatMap(({ id, words, holderId, key, sealed }): [string, string][] => {
      if (words) return [[id, vault.openWords(id, words)]];
      return holderId && key && sealed ? [[id, vault.open(holderId, key, sealed).childId]] : [];
    }),
  );
};

type NamingRow = {
  readonly id: string;
  /** Of one that names a child whom nobody knew. */
  readonly words: Uint8Array | null;
  readonly holderId: string | null;
  readonly key: Uint8Array | null;
  readonly sealed: Uint8Array | null;
};

/** Views as they are shown. */
export const allNamed = async (sql: Sql, vault: Vault, views: readonly ViewRow[]): Promise<readonly NamedView[]> => {
  const ids = views.map(({ id }) => id);
  const childIds = await childIdsOfApplications(sql, vault, ids);
  return views.map((view) => namedBy(view, childIds.get(view.id) ?? null));
};

export const viewOf = async (sql: Sql, id: string): Promise<ViewRow | undefined> => {
  const [view] = await sql.query<ViewRow>(`SELECT ${VIEW} FROM enrollment.applications WHERE id = $1`, [id]);
  return view;
};

/** The calendars that applications live by, by their ids; none of one that was refused before a programme was found. */
export const calendarsOfApplications = async (
  sql: Sql,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ProgrammeCalendar>> => {
  const rows = await sql.query<{ application: string } & ProgrammeCalendar>(
    `SELECT a.id AS application, p.financing_programme AS id, p.time_zone AS "timeZone"
     FROM enrollment.applications a JOIN enrollment.programmes p USING (financing_programme)
     WHERE a.id = ANY($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map(({ application, ...calendar }) => [application, calendar]));
};

export type ApplicationCriteria = {
  readonly state?: State | undefined;
  readonly groupId?: string | undefined;
  /** What the vault finds the child by. */
  readonly child?: Uint8Array | undefined;
  readonly providerId?: string | undefined;
};

/**
 * At most `count` applications within reach behind the one with the number `after`, in the order in which they were recorded.
 * @param only looks at pages of candidates until there are enough; all of them unless told
 */
export const viewsWhere = async (
  sql: Sql,
  reach: Reach,
  criteria: ApplicationCriteria,
  after: number,
  count: number,
  only?: (ids: readonly string[]) => Promise<ReadonlySet<string>>,
): Promise<readonly NumberedView[]> => {
  const { values, condition } = conditionOf(reach, criteria, only !== undefined);
  const found: NumberedView[] = [];
  for (let behind = after; ;) {
    const rows = await sql.query<StoredRow & { readonly number: number }>(
      `SELECT number, ${VIEW}, ${STORED} FROM enrollment.applications
       WHERE ${condition} AND number > $${values.length + 1} ORDER BY number LIMIT $${values.length + 2}`,
      [...values, behind, only ? Math.max(count, CANDIDATES) : count],
    );
    const meant = await only?.(rows.map(({ id }) => id));
    found.push(
      ...rows.filter((row) => meant?.has(row.id) ?? true).map((row) => ({ number: row.number, view: viewIn(row) })),
    );
    const last = rows.at(-1);
    if (found.length >= count || !only || !last || rows.length < CANDIDATES) return found.slice(0, count);
    behind = last.number;
  }
};

/** The applications of these ids that passed the first checks, as the rules see them. */
export const recordedOf = async (sql: Sql, ids: readonly string[]): Promise<readonly Recorded[]> => {
  const rows = await sql.query<StoredRow>(
    `SELECT ${VIEW}, ${STORED} FROM enrollment.applications WHERE id = ANY($1::uuid[])`,
    [ids],
  );
  return rows.flatMap((row) => recordedIn(row) ?? []);
};

const CANDIDATES = 500;

export type NumberedView = { readonly number: number; readonly view: ViewRow };

const conditionOf = (
  reach: Reach,
  { state, groupId, child, providerId }: ApplicationCriteria,
  isOpen: boolean,
): { readonly values: readonly unknown[]; readonly condition: string } => {
  const values: unknown[] = [];
  const bind = bindTo(values);
  const conditions = (
    [
      ['state =', state],
      ['group_id =', groupId],
      [`${PROVIDER} =`, providerId],
    ] as const
  ).flatMap(([condition, value]) => (value === undefined ? [] : [`${condition} ${bind(value)}`]));
  if (child) {
    const index = bind(child);
    conditions.push(
      `(holder_id = (SELECT c.holder_id FROM enrollment.children c WHERE c.child_index = ${index}) OR child_index = ${index})`,
    );
  }
  if (isOpen) conditions.push(`state IN ('requested', 'accepted') AND NOT reserved AND awaiting IS NULL`);
  conditions.push(`(${applicationsWithin(reach, bind)})`);
  return { values, condition: conditions.join(' AND ') };
};
