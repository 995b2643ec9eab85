import { describe, expect, it } from '@jest/globals';
import { asText } from './parameters.js';

describe('a parameter as text', () => {
  it.each([
    ['null', null, null],
    ['nothing', undefined, null],
    ['text', 'a "b" \\', 'a "b" \\'],
    ['a number', -42, '-42'],
    ['a flag', true, 'true'],
    ['bytes', Buffer.from([0, 255]), '\\x00ff'],
    ['an instant', new Date('2020-10-01T00:00:00Z'), '2020-10-01T00:00:00.000Z'],
    ['an object', { a: 1 }, '{"a":1}'],
    ['an empty list', [], '{}'],
    ['numbers', [1, 2], '{1,2}'],
    ['text with everything that quotes', ['a"b', 'c\\d', '{e,f}', ''], '{"a\\"b","c\\\\d","{e,f}",""}'],
    ['text that JSON would write in its own way', ['a\nb', '"\t\\'], '{"a\nb","\\"\t\\\\"}'],
    ['text that ends in a backslash before such a letter', ['\\n'], '{"\\\\n"}'],
    ['flags and fractions', [[true, false], [0.5]], '{{true,false},{"0.5"}}'],
    ['a list with a gap', ['a', null], '{"a",null}'],
    ['the word NULL', ['NULL'], '{"NULL"}'],
    ['a list of bytes', [Buffer.from([1])], '{"\\\\x01"}'],
    ['a list of lists', [[1], [2]], '{{1},{2}}'],
  ])('%s', (_, value, text) => expect(asText(value)).toBe(text));
});
