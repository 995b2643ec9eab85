import { setTimeout as pause } from 'node:timers/promises';
import { Api, type Reply, type Urls } from '../../apps/embedded/src/demo/api.js';
import { startLedger, urlsOf, type Ended, type Environment, type Program } from './built-program.js';

/** Longer than any start takes. */
const PATIENCE = { totalMs: 60_000, pauseMs: 250 };

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

export type Call = { readonly method: 'POST' | 'PUT'; readonly path: string; readonly number: number };

/** Sends a request again until it is answered, and tells of each before it sends it first. */
export class RetryingApi extends Api {
  private calls = 0;

  constructor(
    ledger: Pick<KillableLedger, 'urls'>,
    private readonly onCall: (call: Call) => void,
  ) {
    super(() => ledger.urls(), PATIENCE);
  }

  override post(...[service, path, key, body, options]: Parameters<Api['post']>): Promise<Reply> {
    this.onCall({ method: 'POST', path, number: (this.calls += 1) });
    return super.post(service, path, key, body, options);
  }

  override put(service: keyof Urls, path: string, body: unknown): Promise<Reply> {
    this.onCall({ method: 'PUT', path: `${path} ${JSON.stringify(body)}`, number: (this.calls += 1) });
    return super.put(service, path, body);
  }
}
