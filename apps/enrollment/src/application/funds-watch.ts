import type { Database } from '@lib/database';
import { viewOf } from './application.query.js';
import type { ViewRow } from './application.row.js';

const LOOK_EVERY_MS = 250;

/**
 * Lets a request wait until the certificate's money is answered. The signal is of this process and comes after the
 * commit of the answer; another process's answer is found by looking.
 */
export class FundsWatch {
  private readonly waiting = new Map<string, Set<() => void>>();
  private closed = false;

  constructor(private readonly database: Database) {}

  /** The application as soon as it waits for nothing, or as it is after `waitMs`; undefined when there is none. */
  async settled(id: string, waitMs: number): Promise<ViewRow | undefined> {
    const until = performance.now() + waitMs;
    for (;;) {
      // Listens before it looks: an answer between the two is not missed.
      const signal = this.next(id, Math.min(LOOK_EVERY_MS, until - performance.now()));
      try {
        const view = await viewOf(this.database, id);
        if (!view || view.awaiting === null || this.closed || performance.now() >= until) return view;
        await signal.came;
      } finally {
        signal.stop();
      }
    }
  }

  /** The money of this application has been answered. */
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
