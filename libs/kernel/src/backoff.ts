export type Backoff = { readonly firstMs: number; readonly maxMs: number };

/** How long to wait after the nth failure (from 1): doubling up to the cap, of which a random half is taken off so that many do not return at once. */
export const backoffMs = (failures: number, { firstMs, maxMs }: Backoff): number =>
  Math.min(maxMs, firstMs * 2 ** (failures - 1)) * (0.5 + Math.random() / 2);
