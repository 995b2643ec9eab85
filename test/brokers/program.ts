import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** One of the programs beside this file as a process of its own. Who starts one ends it: `endAll` in `afterAll`. */
export class Program {
  readonly ended: Promise<void>;
  private readonly child: ChildProcess;
  private said = '';
  private readonly readers = new Set<() => void>();

  constructor(name: 'consumer' | 'relay', settings: Readonly<Record<string, string>>) {
    const args = ['--import', here('../support/typescript.js'), here(`./${name}.program.ts`)];
    this.child = spawn(process.execPath, args, {
      env: { PATH: process.env.PATH, ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(this);
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => this.hear(text));
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => this.hear(text));
    this.ended = new Promise<void>((resolve, reject) => {
      this.child.once('error', reject);
      this.child.once('close', () => resolve());
    }).finally(() => {
      running.delete(this);
      this.hear('');
    });
    this.ended.catch(() => undefined);
  }

  /** Sends a signal to this process and nobody else. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.child.kill(signal);
  }

  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    if (running.has(this)) this.child.kill(signal);
    return this.ended;
  }

  /** Resolves when it has said so. @throws Error when it ends before */
  async says(text: string): Promise<void> {
    while (!this.said.includes(text)) {
      if (!running.has(this)) throw new Error(`the program ended before it said ${text}:\n${this.said}`);
      const { promise, resolve } = Promise.withResolvers<void>();
      this.readers.add(resolve);
      await promise;
    }
  }

  private hear(text: string): void {
    this.said += text;
    for (const reader of this.readers) reader();
    this.readers.clear();
  }
}

export const endAll = async (): Promise<void> => {
  await Promise.all([...running].map((program) => program.end('SIGKILL')));
};

const running = new Set<Program>();
