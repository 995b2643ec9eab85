/** What one waiter sleeps on. News told while it is awake are not lost. */
export class News {
  private fresh = false;
  private wake: (() => void) | undefined;

  readonly tell = (): void => {
    this.fresh = true;
    this.wake?.();
  };

  /** Resolves on news, at once when some came since the last wait; without news, after the time. */
  async wait(timeoutMs?: number): Promise<void> {
    if (!this.fresh) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const timer = timeoutMs === undefined ? undefined : setTimeout(resolve, timeoutMs);
      this.wake = resolve;
      await promise;
      this.wake = undefined;
      clearTimeout(timer);
    }
    this.fresh = false;
  }
}
