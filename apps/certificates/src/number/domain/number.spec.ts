import { describe, expect, it } from '@jest/globals';
import { calendarDate } from '@lib/kernel';
import { numbersMax, type NumberPattern } from '../../programme/domain/number-pattern.js';
import { beginNumbering, evolveNumbers, notBegun, numberFor, numberOf, type Numbers } from './number.js';

const on = calendarDate('2020-10-01');
const plain: NumberPattern = { prefix: '24', length: 10 };
const begun = (issued: Parameters<typeof beginNumbering>[1] = []): Numbers =>
  beginNumbering(notBegun, issued, on).reduce(evolveNumbers, notBegun);
/** Numbers asked for one after another, each recorded. */
const asking = (
  start: Numbers,
  ...asked: readonly (readonly [holder: string, pattern?: NumberPattern, known?: readonly string[]])[]
): readonly (string | undefined)[] => {
  let numbers = start;
  return asked.map(([holder, pattern = plain, known = []]) => {
    const got = numberFor(numbers, holder, pattern, known, on);
    numbers = got?.events.reduce(evolveNumbers, numbers) ?? numbers;
    return got?.number;
  });
};

describe('the numbers of a region', () => {
  it('are counted from 1 in the order in which they are asked for', () => {
    expect(asking(begun(), ['A'], ['B'], ['C'])).toStrictEqual(['2400000001', '2400000002', '2400000003']);
  });

  it('are one for each child, in all its periods and municipalities', () => {
    const other = { prefix: '2455', length: 12 };
    expect(asking(begun(), ['A'], ['B', other], ['A', other], ['B'])).toStrictEqual([
      '2400000001',
      '245500000001',
      '2400000001',
      '245500000001',
    ]);
  });

  it('begin above what was issued of a pattern before, in whichever programme that was most', () => {
    const issued = [5, 17, 9].map((lastOrdinal) => ({ ...plain, lastOrdinal }));
    expect(asking(begun(issued), ['A'], ['B', { prefix: '24', length: 11 }])).toStrictEqual([
      '2400000018',
      '24000000001',
    ]);
  });

  it('that a child has from before stay its own, the best one that no other child has claimed', () => {
    const issued = [{ ...plain, lastOrdinal: 9 }];
    expect(
      asking(
        begun(issued),
        ['A', plain, ['2400000007', '2400000003']],
        ['B', plain, ['2400000007', '2400000004']],
        ['C', plain, ['2400000007']],
      ),
    ).toStrictEqual(['2400000007', '2400000004', '2400000010']);
  });

  it('never repeat where the numbers of two patterns have some in common', () => {
    // 24 with eight digits and 240000 with four: 2400000001 is the first of both.
    const narrow = { prefix: '240000', length: 10 };
    const got = asking(begun(), ['A'], ['B', narrow], ['C'], ['D', narrow], ['E', narrow], ['F']);
    expect(got).toStrictEqual(['2400000001', '2400000002', '2400000003', '2400000004', '2400000005', '2400000006']);
    const wide = asking(begun([{ ...narrow, lastOrdinal: 9_999 }]), ['A']);
    expect(wide).toStrictEqual(['2400010000']);
  });

  it('never repeat, whatever patterns children come with', () => {
    const patterns = ['2', '24', '240', '2400', '24000', '3'].flatMap((prefix) =>
      [6, 7].map((length) => ({ prefix, length })),
    );
    const asked = Array.from({ length: 900 }, (_, child) => {
      const pattern = patterns[(child * 7 + Math.floor(child / 5)) % patterns.length] ?? plain;
      return [`child ${child}`, pattern] as const;
    });
    const issued = [
      { prefix: '240', length: 6, lastOrdinal: 30 },
      { prefix: '24', length: 6, lastOrdinal: 40 },
    ];
    const got = asking(begun(issued), ...asked).filter((number) => number !== undefined);
    expect(new Set(got).size).toBe(got.length);
    expect(got.length).toBeGreaterThan(700);
    for (let ordinal = 1; ordinal <= 40; ordinal++) expect(got).not.toContain(`24${String(ordinal).padStart(4, '0')}`);
  });

  it('run out where the pattern has no more, and not before', () => {
    const ten = { prefix: '240', length: 4 };
    const children = Array.from({ length: 11 }, (_, child) => [`child ${child}`, ten] as const);
    expect(asking(begun(), ...children).slice(7)).toStrictEqual(['2408', '2409', undefined, undefined]);
    expect(asking(begun([{ ...ten, lastOrdinal: 9 }]), ['A', ten], ['B', ten, ['2404']])).toStrictEqual([
      undefined,
      '2404',
    ]);
  });
});

describe('a pattern', () => {
  it('writes an ordinal behind its prefix, and refuses one that it has no room for', () => {
    const six = { prefix: '24', length: 6 };
    expect([numberOf(six, 1), numberOf(six, 9_999)]).toStrictEqual(['240001', '249999']);
    expect(() => numberOf(six, 10_000)).toThrow(RangeError);
    expect([numbersMax(six), numbersMax({ prefix: '1', length: 20 })]).toStrictEqual([9_999, Number.MAX_SAFE_INTEGER]);
  });
});

describe('the history of numbers', () => {
  const assigned = { type: 'NumberAssigned', on, holder: 'A', ...plain, ordinal: 1 } as const;

  it('begins once, and asking twice changes nothing', () => {
    expect(beginNumbering(begun(), [{ ...plain, lastOrdinal: 3 }], on)).toStrictEqual([]);
    const numbers = evolveNumbers(begun(), assigned);
    expect(numberFor(numbers, 'A', plain, ['2400000009'], on)).toStrictEqual({ number: '2400000001', events: [] });
  });

  it.each([
    ['a child of two numbers', { ...assigned, ordinal: 2 }],
    ['a number of two children', { ...assigned, holder: 'B' }],
    ['a number of two children, kept', { type: 'NumberKept', on, holder: 'B', number: '2400000001' } as const],
    ['a second beginning', { type: 'NumberingBegun', on, issued: [] } as const],
  ])('has no room for %s', (_, event) => {
    expect(() => evolveNumbers(evolveNumbers(begun(), assigned), event)).toThrow(TypeError);
    expect(() => evolveNumbers(notBegun, assigned)).toThrow(TypeError);
  });
});
