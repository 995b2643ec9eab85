import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Database, Row, Sql } from '@lib/database';
import { openDatabase, openEnrollment, type RunningEnrollment } from '../enrollment.testing.js';
import { othersOfSought } from './present.query.js';

let database: Database;
let service: RunningEnrollment;
beforeAll(async () => {
  database = await openDatabase();
  service = await openEnrollment(database, 'application');
});
afterAll(async () => {
  await service.close();
  await database.close();
});

type Node = {
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Join Filter'?: number;
  readonly Plans?: readonly Node[];
};

/** The rows that the busiest step of a plan has in its hands, those it throws away included. */
const rowsOf = (node: Node): number =>
  Math.max(
    node['Actual Loops'] *
      (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Join Filter'] ?? 0)),
    ...(node.Plans ?? []).map(rowsOf),
  );

/** Tells the plans of the statements that are asked; each is answered with no row. */
const explaining = (sql: Sql, plans: Node[]): Sql => ({
  query: async <R extends Row>(text: string, values: readonly unknown[] = []) => {
    const [row] = await sql.query<{ 'QUERY PLAN': readonly { readonly Plan: Node }[] }>(
      `EXPLAIN (ANALYZE, FORMAT JSON) ${text}`,
      values,
    );
    plans.push(...(row?.['QUERY PLAN'] ?? []).map(({ Plan }) => Plan));
    return [] as readonly R[];
  },
});

describe('what an application is compared with', () => {
  // In the first minutes of a season, when the server knows nothing of the tables yet, all applications were joined with
  // all groups of their module: eight times as much work of the database for each of the first thousand.
  it('is looked up, also where everybody asks for one module and the server has no statistics', async () => {
    const [children, groups, applied] = [1_000, 230, 70];
    const names = Array.from({ length: children }, (_, index) => `s${index}`);
    await service.importChildren(...names.map((child) => `${child},2008-06-26,2442,general`));
    for (let group = 0; group < groups; group++) await service.group({ groupId: `s${group}`, places: children });
    await Promise.all(names.slice(0, applied).map((child, index) => service.apply(child, { groupId: `s${index}` })));
    const sought = await database.query<{ index: string; groupId: string }>(
      `SELECT encode(c.child_index, 'hex') AS index, a.group_id AS "groupId"
       FROM enrollment.applications a JOIN enrollment.children c USING (holder_id) ORDER BY a.id LIMIT $1`,
      [applied],
    );
    const plans: Node[] = [];
    await othersOfSought(
      explaining(database, plans),
      sought.map((each) => ({ ...each, index: `\\x${each.index}` })),
    );
    expect(plans).toHaveLength(2);
    expect(Math.max(...plans.map(rowsOf))).toBeLessThanOrEqual(groups + children);
  });
});
