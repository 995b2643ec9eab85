export type Backoff = { readonly firstMs: number; readonly maxMs: number };

/** How long to wait after so many failures (from 0): longer each time, and not at one moment by everybody. */
export const backoffMs = (failures: number, { firstMs, maxMs }: Backoff): number =>
  Math.min(firstMs * 2 ** failures, maxMs) * (0.5 + Math.random() / 2);
