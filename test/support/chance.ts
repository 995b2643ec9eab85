/** Chance that can be had again: the same seed gives the same draws. */
export class Chance {
  private state: number;

  constructor(readonly seed: number) {
    this.state = seed >>> 0;
  }

  /** `[0, 1)`; mulberry32. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let bits = this.state;
    bits = Math.imul(bits ^ (bits >>> 15), bits | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from `min` to `max`, both inclusive. */
  whole(min: number, max: number): number {
    return min + Math.floor(this.next() * (max - min + 1));
  }

  of<T>(items: readonly [T, ...T[]] | readonly T[]): T {
    const item = items[this.whole(0, items.length - 1)];
    if (item === undefined) throw new RangeError('nothing to choose from');
    return item;
  }
}

/** The seed of this run: SEED of the environment, else a new one. Whoever uses it prints it. */
export const seedOfRun = (): number => {
  const given = Number(process.env.SEED);
  return process.env.SEED && Number.isSafeInteger(given) ? given : Math.floor(Math.random() * 2 ** 31);
};

/** Says in the output of the run what one needs to have the same run again. */
export const announce = (text: string): void => void process.stderr.write(`  ${text}\n`);
