import { describe, expect, it } from '@jest/globals';
import { causeOf } from './cause.js';

describe('causeOf', () => {
  it('names the error and what caused it', () => {
    const error = new RangeError('the month is closed', { cause: new Error('inner') });
    expect(causeOf(error)).toBe('RangeError: the month is closed ← Error: inner');
  });

  it('keeps to names and messages: other fields may hold data', () => {
    expect(causeOf(Object.assign(new Error('duplicate'), { detail: 'Key (phone)=(+7…)' }))).toBe('Error: duplicate');
    expect(causeOf({ phone: '+7…' })).toBe('not an Error: object');
  });

  it('is at most 2000 characters long', () => {
    expect(causeOf(new Error('x'.repeat(5_000)))).toHaveLength(2_000);
  });
});
