import { describe, expect, it } from '@jest/globals';
import { backoffMs } from './backoff.js';

describe('backoffMs', () => {
  it('doubles with every failure up to the cap, less a random part of at most a half', () => {
    const most = [100, 200, 400, 800, 1_000, 1_000];
    for (const [index, maxMs] of most.entries())
      for (let turn = 0; turn < 50; turn++) {
        const waitMs = backoffMs(index + 1, { firstMs: 100, maxMs: 1_000 });
        expect(waitMs).toBeGreaterThanOrEqual(maxMs / 2);
        expect(waitMs).toBeLessThanOrEqual(maxMs);
      }
  });

  it('is still the cap after a day of failures', () => {
    expect(backoffMs(10_000, { firstMs: 100, maxMs: 1_000 })).toBeLessThanOrEqual(1_000);
  });
});
