const LOOK_EVERY_MS = 250;

/** How long somebody waits, in milliseconds, and whether they have gone before that. */
export type Wait = { readonly ms: number; readonly gone: AbortSignal };

/**
 * Lets a request wait until what it asked certificates is answered. The signal is of this process and comes after the
 * commit of the answer; another process's answer is found by looking.
 */
export class AnswerWatch<View> {
  private readonly waiting = new Map<string, Set<() => void>>();
  private closed = false;

  constructor(
    private readonly look: (id: string) => Promise<View | undefined>,
    private readonly isSettled: (view: View) => boolean,
  ) {}

  /**
   * What was asked as soon as it is answered, or as it is when the time is over or nobody waits any more; undefined when
   * there is no such thing.
   */
  async settled(id: string, { ms, gone }: Wait): Promise<View | undefined> {
    const until = performance.now() + ms;
    const leave = (): void => this.answered(id);
    gone.addEventListener('abort', leave, { once: true });
    try {
      return await this.lookUntil(id, until, gone);
    } finally {
      gone.removeEventListener('abort', leave);
    }
  }

  private async lookUntil(id: string, until: number, gone: AbortSignal): Promise<View | undefined> {
    for (;;) {
      // Listens before it looks: an answer between the two is not missed.
      const signal = this.next(id, Math.min(LOOK_EVERY_MS, until - performance.now()));
      try {
        const view = await this.look(id);
        if (!view || this.isSettled(view) || this.closed || gone.aborted || performance.now() >= until) return view;
        await signal.came;
      } finally {
        signal.stop();
      }
    }
  }

  /** It has been answered. */
  answered(id: string): void {
    for (const wake of this.waiting.get(id) ?? []) wake();
  }

  /** Everybody gets what is there. */
  close(): void {
    this.closed = true;
    for (const id of this.waiting.keys()) this.answered(id);
  }

  private next(id: string, withinMs: number): { readonly came: Promise<void>; stop(): void } {
    const { promise: came, resolve: wake } = Promise.withResolvers<void>();
    const timer = setTimeout(wake, Math.max(0, withinMs));
    const wakers = this.waiting.get(id) ?? new Set();
    this.waiting.set(id, wakers.add(wake));
    return {
      came,
      stop: () => {
        clearTimeout(timer);
        wakers.delete(wake);
        if (wakers.size === 0) this.waiting.delete(id);
      },
    };
  }
}
