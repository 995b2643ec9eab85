/** How the numbers of a programme look: the prefix, then zeros, then an ordinal. */
export type NumberPattern = { readonly prefix: string; readonly length: number };

/** How many certificates a pattern can tell apart. */
export const numbersMax = ({ prefix, length }: NumberPattern): number =>
  Math.min(10 ** (length - prefix.length) - 1, Number.MAX_SAFE_INTEGER);
