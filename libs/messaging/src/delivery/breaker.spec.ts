import { describe, expect, it } from '@jest/globals';
import { AlikeFailures, Breaker, type Failed } from './breaker.js';

// A build whose handler failed for every message, or a right that a database role had lost, parked every key of a topic
// within seconds, and each had to be retried by hand.
describe('a breaker', () => {
  const failed = (keys: number, agoMs = 0): readonly Failed[] =>
    Array.from({ length: keys }, (_, key) => ({
      lane: `topic key-${key}`,
      cause: `Error: column ${key} does not exist`,
      agoMs,
    }));

  it('lets twenty keys be parked that fail alike, and the next one wait', () => {
    const breaker = new Breaker();
    expect(() => breaker.parks('topic another', 'Error: column 21 does not exist', failed(19))).not.toThrow();
    expect(() => breaker.parks('topic another', 'Error: column 21 does not exist', failed(20))).toThrow(AlikeFailures);
  });

  it('takes a second message of a parked key for no new key', () => {
    expect(() => new Breaker().parks('topic key-3', 'Error: column 3 does not exist', failed(20))).not.toThrow();
  });

  it('looks back to the last message that was handled, and no longer than an hour', () => {
    let nowMs = 5_000;
    const breaker = new Breaker(() => nowMs);
    expect(breaker.lookingBack()()).toBe(3_600_000);
    breaker.handled();
    nowMs += 1_000;
    expect(breaker.lookingBack()()).toBe(1_000);
    nowMs += 7_200_000;
    expect(breaker.lookingBack()()).toBe(3_600_000);
  });

  // Those that had failed and waited for their turn to be parked were all parked when the fault was gone.
  it('looks back from when a message failed, and not from when it is its turn', () => {
    let nowMs = 5_000;
    const breaker = new Breaker(() => nowMs);
    breaker.handled();
    nowMs += 1_000;
    const within = breaker.lookingBack();
    nowMs += 500;
    breaker.handled();
    nowMs += 10;
    expect([within(), breaker.lookingBack()()]).toEqual([1_510, 10]);
  });

  // What was lost: of two faults that alternated neither was ever counted to twenty, and every key was parked.
  it('counts each cause apart: one in between forgets none of the others', () => {
    const other = { lane: 'topic other', cause: 'Error: the terms differ', agoMs: 0 };
    const both = [...failed(20), other];
    expect(() => new Breaker().parks('topic another', 'Error: column 21 does not exist', both)).toThrow(AlikeFailures);
    expect(() => new Breaker().parks('topic another', 'Error: the terms differ', both)).not.toThrow();
  });

  it('lets one key more be parked in a minute, for a fault that never ends must not stop the topic', () => {
    const breaker = new Breaker();
    const cause = 'Error: column 21 does not exist';
    const old = failed(20, 60_000);
    expect(() => breaker.parks('topic a', cause, old)).not.toThrow();
    expect(() => breaker.parks('topic b', cause, [...old, { lane: 'topic a', cause, agoMs: 10 }])).toThrow(
      AlikeFailures,
    );
  });
});
