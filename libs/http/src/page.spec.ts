import { expect, test } from '@jest/globals';
import { decodeCursor, encodeCursor, pageOf } from './page.js';

test('the row too many tells that there is a next page, which begins after the last one shown', () => {
  const page = pageOf(['a', 'б', 'c'], 2, (row) => [row]);
  expect(page.items).toEqual(['a', 'б']);
  expect(decodeCursor(page.next ?? '', 1)).toEqual(['б']);
  expect(pageOf(['a', 'б'], 2, (row) => [row])).toEqual({ items: ['a', 'б'] });
  expect(pageOf([], 2, () => [])).toEqual({ items: [] });
});

test.each([
  ['not base64 ***', 1],
  [encodeCursor(['a', 'b']), 1],
  [Buffer.from('{"a":1}').toString('base64url'), 1],
  [Buffer.from('[1]').toString('base64url'), 1],
  [Buffer.from('["\\u0000"]').toString('base64url'), 1],
  ['', 1],
])('%s is not a cursor of ours', (cursor, length) => {
  expect(() => decodeCursor(cursor, length)).toThrow(
    expect.objectContaining({ status: 400, reason: 'invalid-cursor' }),
  );
});
