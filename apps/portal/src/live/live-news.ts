import { setTimeout } from 'node:timers/promises';
import { Refused } from '../page/answers.js';

/** Streams of one login: a browser has one for each page that is in sight. */
const STREAMS_OF_LOGIN = 4;
const STREAMS_MAX = 2_000;
const FIRST_PAUSE_MS = 1_000;
const LAST_PAUSE_MS = 20_000;
const SLOWER = 1.5;

/** Where news go: one page of one browser. */
export type Listener = {
  /** What the page shows, or the last that was said. */
  seen: string;
  readonly changed: (version: string) => void;
  readonly end: () => void;
};

/** What is asked for the streams of one login, by whichever of them came first. */
export type Asked = {
  /** Names what there is now. @throws Refused 401 when the login does not hold any more */
  readonly version: () => Promise<string>;
  /** Whether the session is still there: another process may have ended it. */
  readonly isOpen: () => Promise<boolean>;
};

/**
 * Tells pages that what they show has changed. The services are asked once for all streams of a login, ever less often
 * while nothing changes, and not at all when nobody listens.
 */
export class LiveNews {
  private readonly watches = new Map<string, Watch>();
  private streams = 0;

  constructor(
    private readonly onError: (error: unknown) => void,
    private readonly pauses = { firstMs: FIRST_PAUSE_MS, lastMs: LAST_PAUSE_MS },
  ) {}

  /** How many pages listen. */
  get count(): number {
    return this.streams;
  }

  /** Returns what ends it. @throws Refused 429: too many of this login; 503: of all */
  listen(login: string, asked: Asked, listener: Listener): () => void {
    const known = this.watches.get(login);
    const watch = known && !known.isEnded ? known : new Watch(asked, this.pauses);
    if (watch.size >= STREAMS_OF_LOGIN) throw new Refused(429, undefined);
    if (this.streams >= STREAMS_MAX) throw new Refused(503, undefined);
    this.streams += 1;
    watch.add(listener);
    if (watch !== known) {
      this.watches.set(login, watch);
      void watch
        .run()
        .catch(this.onError)
        .finally(() => this.watches.get(login) === watch && this.watches.delete(login));
    }
    let isEnded = false;
    return () => {
      if (isEnded) return;
      isEnded = true;
      this.streams -= 1;
      watch.remove(listener);
    };
  }

  close(): void {
    for (const watch of this.watches.values()) watch.end();
  }
}

/** What is asked for one login. */
class Watch {
  private readonly listeners = new Set<Listener>();
  private pausing = new AbortController();
  private isOver = false;

  constructor(
    private readonly asked: Asked,
    private readonly pauses: { readonly firstMs: number; readonly lastMs: number },
  ) {}

  get size(): number {
    return this.listeners.size;
  }

  get isEnded(): boolean {
    return this.isOver;
  }

  add(listener: Listener): void {
    this.listeners.add(listener);
    // Its page may be newer or older than what was last heard.
    this.pausing.abort();
  }

  remove(listener: Listener): void {
    this.listeners.delete(listener);
    if (this.listeners.size === 0) this.end();
  }

  end(): void {
    this.isOver = true;
    for (const { end } of this.listeners) end();
    this.listeners.clear();
    this.pausing.abort();
  }

  /** Until nobody listens, or the login has ended. */
  async run(): Promise<void> {
    let pauseMs = this.pauses.firstMs;
    let known: string | undefined;
    while (!this.isOver) {
      this.pausing = new AbortController();
      const asking = [...this.listeners];
      const version = await this.ask();
      if (version === undefined) return this.end();
      pauseMs = version === known ? Math.min(pauseMs * SLOWER, this.pauses.lastMs) : this.pauses.firstMs;
      known = version === AWAY ? known : version;
      for (const listener of asking) if (known !== undefined) tell(listener, known);
      await setTimeout(pauseMs, undefined, { signal: this.pausing.signal }).catch(() => undefined);
    }
  }

  /** Undefined: the login has ended. A service that is away is asked again later. */
  private async ask(): Promise<string | undefined> {
    try {
      return (await this.asked.isOpen()) ? await this.asked.version() : undefined;
    } catch (error) {
      return error instanceof Refused && error.status === 401 ? undefined : AWAY;
    }
  }
}

const AWAY = '';

const tell = (listener: Listener, version: string): void => {
  if (listener.seen === version) return;
  listener.seen = version;
  listener.changed(version);
};
