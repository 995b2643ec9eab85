import type { Brand } from './brand.js';

/** A non-negative whole number of kopecks that survives JSON untouched (at most 2^53 − 1, about 90 trillion roubles). */
export type Kopecks = Brand<number, 'Kopecks'>;

/** `rounding` of a financing programme (docs/rules.md §3). */
export type Rounding = 'down' | 'up';

/** @throws RangeError unless `value` is a non-negative safe integer. */
export const kopecks = (value: number): Kopecks => {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`not an amount in kopecks: ${value}`);
  return value as Kopecks;
};

export const zero = kopecks(0);

/** @throws RangeError when the sum leaves the safe integers. */
export const plus = (...amounts: readonly Kopecks[]): Kopecks =>
  kopecks(amounts.reduce<number>((total, amount) => total + amount, 0));

/** `a − b`. A negative balance is a bug, so it throws. @throws RangeError when b > a. */
export const minus = (a: Kopecks, b: Kopecks): Kopecks => kopecks(a - b);

export const least = (...amounts: readonly Kopecks[]): Kopecks => kopecks(Math.min(...amounts));

/**
 * `amount · numerator / denominator`, computed exactly and rounded once to whole kopecks.
 * `half-up` rounds one half away from zero (completeness, docs/rules.md §4).
 * @throws RangeError when a factor is not a non-negative safe integer or the denominator is zero.
 */
export const share = (
  amount: Kopecks,
  numerator: number,
  denominator: number,
  rounding: Rounding | 'half-up',
): Kopecks => {
  if (!Number.isSafeInteger(numerator) || numerator < 0) throw new RangeError(`not a numerator: ${numerator}`);
  if (!Number.isSafeInteger(denominator) || denominator <= 0) throw new RangeError(`not a denominator: ${denominator}`);
  const over = BigInt(amount) * BigInt(numerator);
  const by = BigInt(denominator);
  switch (rounding) {
    case 'down':
      return kopecks(Number(over / by));
    case 'up':
      return kopecks(Number((over + by - 1n) / by));
    case 'half-up':
      return kopecks(Number((2n * over + by) / (2n * by)));
  }
};
