/** Lets so many works run at once; the others wait in the order in which they came. */
export class Lanes {
  private free: number;
  private readonly waiting: (() => void)[] = [];
  private readonly running = new Set<Promise<unknown>>();

  constructor(lanes: number) {
    this.free = lanes;
  }

  async take<T>(work: () => Promise<T>): Promise<T> {
    const done = this.inTurn(work);
    this.running.add(done);
    try {
      return await done;
    } finally {
      this.running.delete(done);
    }
  }

  /** Resolves when nothing runs and nobody waits. */
  async empty(): Promise<void> {
    while (this.running.size > 0) await Promise.allSettled(this.running);
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free -= 1;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await work();
    } finally {
      // The lane is handed over, so that nobody who comes now overtakes who waits.
      const next = this.waiting.shift();
      if (next) next();
      else this.free += 1;
    }
  }
}
