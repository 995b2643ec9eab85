import { expect, it } from '@jest/globals';
import { rate, scheduled } from './rate.js';

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

// Lost: how long the others would have waited while one was asked for. A stop of a second among a thousand askings was one slow answer.
it('a time counts from the moment when the asking was due', async () => {
  const standsMs = 60;
  const all = await scheduled(100, 0.04, async (n) => {
    for (const since = performance.now(); n === 0 && performance.now() - since < standsMs;);
    if (n === 3) throw new Error('refused');
  });
  for (const [n, { tookMs }] of all.entries()) expect(tookMs).toBeGreaterThanOrEqual(standsMs - n * 10);
  expect(all.map(({ failure }) => failure)).toEqual([undefined, undefined, undefined, 'Error: refused']);
});
