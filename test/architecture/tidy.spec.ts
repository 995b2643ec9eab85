import { readFileSync, readdirSync, statSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { nicknames, nicknamesIn } from './nicknames.js';
import { bans, deadCitationsOf, deadLinksOf, faultsOf, unplayedOf, type SourceFile } from './tidy.js';

const root = new URL('../../', import.meta.url).pathname;
const NOT_OURS =
  /(^|\/)(node_modules|dist|\.git|\.data|coverage|fixtures|samples|generated)$|^docs\/(openapi|contracts)$/;
const TEXT = /\.(md|json|ya?ml|[cm]?[jt]s|sh|run)$|^\.ci\//;

/** Files that may be longer than the limit, each with its reason. */
const longAllowed: Readonly<Record<string, string>> = {};

type Packages = Readonly<Record<'dependencies' | 'devDependencies' | 'optionalDependencies', object>>;

const walk = (folder: string): readonly string[] =>
  readdirSync(`${root}${folder}`, { withFileTypes: true }).flatMap((entry) => {
    const path = folder + entry.name;
    if (NOT_OURS.test(path) || entry.name === 'package-lock.json') return [];
    return entry.isDirectory() ? walk(`${path}/`) : TEXT.test(path) ? [path] : [];
  });
const textAt = (path: string): string | undefined => {
  const found = statSync(`${root}${path}`, { throwIfNoEntry: false });
  return found?.isDirectory() ? '' : found && readFileSync(`${root}${path}`, 'utf8');
};
const files: readonly SourceFile[] = walk('').map((path) => ({ path, text: textAt(path) ?? '' }));

describe('the tree', () => {
  it('keeps the tidy rules', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(files.flatMap((file) => faultsOf(file, new Set(Object.keys(longAllowed))))).toEqual([]);
  });

  it('has no nicknames', () => {
    expect(files.flatMap(nicknamesIn)).toEqual([]);
  });

  it('has documents whose links lead somewhere', () => {
    expect(files.filter(({ path }) => path.endsWith('.md')).flatMap((file) => deadLinksOf(file, textAt))).toEqual([]);
  });

  it('cites documents and sections that exist', () => {
    expect(files.filter(({ path }) => !path.endsWith('.md')).flatMap((file) => deadCitationsOf(file, textAt))).toEqual(
      [],
    );
  });
});

describe('the failures', () => {
  const document = { path: 'docs/failures.md', text: textAt('docs/failures.md') ?? '' };

  it('are each played by a test that exists', () => {
    expect(unplayedOf(document, textAt)).toEqual([]);
  });

  it.each(['PostgreSQL', 'Processes and machines', 'Webhooks', 'The cabinet', 'The event store, EventStoreDB'])(
    'of %s are told',
    (part) => expect(document.text).toContain(`\n## ${part}\n`),
  );
});

describe('the decisions', () => {
  const adrs = files.filter(({ path }) => path.startsWith('docs/adr/'));

  it.each(adrs.map(({ path, text }) => [path, text]))('%s says context, decision and consequences', (path, text) => {
    expect(text).toContain(`# ${/\d{4}/.exec(path)?.[0]} `);
    expect([...text.matchAll(/^\*\*(Context|Decision|Consequences)\.\*\*/gm)].map(([, part]) => part)).toEqual([
      'Context',
      'Decision',
      'Consequences',
    ]);
  });

  it('are listed', () => {
    const listed = [...(textAt('docs/architecture.md') ?? '').matchAll(/^\| \[\d{4}\]\(([^)]+)\)/gm)];
    expect(listed.map(([, link]) => `docs/${link}`)).toEqual(adrs.map(({ path }) => path));
  });

  it('name every package that package.json names', () => {
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
      textAt('package.json') ?? '',
    ) as Packages;
    const named = [...(textAt('docs/adr/0012-depend-on-few-packages.md') ?? '').matchAll(/^\| `([^`]+)`/gm)];
    expect(named.map(([, name]) => name ?? '').toSorted()).toEqual(
      Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies }).toSorted(),
    );
  });
});

describe('each rule can fail', () => {
  const red: readonly (readonly [rule: string, path: string, line: string])[] = [
    ['export-star', 'libs/kernel/src/index.ts', `export * from './brand.js';`],
    ['default-export', 'apps/catalog/src/catalog.module.ts', 'export default class {}'],
    ['enum', 'libs/kernel/src/direction.ts', 'export enum Direction {}'],
    ['focused-test', 'libs/kernel/src/kopecks.spec.ts', `describe.only('kopecks', () => {});`],
    ['todo', 'apps/catalog/src/group.query.ts', '// TODO: the price of next year'],
    ['test-code', 'apps/embedded/src/demo/stage.ts', `spawn(node, ['--import', 'test/support/typescript.js']);`],
    ['random', 'apps/catalog/src/group.query.ts', 'const id = Math.random();'],
    ['system-time', 'apps/catalog/src/group.query.ts', 'const now = new Date();'],
    ['system-time', 'apps/enrollment/src/application.commands.ts', 'const now = Date.now();'],
    ['system-time', 'apps/enrollment/src/application.commands.ts', 'const now = Temporal.Now.instant();'],
    ['sleep', 'libs/messaging/src/log/outbox.int.spec.ts', 'await new Promise((go) => setTimeout(go, 100));'],
    ['float-reading', 'apps/catalog/src/price.codec.ts', 'const roubles = Number.parseFloat(text);'],
    ['float-writing', 'apps/certificates/src/account/domain/decide.ts', 'const text = (part / 100).toFixed(2);'],
    ['money-as-number', 'apps/certificates/src/account/domain/decide.ts', 'const pay = (fullPrice: number) => 0;'],
    ['silent-default', 'apps/certificates/src/account/domain/account.ts', '    default: return state;'],
    ['controller', 'apps/catalog/src/group/group.http.ts', 'export class GroupHttp {}'],
    ['machine-path', 'docs/architecture.md', 'The repository lies in /work/main.'],
  ];
  it.each(red)('%s in %s: %s', (rule, path, line) => {
    const faults = faultsOf({ path, text: `first\n${line}\n` });
    expect(faults.map((fault) => fault.split(/[ :]/).slice(0, 3))).toEqual([[path, '2', rule]]);
  });
  it('has a red sample for every banned pattern', () => {
    expect(new Set(red.map(([rule]) => rule))).toEqual(new Set(bans.map(({ name }) => name)));
  });

  const green: readonly (readonly [path: string, line: string])[] = [
    ['libs/kernel/src/clock.ts', 'return instant(new Date());'],
    ['apps/catalog/src/group.query.ts', '// Never Math.random here.'],
    ['apps/catalog/src/group.query.ts', `// TODO #12: the price of next year`],
    ['apps/catalog/src/group.dto.ts', 'readonly priceKopecks!: number;'],
    ['test/journeys/season.e2e.spec.ts', 'const seed = Math.random();'],
  ];
  it.each(green)('nothing in %s: %s', (path, line) => expect(faultsOf({ path, text: line })).toEqual([]));

  it('a long file, and an exemption nobody needs', () => {
    const path = 'apps/catalog/src/group.query.ts';
    const long = { path, text: '\n'.repeat(320) };
    expect(faultsOf(long)).toEqual([`${path} long: 321 lines, at most 320`]);
    expect(faultsOf(long, new Set([path]))).toEqual([]);
    expect(faultsOf({ path, text: '' }, new Set([path]))).toEqual([`${path} long: allowed and not needed`]);
  });

  it.each(['apps/catalog/src/utils/price.ts', 'libs/shared/src/index.ts', 'libs/kernel/src/helpers.ts'])(
    'a catch-all folder or file: %s',
    (path) => expect(faultsOf({ path, text: '' })).toEqual([`${path} catch-all: name it after what it does`]),
  );
  it('a name that is not kebab-case', () => {
    expect(faultsOf({ path: 'libs/kernel/src/timeZone.ts', text: '' })).toEqual([
      'libs/kernel/src/timeZone.ts name: kebab-case',
    ]);
  });

  it('a layer that no page names', () => {
    expect(faultsOf({ path: 'apps/catalog/src/group/group.manager.ts', text: '' })).toEqual([
      'apps/catalog/src/group/group.manager.ts layer: .manager is none of docs/architecture.md',
    ]);
    expect(faultsOf({ path: 'apps/catalog/src/group/group.query.int.spec.ts', text: '' })).toEqual([]);
  });

  const redNicknames = [
    ['test/support/random-requests.ts', '/** A storm of requests. */'],
    ['test/property/child-history.ts', 'export type Story = string;'],
    ['test/brokers/topic-contents.ts', 'export const testimonyOf = () => [];'],
    ['docs/event-hashes.md', 'Keep the hash with a witness.'],
    ['test/support/mortal-ledger.ts', ''],
    ['apps/embedded/src/demo.ts', 'const starting = embeddedStage();'],
    ['libs/wording/src/index.ts', 'const sentences_of_a_statement = 1;'],
    ['apps/embedded/src/demo.ts', 'await installation.strike();'],
    ['libs/operations/src/cluster.ts', '/** The ground a service stands on. */'],
    ['test/architecture/tidy.ts', '// utils is a drawer'],
    ['docs/architecture.md', 'The rules of the house.'],
    ['test/support/chaos.ts', ''],
  ] as const;
  it.each(redNicknames)('a nickname in %s: %s', (path, line) => {
    const place = line === '' ? path : `${path}:1`;
    expect(nicknamesIn({ path, text: line }).map((fault) => fault.split(': write ')[0])).toEqual([`${place} nickname`]);
  });
  it('has a red sample for every nickname', () => {
    const samples = redNicknames.map(([path, line]) => nicknamesIn({ path, text: line }).join());
    expect(nicknames.filter(({ instead }) => !samples.some((fault) => fault.endsWith(instead)))).toEqual([]);
  });
  it.each([
    ['apps/enrollment/src/restore.ts', '// The history of a restored application.'],
    ['test/deploy/dockerfile.ts', '/** The stages of a Dockerfile. */'],
  ])('no nickname in %s: %s', (path, text) => expect(nicknamesIn({ path, text })).toEqual([]));

  const library = new Map([['docs/rules.md', '# Rules\n\n## 4. When money becomes spent\n']]);
  it('failures that nobody plays', () => {
    const text = ['| fault | played by |', '| --- | --- |', '| a | `a.spec.ts` |', '| b | `b.spec.ts` |', '| c | |'];
    const there = (path: string): string | undefined => (path === 'a.spec.ts' ? '' : undefined);
    expect(unplayedOf({ path: 'f.md', text: text.join('\n') }, there)).toEqual([
      'f.md:4 no such test: b.spec.ts',
      'f.md:5 no test plays it',
    ]);
  });

  it('links that lead nowhere', () => {
    const text =
      '[a](rules.md) [b](rules.md#4-when-money-becomes-spent) [c](gone.md) [d](rules.md#gone) `[e](gone.md)`';
    expect(deadLinksOf({ path: 'docs/glossary.md', text }, (path) => library.get(path))).toEqual([
      'docs/glossary.md dead link: gone.md',
      'docs/glossary.md dead anchor: rules.md#gone',
    ]);
  });
  it('citations of what does not exist', () => {
    const text = '// docs/rules.md §4, docs/rules.md §5, docs/gone.md';
    expect(deadCitationsOf({ path: 'apps/a.ts', text }, (path) => library.get(path))).toEqual([
      'apps/a.ts dead citation: docs/rules.md §5',
      'apps/a.ts dead citation: docs/gone.md',
    ]);
  });
});
