declare const countedIn: unique symbol;

/**
 * What the amounts of a certificate count. Only roubles are computed here; regions of the social certificate count hours or
 * person-hours (docs/rules.md §6), which would be whole minutes.
 */
export type Unit = 'kopeck' | 'minute';

/**
 * A non-negative whole number of a unit that survives JSON untouched (at most 2^53 − 1). It costs nothing at run time, and
 * a sum of two units does not compile.
 */
export type Amount<Of extends Unit> = number & { readonly [countedIn]: (unit: Of) => Of };

export type Kopecks = Amount<'kopeck'>;

/** `rounding` of a financing programme (docs/rules.md §3). */
export type Rounding = 'down' | 'up';

/** Whether a value, of JSON for example, can be an amount: a non-negative safe integer. */
export const isKopecks = (value: unknown): value is Kopecks => Number.isSafeInteger(value) && (value as number) >= 0;

const amountOf = <Of extends Unit>(value: number): Amount<Of> => {
  if (!isKopecks(value)) throw new RangeError(`not an amount: ${value}`);
  return value as number as Amount<Of>;
};

/** @throws RangeError unless `value` is a non-negative safe integer. */
export const kopecks = (value: number): Kopecks => amountOf<'kopeck'>(value);

export const zero = kopecks(0);

/** @throws RangeError when the sum leaves the safe integers. */
export const plus = <Of extends Unit>(...amounts: readonly Amount<Of>[]): Amount<Of> =>
  amountOf(amounts.reduce<number>((total, amount) => total + amount, 0));

/** `a − b`. A negative balance is a bug, so it throws. @throws RangeError when b > a. */
export const minus = <Of extends Unit>(a: Amount<Of>, b: Amount<Of>): Amount<Of> => amountOf(a - b);

export const least = <Of extends Unit>(...amounts: readonly Amount<Of>[]): Amount<Of> => amountOf(Math.min(...amounts));

/**
 * `amount · numerator / denominator`, computed exactly and rounded once to whole units.
 * `half-up` rounds one half away from zero (completeness, docs/rules.md §4).
 * @throws RangeError when a factor is not a non-negative safe integer or the denominator is zero.
 */
export const share = <Of extends Unit>(
  amount: Amount<Of>,
  numerator: number,
  denominator: number,
  rounding: Rounding | 'half-up',
): Amount<Of> => {
  if (!Number.isSafeInteger(numerator) || numerator < 0) throw new RangeError(`not a numerator: ${numerator}`);
  if (!Number.isSafeInteger(denominator) || denominator <= 0) throw new RangeError(`not a denominator: ${denominator}`);
  const over = BigInt(amount) * BigInt(numerator);
  const by = BigInt(denominator);
  switch (rounding) {
    case 'down':
      return amountOf(Number(over / by));
    case 'up':
      return amountOf(Number((over + by - 1n) / by));
    case 'half-up':
      return amountOf(Number((2n * over + by) / (2n * by)));
  }
};
