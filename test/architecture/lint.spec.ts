import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';

const root = new URL('../../', import.meta.url).pathname;
const fixtures = 'test/architecture/fixtures/lint';
const config = readFileSync(`${root}.oxlintrc.json`, 'utf8');

// The project's own configuration, except that it looks at the fixtures.
const folder = mkdtempSync(join(tmpdir(), 'lint-'));
const ignored = /"ignorePatterns": \[.*\]/;
writeFileSync(join(folder, 'oxlintrc.json'), config.replace(ignored, '"ignorePatterns": []'));
afterAll(() => rmSync(folder, { recursive: true }));

const { stdout } = spawnSync(
  process.execPath,
  ['node_modules/oxlint/bin/oxlint', '--type-aware', '-f', 'json', '-c', join(folder, 'oxlintrc.json'), fixtures],
  { cwd: root, encoding: 'utf8' },
);
const found = (JSON.parse(stdout) as { diagnostics: { code: string; filename: string }[] }).diagnostics.map(
  ({ code, filename }) => `${filename.slice(fixtures.length + 1)}: ${code.replace(/^\w+\((.*)\)$/, '$1')}`,
);

const [rules = ''] = /"rules": \{.*?\n {2}\}/s.exec(config) ?? [];
const named = [...rules.matchAll(/"(?:\w+\/)?([\w-]+)": (?:\[\s*)?"error"/g)].map(([, rule]) => rule ?? '');
const red = readdirSync(join(root, fixtures, 'red')).map((file) => basename(file, '.ts'));

describe('the lint rules', () => {
  it('have a fixture that breaks them, each that the configuration names', () => {
    expect(config).toMatch(ignored);
    expect(red.toSorted()).toEqual(named.toSorted());
  });

  it('break on their fixture, each alone, and leave a controller of Nest as it must be', () => {
    expect([...new Set(found)].toSorted()).toEqual(red.map((rule) => `red/${rule}.ts: ${rule}`).toSorted());
  });
});
