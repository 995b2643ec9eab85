import { expect, it } from '@jest/globals';
import { rate } from './rate.js';

// Lost: what the other askers had added while one waited for its answer. Sixteen of them were counted as about one, and so
// were the limits beside them.
it('every answer is counted, whoever else asks meanwhile', async () => {
  let answered = 0;
  const since = performance.now();
  const measured = await rate(16, 0.05, async () => {
    await new Promise(setImmediate);
    answered += 3;
    return 3;
  });
  expect(measured.tookMs).toHaveLength(answered / 3);
  // So long it took, by what it tells: between what was asked for and what passed here.
  const seconds = answered / measured.perSecond;
  expect(seconds).toBeGreaterThanOrEqual(0.05);
  expect(seconds).toBeLessThanOrEqual((performance.now() - since) / 1000);
});

it('nobody is told the number of another', async () => {
  const told: number[] = [];
  await rate(8, 0.02, async (n) => {
    told.push(n);
    await new Promise(setImmediate);
    return 1;
  });
  expect(new Set(told).size).toBe(told.length);
});
