/**
 * Puts a question for many askers at once: one question at a time is under way, and whoever asks meanwhile shares the next.
 * So an answer is never older than its asking, and a crowd of askers costs two questions.
 */
export class LatestQuestion<T> {
  private current: Promise<unknown> = Promise.resolve();
  private next: Promise<T> | undefined;

  constructor(private readonly question: () => Promise<T>) {}

  ask(): Promise<T> {
    if (this.next) return this.next;
    const next = this.current.then(() => {
      this.next = undefined;
      return this.question();
    });
    this.next = next;
    this.current = next.catch(() => undefined);
    return next;
  }
}
