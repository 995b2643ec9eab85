import type { Sql } from '@lib/database';
import { plainText } from '@lib/kernel';
import type { ChildRow } from './children-file.js';

/**
 * A category that no financing programme of the municipality knows, as it is stored: by its rows. The word itself may be
 * a diagnosis; whoever is answered has sent it.
 */
type UnknownCategory = {
  readonly municipality: number;
  /** Whether the municipality has a financing programme at all, as far as certificates has told. */
  readonly hasProgramme: boolean;
  readonly rows: number;
  /** The first hundred lines. */
  readonly lines: readonly number[];
};
export type UnknownCategories = { readonly count: number; readonly items: readonly UnknownCategory[] };

const LISTED_MAX = 1000;
const LINES_MAX = 100;

/**
 * The categories of a register that count as `general` because no certificate group has that name. Compared after
 * trimming and NFKC, case and alphabet kept; no alias is guessed (docs/rules.md §2).
 */
export const unknownCategories = async (tx: Sql, children: readonly ChildRow[]): Promise<UnknownCategories> => {
  const programmes = await tx.query<{ municipality: number; groups: readonly string[] }>(
    'SELECT municipality, certificate_groups AS groups FROM enrollment.programmes',
  );
  const known = new Map<number, Set<string>>();
  for (const { municipality, groups } of programmes) {
    const names = known.get(municipality) ?? new Set();
    for (const group of groups) names.add(plainText(group));
    known.set(municipality, names);
  }
  const unknown = new Map<string, { readonly municipality: number; rows: number; readonly lines: number[] }>();
  for (const { municipality, category, line } of children) {
    // No category at all, and the group that every other one counts as.
    if (category === '' || category === 'general' || known.get(municipality)?.has(category)) continue;
    const key = JSON.stringify([municipality, category]);
    const found = unknown.get(key) ?? { municipality, rows: 0, lines: [] };
    found.rows += 1;
    if (found.lines.length < LINES_MAX) found.lines.push(line);
    unknown.set(key, found);
  }
  const items = [...unknown.values()].slice(0, LISTED_MAX);
  return {
    count: unknown.size,
    items: items.map((item) => ({ ...item, hasProgramme: known.has(item.municipality) })),
  };
};
