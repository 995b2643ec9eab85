import { describe, expect, it } from '@jest/globals';
import { kopecks } from './kopecks.js';

describe('kopecks', () => {
  it.each([0, 1])('takes %p', (value) => expect(kopecks(value)).toBe(value));
});
