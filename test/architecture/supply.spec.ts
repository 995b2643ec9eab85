import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { supplyFaults, type LockedPackage, type Supply } from './supply.js';

const root = new URL('../../', import.meta.url);
const jsonAt = (path: string): unknown => JSON.parse(readFileSync(new URL(path, root), 'utf8'));

const { packages } = jsonAt('package-lock.json') as Pick<Supply, 'packages'>;
const { allowScripts } = jsonAt('package.json') as Pick<Supply, 'allowScripts'>;

/** Older packages name a licence by an object, or several. */
type Manifest = {
  readonly license?: string | { readonly type: string };
  readonly licenses?: readonly { readonly type: string }[];
  readonly dependencies?: Readonly<Record<string, string>>;
};

const licenceAt = (place: string): string | undefined => {
  if (!existsSync(new URL(`${place}/package.json`, root))) return undefined;
  const { license, licenses = [] } = jsonAt(`${place}/package.json`) as Manifest;
  if (license === undefined) return licenses.map(({ type }) => type).join(' OR ') || undefined;
  return typeof license === 'string' ? license : license.type;
};

const good: LockedPackage = { license: 'MIT', integrity: 'sha512-x', resolved: 'https://registry.example/a/-/a-1.tgz' };
/** What is said of one package beside those that are as they are. */
const faultsWith = (one: LockedPackage, own: string | undefined = one.license, scripts = {}): readonly string[] =>
  supplyFaults({
    packages: { ...packages, 'node_modules/odd': { ...good, ...one } },
    allowScripts: { ...allowScripts, ...scripts },
    licenceAt: (place) => (place === 'node_modules/odd' ? own : licenceAt(place)),
  });

describe('the packages', () => {
  it('are free to be given on, come from a registry, and run nothing when they are installed', () => {
    expect(Object.keys(packages).length).toBeGreaterThan(300);
    expect(supplyFaults({ packages, allowScripts, licenceAt })).toEqual([]);
  });

  it.each<[string, LockedPackage, string]>([
    ['a copyleft licence', { license: 'GPL-3.0-only' }, 'odd: licence GPL-3.0-only'],
    ['a licence of a network', { license: 'AGPL-3.0' }, 'odd: licence AGPL-3.0'],
    ['both at once', { license: '(MIT AND LGPL-2.1)' }, 'odd: licence (MIT AND LGPL-2.1)'],
    ['a source that may be seen and not used', { license: 'SSPL-1.0' }, 'odd: licence SSPL-1.0'],
    ['words of its own', { license: 'SEE LICENSE IN LICENSE.md' }, 'odd: licence SEE LICENSE IN LICENSE.md'],
    ['no content that is known', { integrity: 'sha1-x' }, 'odd: no sha512 of its content'],
    [
      'an origin of its own',
      { resolved: 'git+ssh://git@example/odd.git' },
      'odd: not from a registry: git+ssh://git@example/odd.git',
    ],
    [
      'an origin in the clear',
      { resolved: 'http://registry.example/odd.tgz' },
      'odd: not from a registry: http://registry.example/odd.tgz',
    ],
    ['an install script', { hasInstallScript: true }, 'odd: an install script that allowScripts does not know'],
  ])('%s is a fault', (_, one, fault) => expect(faultsWith(one)).toEqual([fault]));

  it('what an installed package says itself counts as well', () => {
    // A package that named no licence at all passed as an exception that nobody had made.
    expect(
      supplyFaults({ packages: { 'node_modules/odd': { integrity: 'sha512-x' } }, allowScripts: {}, licenceAt }),
    ).toContain('odd: licence of nobody');
    expect(faultsWith({ license: 'MIT' }, 'BUSL-1.1')).toEqual(['odd: licence BUSL-1.1']);
    expect(faultsWith({ license: '(GPL-2.0 OR MIT)' })).toEqual([]);
    expect(faultsWith({ license: 'GPL-3.0', dev: true })).toEqual([]);
  });

  it('a script that runs needs a reason, and a permission a script', () => {
    expect(faultsWith({ hasInstallScript: true }, 'MIT', { odd: true })).toEqual([
      'odd: its install script runs, and nobody says why',
    ]);
    expect(faultsWith({}, 'MIT', { odd: false })).toEqual(['odd: in allowScripts, and has no install script']);
  });
});

describe('npm run sbom', () => {
  // With `--omit dev` npm leaves out half of what runs: whatever another package has among its development dependencies.
  it('lists what runs and what builds as CycloneDX, told apart, without a network', async () => {
    const { stdout } = await promisify(execFile)('npm', ['run', '--silent', 'sbom'], {
      cwd: fileURLToPath(root),
      env: { ...process.env, npm_config_offline: 'true', npm_config_registry: 'http://127.0.0.1:1' },
      maxBuffer: 2 ** 26,
    });
    const bom = JSON.parse(stdout) as { readonly bomFormat: string; readonly components: readonly Component[] };
    expect(bom.bomFormat).toBe('CycloneDX');
    const running = bom.components.filter(({ properties }) => !properties.some(({ name }) => name === DEVELOPMENT));
    const names = running.map(({ purl }) =>
      purl
        .replace('pkg:npm/', '')
        .replace('%40', '@')
        .replace(/@[^@]*$/, ''),
    );
    expect(names).toEqual(expect.arrayContaining(Object.keys((jsonAt('package.json') as Manifest).dependencies ?? {})));
    expect(names.filter((name) => /^(jest|prettier|oxlint)$/.test(name))).toEqual([]);
    expect(bom.components.length).toBeGreaterThan(running.length);
    expect(running.filter(({ hashes }) => !hashes?.length)).toEqual([]);
    // Its manifest names none, and its file LICENSE does.
    expect(running.filter(({ licenses }) => !licenses?.length).map(({ purl }) => purl)).toEqual([
      'pkg:npm/png-js@2.0.0',
    ]);
  });
});

const DEVELOPMENT = 'cdx:npm:package:development';

type Component = {
  readonly purl: string;
  readonly licenses?: readonly unknown[];
  readonly hashes?: readonly unknown[];
  readonly properties: readonly { readonly name: string }[];
};
