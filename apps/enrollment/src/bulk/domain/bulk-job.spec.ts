import { describe, expect, it } from '@jest/globals';
import { ATTEMPTS_MAX, STATES, afterTurn, atTurn, cancelled, hasEnded, isTriedAgain, lanesOf } from './bulk-job.js';

describe('a job', () => {
  it.each([
    ['waiting', 'running', 'expired'],
    ['running', 'running', 'expired'],
    ['done', 'done', 'done'],
    ['cancelled', 'cancelled', 'cancelled'],
    ['expired', 'expired', 'expired'],
  ] as const)('that is %s is %s when its turn comes, and %s after its day', (state, then, late) => {
    expect([atTurn(state, false), atTurn(state, true)]).toEqual([then, late]);
  });

  it('is done when a turn leaves nothing open, unless it was ended meanwhile', () => {
    expect(STATES.map((state) => afterTurn(state, false))).toEqual(['waiting', 'done', 'done', 'cancelled', 'expired']);
    expect(STATES.map((state) => afterTurn(state, true))).toEqual(STATES);
  });

  it('is cancelled as long as it has not ended', () => {
    for (const state of STATES)
      expect(cancelled(state)).toEqual(
        hasEnded(state) ? { ok: false, error: { reason: 'bulk-job-ended', state } } : { ok: true, value: 'cancelled' },
      );
    expect(STATES.filter(hasEnded)).toEqual(['done', 'cancelled', 'expired']);
  });
});

it('an item that fails is tried so often and no more', () => {
  expect([0, ATTEMPTS_MAX - 1, ATTEMPTS_MAX].map(isTriedAgain)).toEqual([true, true, false]);
});

it('the items of one child keep their order, those of others go beside them', () => {
  const items = ['a1', 'b1', 'a2', 'c1', 'b2'].map((name) => ({ name, lane: name.charAt(0) }));
  expect(lanesOf(items).map((lane) => lane.map(({ name }) => name))).toEqual([['a1', 'a2'], ['b1', 'b2'], ['c1']]);
});
