import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '@lib/database';
import type { Clock, Instant } from '@lib/kernel';
import { Refused } from '../page/answers.js';
import { Kept } from '../session/kept.store.js';

/** So many of each kind are under way in one process: each holds a file, or a process of its own. */
const AT_ONCE = { import: 4, audit: 1 } as const;
type Kind = keyof typeof AT_ONCE;

/** How something stands that took longer than a page. */
export type Standing<Outcome> =
  | { readonly state: 'going-on'; readonly seconds: number; readonly done: number }
  | { readonly state: 'over'; readonly outcome: Outcome }
  /** Nobody knows what became of it: its process ended, or a service was away. */
  | { readonly state: 'broken-off' };

type Content = {
  /** Whose it is: nobody else sees it. */
  readonly person: string;
  readonly begunAt: Instant;
  readonly seenAt: Instant;
  readonly done: number;
  readonly end?: { readonly outcome: object } | { readonly refused: RefusedAs } | 'broken-off';
};
type RefusedAs = { readonly status: number; readonly body: object };

/** Where it can be looked at later. */
export class Later {
  constructor(readonly id: string) {}
}

/** `quickMs`: what is over by then needs no page of its own. `silentMs`: whose process has said nothing for so long is broken off. */
const TIMES = { quickMs: 2_000, seenEveryMs: 2_000, silentMs: 20_000 };
const KEPT_SECONDS = 86_400;
const CLOSING_MS = 10_000;
const STORED_AFTER_MS = [0, 1_000, 5_000];

/**
 * What takes longer than a page. It goes on in this process after the page was sent, and how it stands is kept where every
 * process of the cabinet finds it, sealed by its address.
 */
export class UnderWay {
  private readonly kept: Readonly<Record<Kind, Kept<Content>>>;
  private readonly here = new Map<Promise<unknown>, Kind>();
  private readonly stopping = new AbortController();

  constructor(
    database: Database,
    private readonly clock: Clock,
    private readonly say: (error: unknown) => void,
    private readonly times = TIMES,
  ) {
    this.kept = { import: new Kept(database, 'import'), audit: new Kept(database, 'audit') };
  }

  /**
   * Works, and resolves to the outcome where that is soon, else to where it will be. `tell`: how much is done; the signal: this process stops.
   * @throws Refused 503 when as many are under way, and what the work fails with soon
   */
  async run<Outcome extends object>(
    kind: Kind,
    person: string,
    work: (tell: (done: number) => void, stopping: AbortSignal) => Promise<Outcome>,
  ): Promise<Outcome | Later> {
    const isFull = [...this.here.values()].filter((one) => one === kind).length >= AT_ONCE[kind];
    if (isFull || this.stopping.signal.aborted) throw new Refused(503, undefined);
    const begunAt = this.clock.now();
    let done = 0;
    const working = work((now) => void (done = now), this.stopping.signal);
    const over = working.then(
      () => undefined,
      () => undefined,
    );
    const held = over.finally(() => this.here.delete(held));
    this.here.set(held, kind);
    const isSoon = await Promise.race([over.then(() => true), pause(this.times.quickMs, false, { ref: false })]);
    if (isSoon) return working;
    const standing = (): Content => ({ person, begunAt, seenAt: this.clock.now(), done });
    const id = await this.kept[kind].keep(standing(), KEPT_SECONDS);
    void this.follow(kind, id, standing, working);
    return new Later(id);
  }

  /** Undefined: there is none, or it is somebody else's. @throws Refused when that is what came of it */
  async look(kind: Kind, id: string, person: string): Promise<Standing<object> | undefined> {
    const content = await this.kept[kind].find(id);
    if (content?.person !== person) return undefined;
    const { end, begunAt, seenAt, done } = content;
    if (end === 'broken-off' || (!end && this.msSince(seenAt) > this.times.silentMs)) return { state: 'broken-off' };
    if (!end) return { state: 'going-on', seconds: Math.round(this.msSince(begunAt) / 1000), done };
    if ('refused' in end) throw new Refused(end.refused.status, end.refused.body);
    return { state: 'over', outcome: end.outcome };
  }

  /** What can be stopped is; what a service has begun has a while to end. */
  async close(): Promise<void> {
    this.stopping.abort();
    await Promise.race([Promise.all(this.here.keys()), pause(CLOSING_MS, undefined, { ref: false })]);
  }

  private async follow(kind: Kind, id: string, standing: () => Content, working: Promise<object>): Promise<void> {
    const beat = setInterval(() => {
      this.kept[kind].renew(id, standing()).catch(this.say);
    }, this.times.seenEveryMs).unref();
    const end = await working.then(
      (outcome) => ({ outcome }),
      (error: unknown) => this.failed(error),
    );
    clearInterval(beat);
    for (const afterMs of STORED_AFTER_MS) {
      await pause(afterMs, undefined, { ref: false });
      const isStored = await this.kept[kind].renew(id, { ...standing(), end }).then(
        () => true,
        (error: unknown) => this.say(error),
      );
      if (isStored) return;
    }
  }

  private msSince(then: Instant): number {
    return Date.parse(this.clock.now()) - Date.parse(then);
  }

  private failed(error: unknown): NonNullable<Content['end']> {
    if (error instanceof Refused && error.status < 500)
      return { refused: { status: error.status, body: error.asProblem() } };
    this.say(error);
    return 'broken-off';
  }
}
