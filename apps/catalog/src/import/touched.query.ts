import type { Sql } from '@lib/database';
import type { CalendarDate } from '@lib/kernel';
import type { Standing } from '../places/places.commands.js';
import { GROUP_TERMS, type ChangedGroup, type State } from './changed-group.js';

/** A term that the catalogue tells another value of than before. */
type ChangedTerm = {
  readonly term: (typeof GROUP_TERMS)[number];
  readonly before: string | number;
  readonly after: string | number;
};
type TouchedApplication = {
  readonly id: string;
  readonly groupId: string;
  readonly terms: readonly ChangedTerm[];
};
/** How many there are, and the first thousand of them. */
type Listed<Item> = { readonly count: number; readonly items: readonly Item[] };

export type Touched = {
  /** Nothing was reserved: the family confirms the new terms, or withdraws. */
  readonly openApplications: Listed<TouchedApplication>;
  /** Contracts that run, and applications whose money was asked for: they keep their terms and their sum. */
  readonly contracts: Listed<TouchedApplication>;
  readonly closed: Listed<string>;
  readonly opened: Listed<string>;
  /** Groups whose provider may no longer be paid by certificate. */
  readonly barred: Listed<string>;
};

const LISTED_MAX = 1000;

/** What an import means for applications and contracts, as far as enrolment has told of them. */
export const touchedBy = async (
  tx: Sql,
  {
    before,
    told,
    today,
  }: {
    readonly before: ReadonlyMap<string, State>;
    readonly told: readonly ChangedGroup[];
    readonly today: CalendarDate;
  },
): Promise<Touched> => {
  const moved = told.flatMap((after) => {
    const was = before.get(after.groupId);
    return was && !after.created ? [{ was, after }] : [];
  });
  const terms = new Map(moved.map(({ was, after }) => [after.groupId, changesOf(was, after)] as const));
  const groupIds = [...terms].filter(([, changes]) => changes.length > 0).map(([groupId]) => groupId);
  const applications = async (standings: readonly Standing[]): Promise<Listed<TouchedApplication>> => {
    const rows = await tx.query<{ id: string; groupId: string; count: number }>(
      `SELECT contract AS id, group_id AS "groupId", count(*) OVER () AS count FROM catalog.places
       WHERE group_id = ANY($1::text[]) AND coalesce(standing, 'open') = ANY($2::text[])
         AND (last_day >= $3 OR standing = 'open')
       ORDER BY contract LIMIT ${LISTED_MAX}`,
      [groupIds, standings, today],
    );
    const items = rows.map(({ id, groupId }) => ({ id, groupId, terms: terms.get(groupId) ?? [] }));
    return { count: rows[0]?.count ?? 0, items };
  };
  const groups = (is: (was: State, after: State) => boolean): Listed<string> => {
    const ids = moved.filter(({ was, after }) => is(was, after)).map(({ after }) => after.groupId);
    return { count: ids.length, items: ids.slice(0, LISTED_MAX) };
  };
  return {
    openApplications: await applications(['open']),
    contracts: await applications(['reserving', 'concluded']),
    closed: groups((was, after) => !was.closed && after.closed),
    opened: groups((was, after) => was.closed && !after.closed),
    barred: groups((was, after) => was.payable && !after.payable),
  };
};

const changesOf = (was: State, after: State): readonly ChangedTerm[] =>
  GROUP_TERMS.flatMap((term) => (was[term] === after[term] ? [] : [{ term, before: was[term], after: after[term] }]));
