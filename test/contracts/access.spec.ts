import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { format, resolveConfig } from 'prettier';
import { accessPage, policies, withTables } from './access-page.js';
import { openApiFolder } from './openapi-files.js';
import { operationsIn, type Document } from './openapi.js';

const documented = (name: string): readonly string[] => {
  const document = JSON.parse(readFileSync(`${openApiFolder}${name}.json`, 'utf8')) as Document;
  return operationsIn(document).map(({ method, path }) => `${method} ${path}`);
};

it('docs/access.md is what the policies say: npm run access', async () => {
  const page = readFileSync(accessPage, 'utf8');
  const settings = await resolveConfig(accessPage);
  expect(page).toBe(await format(withTables(page), { ...settings, filepath: accessPage }));
});

describe('every operation has a line, and every line an operation', () => {
  const { operations: everywhere, ...own } = policies;
  it.each(Object.entries(own))('%s', (name, policy) => {
    const operations = documented(name).filter((operation) => !(operation in everywhere!));
    expect(operations.toSorted()).toEqual(Object.keys(policy).toSorted());
  });
  it('operations', () => {
    expect(documented('operations').toSorted()).toEqual(Object.keys(everywhere!).toSorted());
  });
});
