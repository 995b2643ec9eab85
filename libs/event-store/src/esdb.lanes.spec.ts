import { expect, it } from '@jest/globals';
import { Lanes } from './esdb/lanes.js';

it('Lanes run so many works at once, in the order in which they came, and tell when they are empty', async () => {
  const lanes = new Lanes(2);
  const started: number[] = [];
  let [running, most] = [0, 0];
  const works = Array.from({ length: 7 }, (_, index) =>
    lanes.take(async () => {
      started.push(index);
      most = Math.max(most, ++running);
      await new Promise(setImmediate);
      running -= 1;
      if (index === 3) throw new Error('failed');
      return index;
    }),
  );
  const settled = Promise.allSettled(works);
  await lanes.empty();
  expect([running, most]).toEqual([0, 2]);
  expect(started).toEqual([0, 1, 2, 3, 4, 5, 6]);
  const values = (await settled).map((end) => (end.status === 'fulfilled' ? end.value : 'failed'));
  expect(values).toEqual([0, 1, 2, 'failed', 4, 5, 6]);
  expect(await lanes.take(async () => 'free again')).toBe('free again');
});
