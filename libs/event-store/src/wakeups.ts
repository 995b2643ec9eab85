type Stop = () => Promise<void>;

/** Shares one listener among all who wait for news, from the first that joins to the last that leaves. */
export class Wakeups {
  private readonly followers = new Set<() => void>();
  private listening: Promise<Stop> | undefined;

  constructor(private readonly listen: (wake: () => void) => Promise<Stop>) {}

  /** @throws what listening throws; then nobody has joined. */
  async join(wake: () => void): Promise<Stop> {
    this.followers.add(wake);
    const listening = (this.listening ??= this.listen(() => this.followers.forEach((follower) => follower())));
    try {
      await listening;
    } catch (error) {
      this.followers.delete(wake);
      if (this.listening === listening) this.listening = undefined;
      throw error;
    }
    return () => this.leave(wake);
  }

  private async leave(wake: () => void): Promise<void> {
    this.followers.delete(wake);
    const { listening } = this;
    if (this.followers.size > 0 || !listening) return;
    this.listening = undefined;
    // A listener that cannot be ended because the database is gone has ended with it.
    await (await listening)().catch(() => undefined);
  }
}
