import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { exactFormOf } from './exact-form.js';

describe('the exact form of a schema', () => {
  it.each<readonly [string, z.ZodType, unknown]>([
    ['a field that it does not name', z.object({ on: z.string() }), { on: '', more: 1 }],
    ['a field that it needs', z.object({ on: z.string() }), {}],
    ['a field that is there and undefined', z.object({ on: z.string().optional() }), { on: undefined }],
    ['a list for a record', z.object({}), []],
    ['nothing', z.object({}), null],
    ['a bound', z.string().min(1), 'a'],
    ['a format', z.uuid(), '0199a1f0-0000-7000-8000-00000000000a'],
    ['any number', z.number(), 1],
    ['what is made of another value', z.string().transform(Number), '1'],
    ['a choice', z.union([z.string(), z.int()]), 'a'],
    ['whatever comes', z.looseObject({}), { a: 1 }],
    ['what it refuses', z.strictObject({}), { a: 1 }],
    ['what stands for nothing', z.string().default('a'), 'a'],
  ])('does not answer for %s', (_, schema, value) => {
    expect(exactFormOf(schema)(value)).toBe(false);
  });

  it.each<readonly [string, z.ZodType, unknown]>([
    ['an optional field that is missing', z.object({ on: z.string().optional() }), {}],
    ['a list', z.array(z.object({ a: z.int() })).readonly(), [{ a: 1 }]],
    ['one of several texts', z.enum(['a', 'b']), 'b'],
    ['the one value', z.literal('kopeck'), 'kopeck'],
  ])('takes %s', (_, schema, value) => {
    expect(exactFormOf(schema)(value)).toBe(true);
  });
});
