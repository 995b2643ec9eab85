import { describe, expect, it } from '@jest/globals';
import { StandStill } from './partition-lag.js';

// Lost: the age of what waits was told by whoever had fetched it. Of a partition that nobody had, or that its owner did not
// fetch any more, it was 0, while the number of messages behind was known.
describe('a partition that is behind', () => {
  const standing = (...committed: readonly (number | undefined)[]) => [
    {
      topic: 'topic',
      committed: new Map(committed.flatMap((at, partition) => (at === undefined ? [] : [[partition, at] as const]))),
      ends: committed.map((_, partition) => ({ partition, low: 0, high: 10 })),
    },
  ];
  const begin = () => {
    const clock = { ms: 0 };
    return { clock, still: new StandStill(() => clock.ms) };
  };

  it('grows older as long as nothing of it is committed, though nobody looks', () => {
    const { clock, still } = begin();
    still.note(standing(10, undefined));
    expect(still.ms).toBe(0);
    clock.ms = 4_000;
    still.note(standing(10, undefined));
    clock.ms = 9_000;
    expect(still.ms).toBe(9_000);
  });

  it('is young again after each step, and of no age at its end', () => {
    const { clock, still } = begin();
    still.note(standing(3, 10));
    clock.ms = 5_000;
    still.note(standing(4, 10));
    expect(still.ms).toBe(0);
    clock.ms = 6_000;
    expect(still.ms).toBe(1_000);
    still.note(standing(10, 10));
    expect(still.ms).toBe(0);
  });

  it('is told by the one that has stood longest', () => {
    const { clock, still } = begin();
    still.note(standing(3, 10, 10));
    clock.ms = 2_000;
    still.note(standing(3, 4, 10));
    expect(still.ms).toBe(2_000);
    still.note(standing(10, 4, 10));
    clock.ms = 2_500;
    expect(still.ms).toBe(500);
  });
});
