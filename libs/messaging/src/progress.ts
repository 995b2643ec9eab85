import { News } from './news.js';

/** Lets any number of waiters look again whenever something was dealt with. */
export class Progress {
  private readonly waiting = new Set<News>();

  readonly tell = (): void => this.waiting.forEach((waiter) => waiter.tell());

  /** Resolves when `isDone` says so; asked at once, at every progress, and after each `pollMs` without one. */
  async until(isDone: () => Promise<boolean>, pollMs: number): Promise<void> {
    const news = new News();
    this.waiting.add(news);
    try {
      while (!(await isDone())) await news.wait(pollMs);
    } finally {
      this.waiting.delete(news);
    }
  }
}
