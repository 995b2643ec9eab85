import { beforeEach, describe, expect, it } from '@jest/globals';
import { seldom } from './seldom.js';

describe('a text that is said seldom', () => {
  let nowMs: number;
  let heard: string[];
  let say: (text: string) => void;
  beforeEach(() => {
    nowMs = 0;
    heard = [];
    say = seldom(
      (text) => heard.push(text),
      1_000,
      () => nowMs,
    );
  });

  it('is said at once, and then after its time with how often it came', () => {
    for (const atMs of [0, 1, 500, 999, 1_000, 1_500, 3_000, 5_000]) {
      nowMs = atMs;
      say('no leader');
    }
    expect(heard).toEqual([
      'no leader',
      'no leader (3 times more since it was last said)',
      'no leader (1 times more since it was last said)',
      'no leader',
    ]);
  });

  it('does not hold up another, and so many others make it forgotten', () => {
    say('no leader');
    for (let other = 0; other < 100; other++) say(`other ${other}`);
    say('no leader');
    expect(heard).toHaveLength(102);
  });
});
