import { describe, expect, it } from '@jest/globals';
import { kopecks } from '@lib/kernel';
import fc from 'fast-check';
import { costOf, costOfMonth, splitOverMonths } from '../../apps/certificates/src/account/domain/schedule.js';
import { dayOf, firstOf, monthOf, type Day } from '../model/calendar.js';
import { date } from './child-history.js';

const SAFE = BigInt(Number.MAX_SAFE_INTEGER);
const amount = fc.oneof(
  fc.bigInt({ min: 0n, max: 500n }),
  fc.bigInt({ min: 0n, max: 10_000_000n }),
  fc.bigInt({ min: 0n, max: SAFE }),
);
const span = fc
  .tuple(
    fc.integer({ min: dayOf('1999-11-01'), max: dayOf('2101-01-31') }),
    fc.oneof(fc.nat({ max: 70 }), fc.nat({ max: 800 })),
  )
  .map(([first, days]): readonly [Day, Day] => [first, first + days]);
const money = (value: bigint) => kopecks(Number(value));
const sum = (parts: readonly number[]): bigint => parts.reduce((total, part) => total + BigInt(part), 0n);

describe('for every contract', () => {
  it('the months of a split add up to the amount, and the later ones are floored once', () => {
    fc.assert(
      fc.property(amount, span, (total, [first, last]) => {
        const parts = splitOverMonths(money(total), date(first), date(last));
        expect(parts).toHaveLength(monthOf(last) - monthOf(first) + 1);
        expect(sum(parts)).toBe(total);
        expect(parts.every((part) => Number.isSafeInteger(part) && part >= 0)).toBe(true);
        const [, later, ...rest] = parts;
        if (later === undefined) return;
        expect(rest.every((part) => part === later)).toBe(true);
        // later ≤ total·(D − d1)/(D·(M − 1)) < later + 1, cross-multiplied instead of divided.
        const all = BigInt(last - first + 1);
        const afterFirst = BigInt(last - firstOf(monthOf(first) + 1) + 1);
        const over = total * afterFirst;
        const by = all * BigInt(parts.length - 1);
        expect(BigInt(later) * by <= over && over < (BigInt(later) + 1n) * by).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('the share is the least of price, normative cost and what is available, and the parent pays the rest', () => {
    fc.assert(
      fc.property(
        amount,
        amount,
        amount,
        span,
        fc.nat({ max: 400 }),
        fc.nat({ max: 400 }),
        fc.constantFrom('down', 'up' as const),
        (price, norm, available, [start, last], before, later, rounding) => {
          const terms = {
            groupFirstDay: date(start - before),
            groupLastDay: date(last + later),
            price: money(price),
            normativeCost: money(norm),
          };
          const cost = costOf(terms, date(start), date(last), money(available), rounding);
          const days = BigInt(last - start + 1);
          const group = days + BigInt(before + later);
          // full·G is within one G of price·D, on the side that the rounding says.
          const isRounded = (full: number, whole: bigint): boolean => {
            const error = BigInt(full) * group - whole * days;
            return rounding === 'down' ? error <= 0n && error > -group : error >= 0n && error < group;
          };
          expect([isRounded(cost.fullPrice, price), isRounded(cost.fullNorm, norm)]).toStrictEqual([true, true]);
          expect(cost.share).toBe(Math.min(cost.fullPrice, cost.fullNorm, Number(available)));
          expect(cost.coPayment + cost.share).toBe(cost.fullPrice);
          expect(sum(cost.parts.map((part) => part.share))).toBe(BigInt(cost.share));
          expect(sum(cost.parts.map((part) => part.coPayment))).toBe(BigInt(cost.coPayment));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('an incomplete month costs the nearest whole kopeck, half a kopeck up', () => {
    fc.assert(
      fc.property(amount, fc.nat({ max: 1000 }), fc.nat({ max: 1000 }), (part, held, missed) => {
        const planned = held + missed;
        if (planned === 0) return;
        const cost = BigInt(costOfMonth(money(part), { held, planned }));
        // −½ < cost − part·held/planned ≤ ½
        const doubled = 2n * (cost * BigInt(planned) - part * BigInt(held));
        expect(doubled > -BigInt(planned) && doubled <= BigInt(planned)).toBe(true);
        expect(cost <= part).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
