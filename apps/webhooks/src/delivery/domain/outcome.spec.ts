import { describe, expect, it } from '@jest/globals';
import { outcomeOf, retryAfterMs, saysGone, type Sent } from './outcome.js';

const answered = (status: number, retryAfter?: string): Sent => ({ status, retryAfter, text: '' });

describe('an answer', () => {
  it.each([
    [200, 'delivered'],
    [204, 'delivered'],
    [299, 'delivered'],
    [300, 'redirected'],
    [301, 'redirected'],
    [308, 'redirected'],
    [400, 'refused'],
    [404, 'refused'],
    [410, 'refused'],
    [429, 'refused'],
    [500, 'refused'],
    [599, 'refused'],
    [0, 'refused'],
  ])('%i: %s', (status, outcome) => expect(outcomeOf(answered(status))).toBe(outcome));

  it('that never came is why it did not', () => {
    expect(outcomeOf({ failure: 'timeout' })).toBe('timeout');
  });

  it('says that nobody will be there again by 410 alone', () => {
    expect([410, 404, 500].map((status) => saysGone(answered(status)))).toEqual([true, false, false]);
    expect(saysGone({ failure: 'unreachable' })).toBe(false);
  });
});

describe('a receiver that asks for time', () => {
  const now = Date.parse('2026-11-01T00:00:00Z');
  it.each<[string, number, string | undefined, number | undefined]>([
    ['in seconds', 503, '120', 120_000],
    ['by a date', 429, 'Sun, 01 Nov 2026 00:01:00 GMT', 60_000],
    ['by a date that is over', 429, 'Sun, 01 Nov 2020 00:01:00 GMT', 0],
    ['in words', 429, 'soon', undefined],
    ['below nothing', 429, '-1', undefined],
    ['by many digits', 429, '9'.repeat(30), undefined],
    ['not at all', 429, undefined, undefined],
    ['with another status', 500, '120', undefined],
  ])('%s', (_, status, retryAfter, ms) => expect(retryAfterMs(answered(status, retryAfter), now)).toBe(ms));
});
