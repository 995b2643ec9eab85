import { setTimeout as pause } from 'node:timers/promises';
import type { LedgerClient, Urls } from '@lib/client';
import { ledgerOf } from './login.js';
import { startLedger, urlsOf, type Ended, type Environment, type Program } from './built-program.js';

/** Longer than any start takes, on a busy machine too. */
const PATIENCE = { totalMs: 600_000, pauseMs: 250 };

/** main.js on one data folder, killed and started again as often as somebody asks. */
export class KillableLedger {
  kills = 0;
  private program: Program;
  private starting: Promise<void>;
  private killing: Promise<void> = Promise.resolve();
  private failure: Error | undefined;
  private known: Urls | undefined;

  private constructor(private readonly environment: Environment) {
    [this.program, this.starting] = this.begin();
  }

  static async start(environment: Environment): Promise<KillableLedger> {
    const ledger = new KillableLedger(environment);
    await ledger.starting;
    return ledger;
  }

  /** Where the last process listens, or listened. @throws Error when one ended without having been killed */
  urls(): Urls {
    if (this.failure) throw this.failure;
    if (!this.known) throw new Error('the first process has not started yet');
    return this.known;
  }

  /** Kills the process, a moment from now, without a warning, and starts the next one. */
  kill(afterMs: number): void {
    this.killing = this.killAfter(this.killing, afterMs);
  }

  /** Waits for the kills in hand, then stops the last process as an operator would. */
  async stop(): Promise<Ended> {
    await this.killing;
    await this.starting;
    return this.program.end('SIGTERM');
  }

  private async killAfter(others: Promise<void>, afterMs: number): Promise<void> {
    await others;
    await pause(afterMs);
    await this.program.end('SIGKILL');
    this.kills += 1;
    [this.program, this.starting] = this.begin();
  }

  private begin(): [Program, Promise<void>] {
    const program = startLedger(this.environment);
    void this.watch(program);
    return [program, this.note(program)];
  }

  private async watch(program: Program): Promise<void> {
    const { signal, stdout, stderr } = await program.ended;
    if (signal !== 'SIGKILL') this.failure = new Error(`the process ended by itself:\n${stdout}${stderr}`);
  }

  private async note(program: Program): Promise<void> {
    const urls = await urlsOf(program).catch(() => undefined);
    this.known = urls ?? this.known;
  }
}

/** A request that changes something; what it sends to the clock stands behind the path. */
export type Change = { readonly method: string; readonly path: string; readonly number: number };

/** A client that sends a request again until it is answered, and tells of each that changes something before it sends it first. */
export const retryingLedger = (
  ledger: Pick<KillableLedger, 'urls'>,
  onChange: (change: Change) => void = () => undefined,
  /** Whose client it is: the demo's program, unless told. */
  as: typeof ledgerOf = ledgerOf,
): LedgerClient => {
  let number = 0;
  return as(() => ledger.urls(), {
    patience: PATIENCE,
    onCall: ({ method, path, body }) => {
      if (method === 'GET') return;
      number += 1;
      onChange({ method, number, path: method === 'PUT' ? `${path} ${String(body)}` : path });
    },
  });
};
