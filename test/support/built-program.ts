import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Urls } from '@lib/client';
import { trusts } from './login.js';

export const repository = fileURLToPath(new URL('../..', import.meta.url));
export const sample = (name: string): string => `${repository}samples/${name}`;

/** What a program left behind. */
export type Ended = {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
};

export type Environment = Readonly<Record<string, string>>;

const PROGRAMS = {
  main: 'embedded/src/main',
  demo: 'embedded/src/demo',
  audit: 'audit/src/main',
  migrate: 'migrate/src/main',
  catalog: 'catalog/src/main',
  enrollment: 'enrollment/src/main',
  certificates: 'certificates/src/main',
  webhooks: 'webhooks/src/main',
  portal: 'portal/src/main',
} as const;
type ProgramName = keyof typeof PROGRAMS;

/** Tests ask as fast as they can. Those of the limits set their own. */
const UNCOUNTED: Environment = { HTTP_RATE_PER_MINUTE: '0', HTTP_RATE_ANONYMOUS_PER_MINUTE: '0' };

/** A program of dist/ as a process of its own. Who starts one ends it: `endAll` in `afterAll`. */
export class Program {
  readonly ended: Promise<Ended>;
  private readonly child: ChildProcess;
  private stdout = '';
  private stderr = '';
  private readonly readers = new Set<() => void>();

  /** @param checkout whose build it is: this one's, unless told */
  constructor(
    name: ProgramName,
    args: readonly string[] = [],
    environment: Environment = {},
    checkout: string = repository,
  ) {
    this.child = spawn(process.execPath, [join(checkout, 'dist/apps', `${PROGRAMS[name]}.js`), ...args], {
      cwd: checkout,
      // On a busy machine what is in hand takes longer than ten seconds, and no test is decided by that.
      env: { ...inherited(), STOP_SECONDS: '120', ...UNCOUNTED, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(this);
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.stdout += text;
      this.read();
    });
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.stderr += text;
      this.read();
    });
    this.ended = new Promise<Ended>((resolve, reject) => {
      this.child.once('error', reject);
      this.child.once('close', (code, signal) => resolve({ code, signal, stdout: this.stdout, stderr: this.stderr }));
    }).finally(() => {
      running.delete(this);
      this.read();
    });
    this.ended.catch(() => undefined);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  get isRunning(): boolean {
    return running.has(this);
  }

  get said(): string {
    return `${this.stdout}${this.stderr}`;
  }

  /** Sends a signal to this process and nobody else, and resolves when it has ended. */
  end(signal: NodeJS.Signals): Promise<Ended> {
    if (this.isRunning) this.child.kill(signal);
    return this.ended;
  }

  /** Resolves to what `find` finds in the standard output. @throws Error when the program ends before */
  async finds<T>(find: (stdout: string) => T | undefined): Promise<T> {
    for (;;) {
      const found = find(this.stdout);
      if (found !== undefined) return found;
      if (!this.isRunning) throw new Error(`the program ended before it said what was waited for:\n${this.said}`);
      const { promise, resolve } = Promise.withResolvers<void>();
      this.readers.add(resolve);
      await promise;
    }
  }

  private read(): void {
    for (const reader of this.readers) reader();
    this.readers.clear();
  }
}

/** Runs a program to its end. */
export const run = (
  name: 'main' | 'demo' | 'audit' | 'migrate',
  args: readonly string[],
  environment: Environment = {},
  checkout?: string,
): Promise<Ended> => new Program(name, args, environment, checkout).ended;

/** main.js on free ports. */
export const startLedger = (environment: Environment, checkout?: string): Program =>
  new Program(
    'main',
    [],
    {
      CATALOG_PORT: '0',
      ENROLLMENT_PORT: '0',
      CERTIFICATES_PORT: '0',
      WEBHOOKS_PORT: '0',
      LOGIN_PORT: '0',
      PORTAL_PORT: '0',
      SAMPLE: 'none',
      ...environment,
    },
    checkout,
  );

/** Where a started main.js listens; resolves when it takes requests. */
export const urlsOf = (ledger: Program): Promise<Required<Urls>> =>
  ledger.finds((stdout) => {
    if (!/^Clock: .*\n/m.test(stdout)) return undefined;
    const url = (service: string): string =>
      new RegExp(`^ +${service} +(http://\\S+)/docs$`, 'm').exec(stdout)?.[1] ?? '';
    const urls = {
      catalog: url('catalog'),
      enrollment: url('enrollment'),
      certificates: url('certificates'),
      webhooks: url('webhooks'),
    };
    trusts(urls, /^Login: (\S+)$/m.exec(stdout)?.[1] ?? '');
    return urls;
  });

export const endAll = async (): Promise<void> => {
  await Promise.all([...running].map((program) => program.end('SIGKILL')));
};

const running = new Set<Program>();

/** The environment of whoever runs the tests, without what configures the programs under test. */
const inherited = (): NodeJS.ProcessEnv => {
  const configures = new Set([
    'DATA_FOLDER',
    'DATABASE_URL',
    'DATABASE_OWNER_URL',
    'CLOCK',
    'PROFILE',
    'VAULT_KEY',
    'EVENT_STORE_URL',
    'OIDC_ISSUER',
    'OIDC_CLIENT_ID',
    'OIDC_CLIENT_SECRET',
    'OIDC_CLIENT_SECRET_FILE',
    'EVENTSTORE_URL',
    'DATABASE_URL_FILE',
    'VAULT_KEY_FILE',
    'WEBHOOKS_KEY',
    'WEBHOOKS_KEY_FILE',
    'VAULT_OTHER_KEYS',
    'VAULT_OTHER_KEYS_FILE',
    'EVENT_STORE_URL_FILE',
    'NODE_ENV',
    'NODE_OPTIONS',
  ]);
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !configures.has(name)));
};
