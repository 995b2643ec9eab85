import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';

const root = new URL('../../', import.meta.url).pathname;

type Issue = { readonly file: string } & Readonly<
  Record<'files' | 'dependencies' | 'exports' | 'types', readonly { readonly name: string }[]>
>;

/** What the project's own configuration finds in the tree of the fixture. */
const found = (): readonly string[] => {
  const args = ['--directory', 'test/architecture/fixtures/unused', '--config', `${root}knip.json`];
  const { stdout } = spawnSync(process.execPath, ['node_modules/knip/bin/knip.js', ...args, '--reporter', 'json'], {
    cwd: root,
    encoding: 'utf8',
  });
  const { issues } = JSON.parse(stdout) as { issues: readonly Issue[] };
  return issues.flatMap(({ file, files, dependencies, exports, types }) =>
    Object.entries({ files, dependencies, exports, types }).flatMap(([kind, names]) =>
      names.map(({ name }) => `${kind}: ${name} in ${file}`),
    ),
  );
};

describe('the search for what is not used', () => {
  it('finds a file, a package, an export and a type, also behind the front door of a lib', () => {
    expect(found().toSorted()).toEqual([
      'dependencies: zod in package.json',
      'exports: unused in libs/kernel/src/index.ts',
      'exports: unused in libs/kernel/src/kept.ts',
      'files: libs/kernel/src/dead.ts in libs/kernel/src/dead.ts',
      'types: Unused in libs/kernel/src/index.ts',
      'types: Unused in libs/kernel/src/kept.ts',
    ]);
  });
});
