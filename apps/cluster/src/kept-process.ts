import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { answering } from './answering.js';

/** What a process is, each time it is started. */
export type Recipe = {
  /** In the installation: catalog-1, kafka-1. */
  readonly name: string;
  /** Where it listens once it is up, on 127.0.0.1; the same after every restart. */
  readonly port: number;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Where what it says goes; undefined: what it says on its standard error, to that of this process. */
  readonly log: number | undefined;
  /** How it is asked to end. */
  readonly endBy: 'SIGTERM' | 'SIGKILL';
};

const PAUSE_FIRST_MS = 100;
const PAUSE_MAX_MS = 5_000;
const FAILED_STARTS_MAX = 10;
const END_WITHIN_MS = 15_000;

/** A process that is started again when it ends without having been asked to. */
export class KeptProcess {
  /** How often it was up. */
  starts = 0;
  isUp = false;
  private readonly stopping = new AbortController();
  private child: ChildProcess | undefined;
  private killed: ChildProcess | undefined;
  private keeping: Promise<void> | undefined;

  constructor(
    private readonly recipe: Recipe,
    private readonly told: {
      /** It failed to start so often, one time after the other, that it is given up. */
      readonly onLost: (name: string) => void;
      /** It has ended, and was not killed here. */
      readonly onDeath?: ((name: string, by: number | string) => void) | undefined;
    },
  ) {}

  get name(): string {
    return this.recipe.name;
  }

  get address(): string {
    return `127.0.0.1:${this.recipe.port}`;
  }

  /** Undefined between its end and its next start. */
  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Resolves when it is up. @throws Error when its first start fails: then it is not tried again */
  async start(): Promise<void> {
    if (this.stopping.signal.aborted) throw new Error('the installation is stopping');
    const ended = this.run();
    await this.comesUp();
    this.keeping = this.keep(ended);
  }

  /** kill -9; resolves when it has ended. The next start follows by itself. */
  async kill(): Promise<void> {
    const { child } = this;
    if (!child) return;
    this.killNow();
    await ending(child);
  }

  /** Ends it for good, also while it starts. */
  async stop(): Promise<void> {
    this.stopping.abort();
    const { child } = this;
    if (child) {
      const patience = setTimeout(this.killNow, END_WITHIN_MS);
      // One that is not up yet has nothing to finish.
      if (this.isUp && this.recipe.endBy === 'SIGTERM') child.kill('SIGTERM');
      else this.killNow();
      await ending(child);
      clearTimeout(patience);
    }
    await this.keeping;
  }

  private async keep(first: Promise<void>): Promise<void> {
    const { signal } = this.stopping;
    let failedStarts = 0;
    for (let ended = first; ;) {
      await ended;
      const pauseMs = Math.min(PAUSE_FIRST_MS * 2 ** failedStarts, PAUSE_MAX_MS);
      await pause(pauseMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      if (failedStarts === FAILED_STARTS_MAX) return this.told.onLost(this.name);
      ended = this.run();
      failedStarts += 1;
      void this.comesUp().then(
        () => (failedStarts = 0),
        () => undefined,
      );
    }
  }

  /** Starts it once; resolves when it has ended. */
  private async run(): Promise<void> {
    const { command, args, env, log } = this.recipe;
    const stdio: StdioOptions = log === undefined ? ['ignore', 'ignore', 'inherit'] : ['ignore', log, log];
    // In a group of its own: Ctrl+C in the terminal is for the installation, and what it starts itself ends with it.
    const child = spawn(command, args, { env, stdio, detached: true });
    this.child = child;
    await ending(child);
    this.isUp = false;
    this.child = undefined;
    if (child === this.killed || this.stopping.signal.aborted) return;
    this.told.onDeath?.(this.name, child.exitCode ?? child.signalCode ?? 'no start');
  }

  private async comesUp(): Promise<void> {
    const { child, name } = this;
    const isGone = (): boolean => this.child !== child;
    await answering(this.address, isGone).catch((cause: unknown) => {
      throw new Error(`${name} did not start`, { cause });
    });
    if (isGone()) throw new Error(`${name} did not start`);
    this.isUp = true;
    this.starts += 1;
  }

  /** kill -9, without waiting. */
  readonly killNow = (): void => {
    this.killed = this.child;
    const pid = this.child?.pid;
    if (pid === undefined) return;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // It has ended.
    }
  };
}

const ending = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await once(child, 'exit').catch(() => undefined);
};
