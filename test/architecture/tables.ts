import { needOf, sliceOf, type Need } from './slices.js';
import type { SourceFile } from './tidy.js';

/** A table with its schema. A lib's is in the schema of whoever uses the lib: `${schema}.inbox`. */
const TABLE = String.raw`(?:catalog|enrollment|certificates|webhooks|clock|event_store|\$\{[\w.]+\})\.\w+`;
const MAKES = new RegExp(String.raw`\bCREATE (?:OR REPLACE )?(?:TABLE|VIEW)(?: IF NOT EXISTS)?\s+(${TABLE})`, 'g');
const WRITES = new RegExp(
  String.raw`\b(?:INSERT INTO|UPDATE|DELETE FROM|TRUNCATE|TRUNCATE TABLE|ALTER TABLE|DROP TABLE|DROP VIEW)\s+(${TABLE}(?:,\s+${TABLE})*)`,
  'g',
);
/** Wherever it stands, `FROM a, b` names two; but not a topic (`catalog.groups.v1`), not a type (`enrollment.lessons-reported`), and not a property. */
const NAMES = new RegExp(String.raw`(?<![\w.])(${TABLE})(?![\w.(-])`, 'g');
const PUT_TOGETHER = /(?<![\w.])(?:catalog|enrollment|certificates|webhooks)\.\$\{/;
const TESTS = /\.(spec|testing)\.ts$|\/contract\//;

/**
 * Holds the SQL of the sources to one owner for each table, the slice or lib that makes it: nobody else writes to it. A
 * slice may read, and lock, a table of another slice of its service; `needs` tells which do. A lib's tables are its own.
 * A table whose name stands in a variable is not seen. Tests look where they like.
 */
export const tablesOf = (
  files: readonly SourceFile[],
): { readonly needs: readonly Need[]; readonly faults: readonly string[] } => {
  const sources = files
    .filter(({ path }) => !TESTS.test(path))
    .map(({ path, text }) => ({ path, text, owner: sliceOf(path) ?? /^libs\/[^/]+/.exec(path)?.[0] }));
  const made = sources.flatMap(({ path, text, owner }) =>
    tablesIn(MAKES, text).map((table) => ({ path, table, owner })),
  );
  const owners = new Map(made.map(({ table, owner }) => [table, owner]));
  const ownerOf = (table: string): string | undefined => owners.get(table) ?? owners.get(table.replace(/^\w+/, '*'));

  const faults = made.flatMap(({ path, table, owner }) => [
    ...(owner === undefined ? [`${path} table: ${table} is made in no slice`] : []),
    ...(made.filter((other) => other.table === table).length > 1 ? [`${path} table: ${table} is made twice`] : []),
    ...(sliceOf(path) && !path.endsWith('.migrations.ts') ? [`${path} table: make ${table} in *.migrations.ts`] : []),
  ]);
  // Beside the slices stand the migrations of the service: a released step may move what several slices keep.
  const needs = sources.flatMap(({ path, text, owner }) => {
    if (owner === undefined) return [];
    if (PUT_TOGETHER.test(text)) faults.push(`${path} table: write its name out`);
    const [makes, writes] = [tablesIn(MAKES, text), tablesIn(WRITES, text)];
    for (const table of writes.filter((written) => ownerOf(written) !== owner))
      faults.push(`${path} table: ${table} is written by ${ownerOf(table) ?? 'nobody'}`);
    const reads = tablesIn(NAMES, text).filter((table) => !makes.includes(table) && !writes.includes(table));
    return reads.flatMap((table) => {
      const to = ownerOf(table);
      if (to === undefined || to === owner) return [];
      if (serviceOf(to) === serviceOf(owner)) return needOf(owner, to, path);
      faults.push(`${path} table: ${table} is read by ${to}`);
      return [];
    });
  });
  return { needs, faults };
};

const tablesIn = (pattern: RegExp, text: string): readonly string[] => [
  ...new Set(
    [...text.matchAll(pattern)].flatMap(([, tables = '']) =>
      tables.split(/,\s+/).map((table) => table.replace(/^\$\{[\w.]+\}/, '*')),
    ),
  ),
];

const serviceOf = (owner: string): string => owner.slice(0, owner.indexOf('/'));
