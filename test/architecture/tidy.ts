/** A file as the rules see it: its path from the root, with slashes, and its text. */
export type SourceFile = { readonly path: string; readonly text: string };

type Ban = {
  readonly name: string;
  readonly pattern: RegExp;
  /** What to write in its place. */
  readonly instead: string;
  readonly in?: RegExp;
  readonly except?: RegExp;
  /** Looks at comments as well. */
  readonly raw?: true;
};

const CODE = /^(apps|libs|test)\/.*\.[cm]?[jt]s$/;
const TESTS = /^test\/|\.spec\.ts$|[/.]testing\.ts$|^libs\/[\w-]+\/src\/contract\//;
const MONEY = /^apps\/.*(\/domain\/|\.commands\.ts$)|^libs\/kernel\//;
/** The rules and their red samples name what they forbid. */
const THE_RULES = /^test\/architecture\/tidy(\.spec)?\.ts$/;

export const bans: readonly Ban[] = [
  { name: 'export-star', pattern: /^\s*export \*/, instead: 'explicit named exports', in: CODE },
  {
    name: 'default-export',
    pattern: /^\s*export default\b/,
    instead: 'a named export',
    in: CODE,
    except: /^test\/support\/[\w.-]+\.(setup|teardown)\.js$/,
  },
  { name: 'enum', pattern: /^\s*(export )?(declare )?(const )?enum \w/, instead: 'a union of strings', in: CODE },
  { name: 'focused-test', pattern: /\b(it|test|describe)\.only\b/, instead: 'the whole suite', in: CODE },
  {
    name: 'todo',
    pattern: /\b(TODO|FIXME|XXX|HACK)\b(?!.*#\d)/,
    instead: 'the work itself, or the number of its issue',
    raw: true,
  },
  {
    name: 'test-code',
    pattern: /\btest\/support\//,
    instead: 'a program that is built',
    in: /^((apps|libs)\/.*\.[cm]?[jt]s|deploy\/.*\.sh)$/,
    except: TESTS,
  },
  {
    name: 'random',
    pattern: /\bMath\.random\b/,
    instead: 'newId() or derivedId() of @lib/kernel',
    in: CODE,
    // Jitter is no fact: nothing that is recorded depends on it.
    except: new RegExp(`${TESTS.source}|^libs/kernel/src/backoff\\.ts$`),
  },
  {
    name: 'system-time',
    pattern: /\bnew Date\(\)|\bDate\.now\(|\bTemporal\.Now\b/,
    instead: 'the Clock; performance.now() for how long something took',
    in: CODE,
    // Tokens live by real time, whatever a sandbox says that it is.
    except: new RegExp(
      `${TESTS.source}|^libs/(kernel/src/(clock|calendar)|clock/src/settable-clock|access/src/token-check)\\.ts$`,
    ),
  },
  {
    name: 'sleep',
    pattern: /\bsetTimeout\(|\btimers\/promises\b/,
    instead: 'waiting for the thing itself',
    in: /\.spec\.ts$/,
  },
  {
    name: 'float-reading',
    pattern: /\bparseFloat\(/,
    instead: 'exact digits to whole kopecks',
    in: CODE,
    except: TESTS,
  },
  { name: 'float-writing', pattern: /\.toFixed\(/, instead: 'whole kopecks; share() rounds', in: MONEY, except: TESTS },
  {
    name: 'money-as-number',
    pattern: /\b\w*([pP]rice|[aA]mount|[cC]ost|Kopecks)\??:\s*number\b/,
    instead: 'Kopecks',
    in: MONEY,
    except: TESTS,
  },
  {
    name: 'silent-default',
    pattern: /\bdefault:\s*return (state|account)\b/,
    instead: 'unreachable(event)',
    in: CODE,
    except: TESTS,
  },
  {
    name: 'controller',
    pattern: /\bclass \w+(Http|Api|Endpoint|Resource)\b/,
    instead: 'a class …Controller in a *.http.ts',
    in: CODE,
    except: TESTS,
  },
  { name: 'machine-path', pattern: /(^|[^\w.*-])\/(work|root|home)\//, instead: 'a path of the repository', raw: true },
];

/** The layers of a service, as docs/architecture.md lists them, and what stands beside them. */
const LAYERS = new Set(
  'commands query view words store row reach projection run jobs codec publisher consumer http dto problems policy examples module migrations'.split(
    ' ',
  ),
);
const IN_A_SERVICE = /^apps\/(catalog|enrollment|certificates|webhooks)\/src\//;
/** A suffix that is no layer. */
const strangeSuffixOf = (path: string): string | undefined => {
  const [, ...suffixes] = path
    .slice(path.lastIndexOf('/') + 1)
    .split('.')
    .slice(0, -1);
  return suffixes.find((suffix) => !LAYERS.has(suffix) && !/^(spec|int|fuzz|testing)$/.test(suffix));
};

const LINES_MAX = 320;
const CATCH_ALLS = /(^|\/)(utils?|common|shared|helpers?|misc)(\/|\.[jt]s$)/;
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;

/** Faults of one file, each `path:line rule: what to do instead`. `longAllowed` names files that may exceed the length. */
export const faultsOf = (
  { path, text }: SourceFile,
  longAllowed: ReadonlySet<string> = new Set(),
): readonly string[] => {
  if (THE_RULES.test(path)) return [];
  const lines = text.split('\n');
  const named = bans
    .filter((ban) => (ban.in?.test(path) ?? true) && !ban.except?.test(path))
    .flatMap(({ name, pattern, instead, raw }) =>
      lines.flatMap((line, index) =>
        pattern.test(raw ? line : withoutComment(line)) ? [`${path}:${index + 1} ${name}: write ${instead}`] : [],
      ),
    );
  const isLong = CODE.test(path) && !TESTS.test(path) && lines.length > LINES_MAX;
  if (isLong !== longAllowed.has(path))
    named.push(
      isLong ? `${path} long: ${lines.length} lines, at most ${LINES_MAX}` : `${path} long: allowed and not needed`,
    );
  const suffix = IN_A_SERVICE.test(path) && path.endsWith('.ts') ? strangeSuffixOf(path) : undefined;
  if (suffix !== undefined) named.push(`${path} layer: .${suffix} is none of docs/architecture.md`);
  if (CATCH_ALLS.test(path)) named.push(`${path} catch-all: name it after what it does`);
  if (CODE.test(path) && !KEBAB.test(path.slice(path.lastIndexOf('/') + 1))) named.push(`${path} name: kebab-case`);
  return named;
};

const withoutComment = (line: string): string => (/^\s*(\/?\*|\/\/)/.test(line) ? '' : line.replace(/\s\/\/ .*$/, ''));

/** Links of a document that lead nowhere. `textAt` answers a file's text, '' for a folder, undefined for nothing. */
export const deadLinksOf = (
  { path, text }: SourceFile,
  textAt: (path: string) => string | undefined,
): readonly string[] =>
  [...withoutCode(text).matchAll(/\]\(([^()\s]+)\)/g)].flatMap(([, link = '']) => {
    if (/^(https?|mailto):/.test(link)) return [];
    const [file = '', anchor] = link.split('#');
    const target = file === '' ? path : new URL(file, `file:///${path}`).pathname.slice(1).replace(/\/$/, '');
    const there = textAt(decodeURI(target));
    if (there === undefined) return [`${path} dead link: ${link}`];
    return anchor && !anchorsOf(there).has(decodeURI(anchor)) ? [`${path} dead anchor: ${link}`] : [];
  });

const withoutCode = (text: string): string => text.replaceAll(/^```.*?^```/gms, '').replaceAll(/`[^`\n]*`/g, '');

const anchorsOf = (text: string): ReadonlySet<string> =>
  new Set(
    [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );

/** Tests that a document names in its code (`libs/x/src/y.spec.ts`) and that do not exist, and rows of its tables that name none. */
export const unplayedOf = (
  { path, text }: SourceFile,
  textAt: (path: string) => string | undefined,
): readonly string[] =>
  text.split('\n').flatMap((line, at) => {
    const cells = line.split('|').slice(1, -1);
    const isRow = cells.length > 1 && !/^[\s:-]+$/.test(cells[0] ?? '') && cells.at(-1)?.trim() !== 'played by';
    const named = [...line.matchAll(/`([\w./-]+\.(?:spec|testing)\.ts)`/g)].map(([, file = '']) => file);
    if (isRow && named.length === 0) return [`${path}:${at + 1} no test plays it`];
    return named.filter((file) => textAt(file) === undefined).map((file) => `${path}:${at + 1} no such test: ${file}`);
  });

/** Citations of our documents (`docs/rules.md §4`) that name a document or a section which does not exist. */
export const deadCitationsOf = (
  { path, text }: SourceFile,
  textAt: (path: string) => string | undefined,
): readonly string[] =>
  THE_RULES.test(path)
    ? []
    : [...text.matchAll(/\b(docs\/[\w/-]+\.md)(?: §(\d+))?/g)].flatMap(([citation, document = '', section]) => {
        const there = textAt(document);
        const isThere =
          there !== undefined && (section === undefined || new RegExp(`^## ${section}\\. `, 'm').test(there));
        return isThere ? [] : [`${path} dead citation: ${citation}`];
      });
