import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const VERSION = '4.32.5';
const CONFIGURATION = fileURLToPath(new URL('schemathesis.toml', import.meta.url));
const HOME = fileURLToPath(new URL(`../../node_modules/.cache/schemathesis-${VERSION}`, import.meta.url));
const PROGRAM = join(HOME, 'bin', 'schemathesis');
const OUTPUT_BYTES_MAX = 64 * 1024 * 1024;
const LINE_SHOWN_MAX = 400;
const LINES_SHOWN_MAX = 200;

/** Schemathesis at its pinned version, once for all runs. @throws Error saying why there is none */
export const installSchemathesis = async (): Promise<void> => {
  if (existsSync(PROGRAM)) return;
  const made = await run('python3', ['-m', 'venv', '--clear', HOME]);
  if (made.code !== 0) throw new Error(`there is no Python 3 with venv: ${made.said}`);
  const installed = await run(join(HOME, 'bin', 'python3'), ['-m', 'pip', 'install', '-q', `schemathesis==${VERSION}`]);
  if (installed.code !== 0) throw new Error(`schemathesis ${VERSION} cannot be installed: ${installed.said}`);
};

/** What to ask of a service. */
export type Fuzz = {
  /** Its OpenAPI document. */
  readonly document: object;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly seed: number;
  /** For each operation, valid and invalid ones together. */
  readonly examples: number;
  /** Also every bound of every field, one by one. */
  readonly isThorough: boolean;
};

/** So many requests were sent; what schemathesis says where an answer was not as described, else nothing. */
export type Fuzzed = { readonly sent: number; readonly found: string };

/** Asks a service by its document, and holds every answer against it. @throws Error when it cannot */
export const fuzz = async ({ document, url, headers, seed, examples, isThorough }: Fuzz): Promise<Fuzzed> => {
  const folder = await mkdtemp(join(tmpdir(), 'certificate-ledger-fuzz-'));
  try {
    const [described, reported] = [join(folder, 'openapi.json'), join(folder, 'report.json')];
    await writeFile(described, JSON.stringify(document));
    const { code, said } = await run(
      PROGRAM,
      [
        ['--config-file', CONFIGURATION],
        ['run', described, '--url', url],
        ['--seed', String(seed), '--max-examples', String(examples)],
        ['--phases', isThorough ? 'coverage,fuzzing' : 'fuzzing'],
        ['--report', 'json', '--report-json-path', reported],
        Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]),
      ].flat(),
      folder,
    );
    if (!existsSync(reported)) throw new Error(`schemathesis ended with ${code}: ${shown(said)}`);
    const report = JSON.parse(await readFile(reported, 'utf8')) as Report;
    const isGood = code === 0 && report.complete && report.failures.length + report.errors.length === 0;
    return { sent: report.test_cases.generated, found: isGood ? '' : shown(said) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** As much as is read here of what it reports. */
type Report = {
  readonly complete: boolean;
  readonly test_cases: { readonly generated: number };
  readonly failures: readonly unknown[];
  readonly errors: readonly unknown[];
};

type Ran = { readonly code: number | string; readonly said: string };

const run = (program: string, args: readonly string[], cwd?: string): Promise<Ran> =>
  new Promise((resolve) => {
    execFile(program, args, { cwd, maxBuffer: OUTPUT_BYTES_MAX }, (error, stdout, stderr) =>
      resolve({ code: error ? (error.code ?? 'no code') : 0, said: `${stdout}${stderr}` || String(error?.message) }),
    );
  });

/** Requests can be as long as a line may be. */
const shown = (said: string): string =>
  said
    .slice(Math.max(0, said.search(/^=+ (FAILURES|ERRORS) =+$/m)))
    .split('\n')
    .slice(0, LINES_SHOWN_MAX)
    .map((line) => line.slice(0, LINE_SHOWN_MAX))
    .join('\n');
