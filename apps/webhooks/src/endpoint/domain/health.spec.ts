import { describe, expect, it } from '@jest/globals';
import { instant } from '@lib/kernel';
import { PAUSE_MAX_MS, delayMs } from './delays.js';
import { afterFailure, isAway, later, well, type Health } from './health.js';

const OFF_AFTER_DAYS = 5;
const DAY_MS = 86_400_000;
const start = instant('2026-11-01T00:00:00Z');
const failing = (failures: number): Health => ({ failures, failingSince: start, nextAt: null });
const failed = (health: Health, more: object = {}) =>
  afterFailure(health, { now: start, chance: 0, retryAfterMs: undefined, isGone: false, ...more }, OFF_AFTER_DAYS);

describe('the wait after a failure', () => {
  it('grows as Standard Webhooks proposes, to a day', () => {
    const minutes = Array.from({ length: 11 }, (_, index) => delayMs(index + 1, 0) / 60_000);
    expect(minutes).toEqual([5 / 60, 5, 30, 120, 300, 600, 840, 1_200, 1_440, 1_440, 1_440]);
  });

  it('is shorter by chance, by a fifth at most', () => {
    expect([delayMs(2, 0), delayMs(2, 0.5), delayMs(2, 1)]).toEqual([300_000, 270_000, 240_000]);
  });
});

describe('an endpoint that fails', () => {
  it('is known to fail since the first failure, and goes on with other messages', () => {
    expect(failed(well)).toEqual({ failures: 1, failingSince: start, nextAt: null, off: undefined });
    expect(failed(failing(3), { now: later(start, DAY_MS) })).toMatchObject({ failures: 4, failingSince: start });
  });

  it('is away after five failures in a row, and is asked again within an hour, however long it was away', () => {
    expect([4, 5].map((failures) => isAway({ failures }))).toEqual([false, true]);
    const pauses = [4, 5, 6, 7, 8, 100].map((failures) => {
      const { nextAt } = failed(failing(failures));
      return Date.parse(nextAt ?? '') - Date.parse(start);
    });
    expect(pauses).toEqual([5_000, 300_000, 1_800_000, PAUSE_MAX_MS, PAUSE_MAX_MS, PAUSE_MAX_MS]);
  });

  it('is heeded when it asks for time, up to an hour', () => {
    expect(failed(well, { retryAfterMs: 60_000 }).nextAt).toBe(later(start, 60_000));
    expect(failed(well, { retryAfterMs: 30 * DAY_MS }).nextAt).toBe(later(start, PAUSE_MAX_MS));
    expect(failed(failing(6), { retryAfterMs: 1 }).nextAt).toBe(later(start, 1_800_000));
  });

  it('is switched off when nothing was taken for so many days, not before', () => {
    const after = (ms: number) => failed(failing(100), { now: later(start, ms) }).off;
    expect([after(OFF_AFTER_DAYS * DAY_MS - 1), after(OFF_AFTER_DAYS * DAY_MS)]).toEqual([undefined, 'failing']);
  });

  it('is switched off at once when it says that it is gone', () => {
    expect(failed(well, { isGone: true }).off).toBe('gone');
  });
});
