import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { circlesIn, importsBetween, sliceOf } from './slices.js';
import { tablesOf } from './tables.js';
import type { SourceFile } from './tidy.js';

const root = new URL('../../', import.meta.url).pathname;
const fixture = new URL('fixtures/slices/', import.meta.url).pathname;

const sourcesIn = (folder: string): readonly SourceFile[] =>
  ['apps', 'libs'].flatMap((top) =>
    readdirSync(`${folder}${top}`, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => ({ path: `${top}/${name}`, text: readFileSync(`${folder}${top}/${name}`, 'utf8') })),
  );
/** Imports and tables together: what one way is an import must not be a read the other way. */
const faultsIn = (files: readonly SourceFile[]): readonly string[] => {
  const { needs, faults } = tablesOf(files);
  return [...circlesIn([...importsBetween(files), ...needs]), ...faults];
};

describe('the slices of a service', () => {
  const files = sourcesIn(root);

  it('do not need each other, and write to no table but their own', () => {
    expect(importsBetween(files).length).toBeGreaterThan(50);
    expect(tablesOf(files).needs.length).toBeGreaterThan(10);
    expect(faultsIn(files)).toEqual([]);
  });

  it('stand in docs/architecture.md, each before those it needs', () => {
    const rows = readFileSync(`${root}docs/architecture.md`, 'utf8').matchAll(
      /^\| `(\w+)` +\| (\w[\w, ]* → .*?) +\|$/gm,
    );
    const steps = new Map<string, number>(
      [...rows].flatMap(([, service, order = '']) =>
        order.split(' → ').flatMap((step, index) => step.split(', ').map((slice) => [`${service}/${slice}`, index])),
      ),
    );
    expect([...steps.keys()].toSorted()).toEqual(
      [...new Set(files.flatMap(({ path }) => sliceOf(path) ?? []))].toSorted(),
    );
    const backwards = [...importsBetween(files), ...tablesOf(files).needs].filter(
      ({ from, to }) => (steps.get(from) ?? 0) >= (steps.get(to) ?? 0),
    );
    expect(backwards).toEqual([]);
  });

  // A line that breaks a rule says so at its end, as the rule does.
  it('are seen where they break a rule, every one in the fixture and no other', () => {
    const red = sourcesIn(fixture);
    const marked = red.flatMap(({ path, text }) =>
      [...text.matchAll(/(?:\/\/|--) breaks: (.*)$/gm)].map(([, fault]) => `${path} ${fault}`),
    );
    expect(marked).not.toEqual([]);
    expect(faultsIn(red).toSorted()).toEqual(marked.toSorted());
  });
});
