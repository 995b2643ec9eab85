import { describe, expect, it } from '@jest/globals';
import { AlikeFailures, Breaker } from './breaker.js';

// A build whose handler failed for every message, or a right that a database role had lost, parked every key of a topic
// within seconds, and each had to be retried by hand.
describe('a breaker', () => {
  let nowMs = 0;
  const broken = (keys: number): Breaker => {
    nowMs = 0;
    const breaker = new Breaker(() => nowMs);
    for (let key = 0; key < keys; key++) breaker.parks(`topic key-${key}`, `Error: column ${key} does not exist`);
    return breaker;
  };

  it('lets twenty keys be parked that fail alike, and the next one wait', () => {
    const breaker = broken(20);
    expect(() => breaker.parks('topic another', 'Error: column 21 does not exist')).toThrow(AlikeFailures);
  });

  it('takes a second message of a parked key for no new key', () => {
    const breaker = broken(20);
    expect(() => breaker.parks('topic key-3', 'Error: column 3 does not exist')).not.toThrow();
  });

  it('begins to count anew behind a message that was handled', () => {
    const breaker = broken(20);
    breaker.handled();
    expect(() => breaker.parks('topic another', 'Error: column 21 does not exist')).not.toThrow();
  });

  // What was lost: of two faults that alternated neither was ever counted to twenty, and every key was parked.
  it('counts each cause apart: one in between forgets none of the others', () => {
    const breaker = broken(20);
    expect(() => breaker.parks('topic other', 'Error: the terms differ')).not.toThrow();
    expect(() => breaker.parks('topic another', 'Error: column 21 does not exist')).toThrow(AlikeFailures);
  });

  it('forgets of many causes the one that was met longest ago', () => {
    const breaker = broken(20);
    const kinds = Array.from({ length: 20 }, (_, index) => `Error: fault ${String.fromCodePoint(97 + index)}`);
    for (const kind of kinds) breaker.parks(`topic ${kind}`, kind);
    expect(() => breaker.parks('topic another', 'Error: column 21 does not exist')).not.toThrow();
  });

  it('lets one key more be parked in a minute, for a fault that never ends must not stop the topic', () => {
    const breaker = broken(20);
    nowMs += 60_000;
    expect(() => breaker.parks('topic a', 'Error: column 21 does not exist')).not.toThrow();
    expect(() => breaker.parks('topic b', 'Error: column 22 does not exist')).toThrow(AlikeFailures);
  });
});
