/** What was found out and holds until a moment; of so many the oldest are forgotten first. */
export class KnownUntil<Known> {
  private readonly kept = new Map<string, { readonly known: Known; readonly until: number }>();

  constructor(private readonly max: number) {}

  get size(): number {
    return this.kept.size;
  }

  /** What is known under a key and holds still. @param now by the clock of `until` */
  get(key: string, now: number): Known | undefined {
    const found = this.kept.get(key);
    return found && now < found.until ? found.known : undefined;
  }

  keep(key: string, known: Known, until: number): void {
    this.kept.delete(key);
    for (const oldest of this.kept.keys()) {
      if (this.kept.size < this.max) break;
      this.kept.delete(oldest);
    }
    this.kept.set(key, { known, until });
  }
}
