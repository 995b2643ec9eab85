import { describe, expect, it } from '@jest/globals';
import {
  ATTEMPTS_MAX,
  STATES,
  WAITS_MAX,
  afterTurn,
  atTurn,
  cancelled,
  hasEnded,
  isTriedAgain,
  isWaitedFor,
  lanesOf,
  reachLeft,
} from './bulk-job.js';

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

it('an item that meets the locks of others is waited for so often and no more', () => {
  expect([0, WAITS_MAX - 1, WAITS_MAX].map(isWaitedFor)).toEqual([true, true, false]);
});

describe('of a reach', () => {
  const all = { kind: 'everything' };
  const one = { kind: 'provider', provider: '7' };
  const other = { kind: 'provider', provider: '8' };

  it.each([
    ['nothing is lost as long as it is whole', [one, other], [other, one], [one, other]],
    ['what was taken away is lost', [one, other], [other], [other]],
    ['nothing is won', [one], [one, other], [one]],
    ['who may everything now did not then', [one], [all], [one]],
    ['who might everything then may now so much', [all], [one], [one]],
    ['nothing is left', [one], [other], undefined],
    ['nothing is left of everything', [all], [], undefined],
  ])('%s', (_, then, now, left) => {
    expect(reachLeft<{ readonly kind: string; readonly provider?: string }>(then, now)).toEqual(left);
  });

  it('the order of the parts in which it was stored does not matter', () => {
    expect(reachLeft([one], [{ provider: '7', kind: 'provider' }])).toEqual([one]);
  });
});

it('the items of one child keep their order, those of others go beside them', () => {
  const items = ['a1', 'b1', 'a2', 'c1', 'b2'].map((name) => ({ name, lane: name.charAt(0) }));
  expect(lanesOf(items).map((lane) => lane.map(({ name }) => name))).toEqual([['a1', 'a2'], ['b1', 'b2'], ['c1']]);
});
