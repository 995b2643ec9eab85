import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { cruise, type ICruiseResult, type IConfiguration } from 'dependency-cruiser';
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config';

const root = new URL('../../', import.meta.url).pathname;
const fixtures = new URL('fixtures/imports/', import.meta.url).pathname;
const config = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as IConfiguration;
const rules = (config.forbidden ?? []).map((rule) => rule.name ?? '');
const tsConfig = extractTsConfig(`${root}tsconfig.json`);

const cruised = async (baseDir: string, folders: readonly string[]): Promise<ICruiseResult> => {
  const { enhancedResolveOptions, ...options } = config.options ?? {};
  const { output } = await cruise(
    [...folders],
    { ...options, baseDir, validate: true, ruleSet: { forbidden: config.forbidden ?? [] } },
    enhancedResolveOptions,
    { tsConfig },
  );
  if (typeof output === 'string') throw new TypeError(output);
  return output;
};
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`);
describe('the import rules', () => {
  it('have a fixture that breaks them, each', () => {
    expect(readdirSync(fixtures).toSorted()).toEqual(rules.toSorted());
  });

  it.each(rules)('%s: every line marked in its fixture breaks it, and no other rule', async (rule) => {
    const fixture = `${fixtures}${rule}`;
    const { summary } = await cruised(
      fixture,
      readdirSync(fixture).filter((name) => ['apps', 'libs', 'test'].includes(name)),
    );
    const marked = filesIn(fixture).flatMap((file) => readFileSync(file, 'utf8').match(/\/\/ breaks$/gm) ?? []);
    expect(marked).not.toEqual([]);
    expect(summary.violations.map((violation) => violation.rule.name)).toEqual(marked.map(() => rule));
  });

  // `npm run imports`, a step of `npm run check`, holds the whole tree to them.
  it('see where the @lib names lead', async () => {
    const { modules } = await cruised(root, ['libs/actor']);
    const kernel = modules.flatMap(({ dependencies }) => dependencies.filter(({ module }) => module === '@lib/kernel'));
    expect(new Set(kernel.map(({ resolved }) => resolved))).toEqual(new Set(['libs/kernel/src/index.ts']));
  });
});
