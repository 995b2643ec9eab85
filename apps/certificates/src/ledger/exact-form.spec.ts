import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { catalogue } from '../account/event-catalogue.js';
import { samplesIn } from '../account/account-samples.testing.js';
import { exactFormOf } from './exact-form.js';

const lastForm = (type: string): z.ZodType => {
  const schema = catalogue[type as keyof typeof catalogue].stored.forms.at(-1)?.schema;
  if (!schema) throw new Error(`${type} has no form`);
  return schema;
};

describe('the exact form of a schema', () => {
  // Where it were not, every event of its kind would be read the slow way, and nothing else would show it.
  it.each(samplesIn('account-events.json').map(({ type, data }, index) => [`${type} (${index})`, type, data] as const))(
    'is that of a stored event as it is written: %s',
    (_, type, data) => {
      expect(exactFormOf(lastForm(type))(data)).toBe(true);
    },
  );

  it('is never what the schema would change or refuse', () => {
    const samples = samplesIn('account-events.json');
    const anything = fc.oneof(
      fc.constant(undefined),
      fc.jsonValue(),
      fc.constantFrom('2019-09-06', '2019-02-29', 2 ** 53),
    );
    fc.assert(
      fc.property(fc.constantFrom(...samples), fc.nat(20), fc.string(), anything, (sample, at, added, value) => {
        const name = [...Object.keys(sample.data), added][at % (Object.keys(sample.data).length + 1)] ?? added;
        const data = { ...sample.data, [name]: value };
        const schema = lastForm(sample.type);
        if (exactFormOf(schema)(data)) expect(schema.parse(data)).toStrictEqual(data);
      }),
    );
  });

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
