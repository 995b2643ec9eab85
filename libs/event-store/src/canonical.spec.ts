import { describe, expect, it } from '@jest/globals';
import { canonicalJson, type JsonValue } from './canonical.js';

describe('canonical JSON', () => {
  it.each<[JsonValue, string]>([
    [null, 'null'],
    [true, 'true'],
    [false, 'false'],
    [0, '0'],
    [-0, '0'],
    [-1, '-1'],
    [1e15, '1000000000000000'],
    [Number.MAX_SAFE_INTEGER, '9007199254740991'],
    [Number.MIN_SAFE_INTEGER, '-9007199254740991'],
    ['', '""'],
    ['\u20ac$\u000f\nA\'B"\\\\"/', '"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'], // RFC 8785 §3.2.2
    ['\b\t\n\f\r\u0000\u001f\u007f\u2028🦔', '"\\b\\t\\n\\f\\r\\u0000\\u001f\u007f\u2028🦔"'],
    [[], '[]'],
    [[3, [1, []], {}], '[3,[1,[]],{}]'],
    [{}, '{}'],
    [{ b: 1, a: { d: [], c: null } }, '{"a":{"c":null,"d":[]},"b":1}'],
    [{ 10: 'ten', 9: 'nine', '': 'empty', B: 'B', a: 'a' }, '{"":"empty","10":"ten","9":"nine","B":"B","a":"a"}'],
    [JSON.parse('{"b":1,"__proto__":{"z":1}}') as JsonValue, '{"__proto__":{"z":1},"b":1}'],
    [Object.assign(Object.create(null) as object, { a: 1 }), '{"a":1}'],
  ])('of %j', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
    expect(canonicalJson(JSON.parse(text) as JsonValue)).toBe(text);
  });

  it('orders keys by UTF-16 code units (the example of RFC 8785 §3.2.3)', () => {
    const keys = ['\u20ac', '\r', '\ufb33', '1', '\u{1f600}', '\u0080', '\u00f6'];
    const text = canonicalJson(Object.fromEntries(keys.map((key) => [key, 0])));
    const ordered = ['\\r', '1', '\u0080', '\u00f6', '\u20ac', '\u{1f600}', '\ufb33'];
    expect(text).toBe(`{${ordered.map((key) => `"${key}":0`).join(',')}}`);
  });

  it.each<[string, unknown]>([
    ['a fraction', 0.5],
    ['an unsafe integer', 2 ** 53],
    ['an unsafe negative integer', -(2 ** 53)],
    ['NaN', NaN],
    ['infinity', Infinity],
    ['undefined', undefined],
    ['a bigint', 1n],
    ['a symbol', Symbol('a')],
    ['a function', () => 1],
    ['a lone high surrogate', 'a\ud83d'],
    ['a lone low surrogate', '\ude00a'],
    ['a lone surrogate in a key', { '\ud83d': 1 }],
    ['a hole in an array', Array(1)],
    ['undefined in an object', { a: undefined }],
    ['undefined in an array', [undefined]],
    ['a date', new Date(0)],
    ['a map', new Map()],
    ['a boxed number', Object(1)],
    ['an instance of a class', new URL('http://localhost')],
    ['a fraction deep inside', { a: [{ b: [0.1] }] }],
  ])('does not exist for %s', (_, value) => {
    expect(() => canonicalJson(value as JsonValue)).toThrow(TypeError);
  });
});
