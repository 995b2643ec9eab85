import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { kopecks, least, minus, plus, share, zero, type Amount } from './amount.js';

const MOST = Number.MAX_SAFE_INTEGER;

describe('kopecks', () => {
  it.each([0, 1, MOST])('are %d', (value) => expect(kopecks(value)).toBe(value));

  it.each([-1, 0.5, 1.01, MOST + 1, NaN, Infinity, -Infinity])('are not %d', (value) => {
    expect(() => kopecks(value)).toThrow(RangeError);
  });

  it('add up, to nothing as well', () => {
    expect(plus()).toBe(zero);
    expect(plus(kopecks(1), kopecks(2), kopecks(3))).toBe(6);
    expect(plus(kopecks(MOST - 1), kopecks(1))).toBe(MOST);
    expect(() => plus(kopecks(MOST), kopecks(1))).toThrow(RangeError);
  });

  it('are never less than none', () => {
    expect(minus(kopecks(3), kopecks(2))).toBe(1);
    expect(minus(kopecks(3), kopecks(3))).toBe(0);
    expect(() => minus(kopecks(3), kopecks(4))).toThrow(RangeError);
  });

  it('have a least', () => expect(least(kopecks(3), kopecks(2), kopecks(4))).toBe(2));
});

// The compiler is the test: without an error on the next line, the mark is one.
describe('amounts of two units', () => {
  const minutes = 90 as Amount<'minute'>;

  it('do not mix', () => {
    // @ts-expect-error -- kopecks and minutes
    plus(kopecks(1), minutes);
    // @ts-expect-error -- kopecks and minutes
    expect(() => minus(kopecks(1), minutes)).toThrow(RangeError);
    // @ts-expect-error -- minutes are no kopecks
    const price: Amount<'kopeck'> = minutes;
    expect(plus(minutes, minutes)).toBe(180);
    expect(price).toBe(90);
  });
});

describe('a share', () => {
  it.each([
    // amount, numerator, denominator, down, half-up, up
    [0, 1, 3, 0, 0, 0],
    [100, 0, 3, 0, 0, 0],
    [100, 3, 3, 100, 100, 100],
    [100, 1, 3, 33, 33, 34],
    [200, 1, 3, 66, 67, 67],
    [1, 1, 2, 0, 1, 1],
    [3, 1, 2, 1, 2, 2],
    [249, 1, 500, 0, 0, 1],
    [250, 1, 500, 0, 1, 1],
    [251, 1, 500, 0, 1, 1],
    [749, 1, 500, 1, 1, 2],
    [750, 1, 500, 1, 2, 2],
    [100, 7, 3, 233, 233, 234],
    // Beyond 2^53 on the way, exact in the end; floating point would give 9007199254740990 and 3002399751580330.5.
    [MOST, MOST, MOST, MOST, MOST, MOST],
    [MOST, 1, 3, 3002399751580330, 3002399751580330, 3002399751580331],
    [MOST, MOST - 1, MOST, MOST - 1, MOST - 1, MOST - 1],
    [MOST - 1, MOST - 1, MOST, MOST - 2, MOST - 2, MOST - 1],
  ])('of %d · %d / %d is %d down, %d half up, %d up', (amount, numerator, denominator, down, halfUp, up) => {
    const rounded = (['down', 'half-up', 'up'] as const).map((rounding) =>
      share(kopecks(amount), numerator, denominator, rounding),
    );
    expect(rounded).toEqual([down, halfUp, up]);
  });

  it.each<[string, number, number]>([
    ['a negative numerator', -1, 3],
    ['a fraction as numerator', 0.5, 3],
    ['an unsafe numerator', 2 ** 53, 3],
    ['denominator zero', 1, 0],
    ['a negative denominator', 1, -3],
    ['a fraction as denominator', 1, 1.5],
    ['a result beyond the safe integers', 2, 1],
  ])('refuses %s', (_, numerator, denominator) => {
    for (const rounding of ['down', 'half-up', 'up'] as const)
      expect(() => share(kopecks(MOST), numerator, denominator, rounding)).toThrow(RangeError);
  });

  it('and the rest make the whole, when one is rounded down and the other up', () => {
    const amounts = fc.record({ amount: fc.maxSafeNat(), of: fc.integer({ min: 1, max: MOST }) });
    fc.assert(
      fc.property(amounts, fc.double({ min: 0, max: 1, noNaN: true }), ({ amount, of }, part) => {
        const taken = Math.min(of, Math.floor(of * part));
        const down = share(kopecks(amount), taken, of, 'down');
        const up = share(kopecks(amount), of - taken, of, 'up');
        expect(plus(down, up)).toBe(amount);
      }),
    );
  });
});
