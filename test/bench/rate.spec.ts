import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { rate } from './rate.js';

// Lost: what the other askers had added while one waited for its answer. Sixteen of them were counted as about one, and so
// were the limits beside them.
it('every answer is counted, whoever else asks meanwhile', async () => {
  let answered = 0;
  const measured = await rate(16, 0.05, async () => {
    await pause(1);
    answered += 3;
    return 3;
  });
  expect(measured.tookMs).toHaveLength(answered / 3);
  const seconds = answered / measured.perSecond;
  expect(seconds).toBeGreaterThanOrEqual(0.05);
  // Every asker waits at least a millisecond for each: more than that none can have asked.
  expect(answered / 3).toBeLessThanOrEqual(16 * (seconds * 1000 + 1));
});

it('nobody is told the number of another', async () => {
  const told: number[] = [];
  await rate(8, 0.02, async (n) => {
    told.push(n);
    await pause(1);
    return 1;
  });
  expect(new Set(told).size).toBe(told.length);
});
