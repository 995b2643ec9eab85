import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';

const root = new URL('../../', import.meta.url);
const at = (path: string): string => readFileSync(new URL(path, root), 'utf8');

const programs = [
  'catalog/src/main',
  'enrollment/src/main',
  'certificates/src/main',
  'webhooks/src/main',
  'portal/src/main',
  'embedded/src/main',
  'embedded/src/demo',
  'cluster/src/main',
  'audit/src/main',
  'demo-login/src/main',
];

it.each(programs)('%s looks first of all at the Node it runs on', (program) => {
  expect(at(`apps/${program}.ts`)).toMatch(/^import '@lib\/runtime';\n/);
});

it('what looks at it needs nothing, and asks for the Node that is pinned', () => {
  const text = at('libs/runtime/src/index.ts');
  expect(text).not.toMatch(/^import /m);
  const { dependencies } = JSON.parse(at('package.json')) as { dependencies: { node: string } };
  expect(text).toContain(`MAJOR_NEEDED = ${Number.parseInt(dependencies.node, 10)};`);
});
