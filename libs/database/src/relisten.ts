const FIRST_MS = 500;
const MAX_MS = 2_000;

/** How long to wait before a lost connection is looked for again: longer each time, and not at one moment by everybody. */
export const relistenMs = (failures: number): number =>
  Math.min(FIRST_MS * 2 ** failures, MAX_MS) * (0.5 + Math.random() / 2);
