import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { zodFaults } from './zod-faults.js';

const schema = z.strictObject({
  id: z.uuid(),
  count: z.int().min(1).max(9),
  note: z.string().min(1).max(3),
  kind: z.enum(['up', 'down']),
  items: z
    .array(z.strictObject({ on: z.string().refine((v) => v !== 'no', { params: { code: 'not-a-date' } }) }))
    .max(2),
  flag: z.boolean(),
});

const faults = (value: unknown, at?: string) => {
  const { error } = schema.safeParse(value);
  return error ? zodFaults(error, at) : [];
};
const good = { id: '0199d0f0-0000-7000-8000-000000000001', count: 1, note: 'a', kind: 'up', items: [], flag: true };

test('a good value has none', () => {
  expect(faults(good)).toEqual([]);
});

test('what is missing is required, what is surplus is named one by one', () => {
  expect(faults({ 'a/b': 1, c: 2 }, '/settings')).toEqual([
    ...['id', 'count', 'note', 'kind', 'items', 'flag'].map((field) => ({
      pointer: `/settings/${field}`,
      ...(field === 'kind' ? { code: 'not-one-of', params: { values: 'up, down' } } : { code: 'required' }),
    })),
    { pointer: '/settings/a~1b', code: 'unknown-field' },
    { pointer: '/settings/c', code: 'unknown-field' },
  ]);
});

test.each([
  [{ ...good, id: 'x' }, '/id', 'not-a-uuid'],
  [{ ...good, count: '1' }, '/count', 'not-a-number'],
  [{ ...good, count: 1.5 }, '/count', 'not-a-whole-number'],
  [{ ...good, count: 0 }, '/count', 'too-small'],
  [{ ...good, count: 10 }, '/count', 'too-large'],
  [{ ...good, count: 2 ** 60 }, '/count', 'too-large'],
  [{ ...good, count: Infinity }, '/count', 'not-a-number'],
  [{ ...good, note: 1 }, '/note', 'not-text'],
  [{ ...good, note: '' }, '/note', 'empty'],
  [{ ...good, note: 'long' }, '/note', 'too-long'],
  [{ ...good, kind: 'left' }, '/kind', 'not-one-of'],
  [{ ...good, items: {} }, '/items', 'not-a-list'],
  [{ ...good, items: [{ on: 'a' }, { on: 'b' }, { on: 'c' }] }, '/items', 'too-many'],
  [{ ...good, items: [7] }, '/items/0', 'not-an-object'],
  [{ ...good, items: [{ on: 'no' }] }, '/items/0/on', 'not-a-date'],
  [{ ...good, flag: 'true' }, '/flag', 'not-a-flag'],
  [[good], '', 'not-an-object'],
])('%j', (value, pointer, code) => {
  expect(faults(value)[0]).toMatchObject({ pointer, code });
});
