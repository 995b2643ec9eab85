import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isExact, readJson } from './json-text.js';

// What was lost: JSON.parse takes the last of two keys and rounds 190000.000000000001 to 190000, so that a body could
// say two sums at once, or one that is no whole number of kopecks, and be taken. No test sent JSON that no JavaScript
// value writes.

const faultsOf = (text: string) => readJson(text).faults.map(({ pointer, code }) => `${code} ${pointer}`);

describe('a key that stands twice in one object', () => {
  test.each([
    ['{"a":1,"a":1}', ['key-twice /a']],
    ['{"a":1,"\\u0061":2}', ['key-twice /a']],
    ['{"a":1,"b":2,"a":{"b":1,"b":2},"a":3}', ['key-twice /a', 'key-twice /a/b']],
    ['[{"a":1},{"a":1,"a":2}]', ['key-twice /1/a']],
    ['{"list":[0,[1,{"x/y~z":1,"x/y~z":1}]]}', ['key-twice /list/1/1/x~1y~0z']],
    ['{"__proto__":1,"__proto__":2}', ['key-twice /__proto__']],
    ['{"a\\"":1,"a\\"":1,"a\\\\":1}', ['key-twice /a"']],
    [' { "" : 1 , "" : "," } ', ['key-twice /']],
    ['{"\\ud800":1,"\\ud800":1}', ['key-twice /\ufffd']],
  ])('%s', (text, faults) => expect(faultsOf(text)).toEqual(faults));

  test.each([
    '{"a":1,"A":1}',
    '{"a":{"a":1},"b":{"a":1}}',
    '[{"a":1},{"a":1}]',
    '{"a":"a\\":\\"","b":"{\\"a\\":1,\\"a\\":2}"}',
    '{"a":["a","a"],"\\\\":"\\\\"}',
    '"a"',
    '1',
  ])('%s has none', (text) => expect(readJson(text)).toEqual({ value: JSON.parse(text), faults: [] }));

  test('every one is named, up to a thousand', () => {
    const pairs = Array.from({ length: 1500 }, (_, index) => `"k${index}":1,"k${index}":2`);
    expect(faultsOf(`{${pairs.join()}}`)).toHaveLength(1000);
  });
});

describe('a number that no integer field may take', () => {
  test.each([
    '190000.000000000001',
    '9007199254740990.6',
    '-9007199254740990.6',
    '4503599627370497.4',
    '0.99999999999999999999',
    '1e-400',
    '-1e-999999999999999999999',
    '1000000000000000000001e-6',
    '100.00000000000000000000000000000001e0',
    `1.${'0'.repeat(5000)}1`,
  ])('%s is read as one that is not whole', (literal) => {
    const { value, faults } = readJson(`{"a":[1,{"b":${literal}}]}`);
    const read = (value as { a: [number, { b: number }] }).a[1].b;
    expect(Number.isInteger(read)).toBe(false);
    // Any other field takes a neighbour of what was meant.
    if (Math.abs(Number(literal)) < 2 ** 40) expect(read).toBeCloseTo(Number(literal), 5);
    expect(faults).toEqual([]);
  });

  test.each([
    ['190000', 190000],
    ['1e5', 100000],
    ['1E+5', 100000],
    ['100.0', 100],
    ['-100.00e-1', -10],
    ['0.1e1', 1],
    ['12.5e1', 125],
    ['1000e-3', 1],
    ['0e99999999999999999999', 0],
    ['0.000', 0],
    ['-0.0', -0],
    ['9007199254740991', 9007199254740991],
    ['9007199254740991.000', 9007199254740991],
    ['9007199254740993', 9007199254740992],
    ['92.345678901234567890', Number('92.345678901234567890')],
    ['1e999', Infinity],
    [`1.${'0'.repeat(5000)}`, 1],
  ])('%s stays what it is', (literal, value) => {
    expect(isExact(literal)).toBe(true);
    expect(readJson(`[${literal}]`).value).toEqual([value]);
  });

  test('whether a literal is exact is what exact arithmetic says', () => {
    const digits = fc.bigInt({ min: 0n, max: 10n ** 20n });
    fc.assert(
      fc.property(digits, fc.integer({ min: -25, max: 5 }), (mantissa, exponent) => {
        const literal = `${mantissa}e${exponent}`;
        const value = Number(literal);
        const isWhole = exponent >= 0 || mantissa % 10n ** BigInt(-exponent) === 0n;
        expect(isExact(literal)).toBe(!Number.isSafeInteger(value) || isWhole);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('whatever the text', () => {
  test('JSON without doubled keys and odd numbers is read as JSON.parse reads it', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 8, stringUnit: 'binary' }), fc.nat(3), (text, indent) => {
        const spaced = JSON.stringify(JSON.parse(text), undefined, indent);
        expect(readJson(spaced)).toEqual({ value: JSON.parse(spaced), faults: [] });
      }),
      { numRuns: 100 },
    );
  });

  test('what is no JSON is refused as JSON.parse refuses it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('{', '}', '[', ']', '"', '\\', ':', ',', '1', '-', '.', 'e', 'a', ' '), {
          maxLength: 30,
        }),
        (signs) => {
          const text = signs.join('');
          let isJson = true;
          try {
            JSON.parse(text);
          } catch {
            isJson = false;
          }
          const read = () => readJson(text);
          if (isJson) expect(read).not.toThrow();
          else expect(read).toThrow(SyntaxError);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('what is nested too deep is named and not read', () => {
    for (const [open, close] of [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const) {
      const { value, faults } = readJson(`${open.repeat(500_000)}1${close.repeat(500_000)}`);
      expect(value).toBeUndefined();
      expect(faults).toEqual([expect.objectContaining({ code: 'too-deep', params: { max: 32 } })]);
    }
    expect(faultsOf(`${'['.repeat(32)}${']'.repeat(32)}`)).toEqual([]);
  });
});
