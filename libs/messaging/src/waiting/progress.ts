import { News } from './news.js';

/** Lets any number of waiters look again whenever something was dealt with. */
export class Progress {
  private readonly waiting = new Set<News>();

  readonly tell = (): void => this.waiting.forEach((waiter) => waiter.tell());

  /**
   * Resolves to true when `isDone` says so; asked at once, at every progress, and after each `pollMs` without one. To
   * false when it has not said so within the time.
   */
  async until(isDone: () => Promise<boolean>, pollMs: number, withinMs = Infinity): Promise<boolean> {
    const since = performance.now();
    const news = new News();
    this.waiting.add(news);
    try {
      while (!(await isDone())) {
        const leftMs = withinMs - (performance.now() - since);
        if (leftMs <= 0) return false;
        await news.wait(Math.min(pollMs, leftMs));
      }
      return true;
    } finally {
      this.waiting.delete(news);
    }
  }
}
