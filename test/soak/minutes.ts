import type { Outcome } from './load.js';

const MINUTE_MS = 60_000;

/** What became of the requests that were due in a minute. */
export type Minute = {
  readonly minute: number;
  readonly due: number;
  /** Sendings that were in vain. */
  readonly failures: number;
  readonly wrong: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly mostMs: number;
};

export const byMinute = (outcomes: readonly Outcome[]): readonly Minute[] => {
  const minutes = Map.groupBy(outcomes, ({ atMs }) => Math.floor(atMs / MINUTE_MS));
  return [...minutes]
    .sort(([a], [b]) => a - b)
    .map(([minute, due]) => {
      const took = due.map(({ tookMs }) => tookMs).sort((a, b) => a - b);
      const at = (share: number): number => Math.round(took[Math.ceil(took.length * share) - 1] ?? 0);
      return {
        minute: minute + 1,
        due: due.length,
        failures: due.reduce((sum, { failures }) => sum + failures, 0),
        wrong: due.filter(({ wrong }) => wrong !== undefined).length,
        p50Ms: at(0.5),
        p99Ms: at(0.99),
        mostMs: at(1),
      };
    });
};
