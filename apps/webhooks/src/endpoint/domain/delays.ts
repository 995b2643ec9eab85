/**
 * How long to wait after the nth failure, as Standard Webhooks proposes: 5 seconds, 5 and 30 minutes, 2, 5, 10, 14, 20 and
 * 24 hours, and a day from then on.
 */
const DELAYS_SECONDS = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];
/** Of that a part is taken off at random, so that many do not return at once. */
const SPREAD = 0.2;

/**
 * Milliseconds until the next attempt of a message.
 * @param failures how often it has failed in a row, from 1
 * @param chance from 0 to 1
 */
export const delayMs = (failures: number, chance: number): number => {
  const seconds = DELAYS_SECONDS[Math.min(failures, DELAYS_SECONDS.length) - 1] ?? 0;
  return Math.round(seconds * 1_000 * (1 - SPREAD * chance));
};

/** However long a message or a receiver asks us to wait: an endpoint that works again is found out within this time. */
export const PAUSE_MAX_MS = 3_600_000;
