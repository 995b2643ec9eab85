import { instant, type Instant } from '@lib/kernel';
import { PAUSE_MAX_MS, delayMs } from './delays.js';

/** How an endpoint has answered of late. */
export type Health = {
  /** Of all its messages, since one was taken last. */
  readonly failures: number;
  readonly failingSince: Instant | null;
  /** Nothing is sent before. */
  readonly nextAt: Instant | null;
};

export const well: Health = { failures: 0, failingSince: null, nextAt: null };

/** From so many failures in a row on it is taken for away: one message at a time tries whether it is back. */
const AWAY_AT = 5;
const DAY_MS = 86_400_000;

export const isAway = ({ failures }: Pick<Health, 'failures'>): boolean => failures >= AWAY_AT;

export type Failed = {
  readonly now: Instant;
  readonly chance: number;
  /** What the receiver asked for by `Retry-After`. */
  readonly retryAfterMs: number | undefined;
  /** It says that it is gone for good. */
  readonly isGone: boolean;
};

/**
 * An endpoint after a failure, and why it is switched off, if it is: gone, or failing for so many days without anything
 * taken between.
 */
export const afterFailure = (
  health: Health,
  { now, chance, retryAfterMs = 0, isGone }: Failed,
  offAfterDays: number,
): Health & { readonly off: 'gone' | 'failing' | undefined } => {
  const failures = health.failures + 1;
  const failingSince = health.failingSince ?? now;
  const ownMs = isAway({ failures }) ? delayMs(failures - AWAY_AT + 1, chance) : 0;
  const pauseMs = Math.min(PAUSE_MAX_MS, Math.max(ownMs, retryAfterMs));
  const isTooLong = Date.parse(now) - Date.parse(failingSince) >= offAfterDays * DAY_MS;
  return {
    failures,
    failingSince,
    nextAt: pauseMs === 0 ? null : later(now, pauseMs),
    off: isGone ? 'gone' : isTooLong ? 'failing' : undefined,
  };
};

/** So many milliseconds after an instant. */
export const later = (at: Instant, ms: number): Instant => instant(new Date(Date.parse(at) + ms));
