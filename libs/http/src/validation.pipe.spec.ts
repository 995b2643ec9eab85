import { describe, expect, test } from '@jest/globals';
import {
  IsCalendarDateField,
  IsCodeField,
  IsCount,
  IsFlag,
  IsInstantField,
  IsKopecks,
  IsListOf,
  IsMonthField,
  IsNested,
  IsOneOf,
  IsSomeOf,
  IsText,
  IsUuidField,
} from './fields.js';
import { ProblemError } from './problem.js';
import { validationPipe } from './validation.pipe.js';

class Part {
  @IsKopecks() readonly amountKopecks!: number;
}
class Order {
  @IsUuidField() readonly id!: string;
  @IsCodeField({ max: 10 }) readonly code!: string;
  @IsKopecks() readonly priceKopecks!: number;
  @IsCount({ min: 1, max: 5 }) readonly places!: number;
  @IsCalendarDateField() readonly firstDay!: string;
  @IsMonthField() readonly month!: string;
  @IsOneOf(['up', 'down']) readonly rounding!: string;
  @IsText({ max: 20 }) readonly note!: string;
  @IsFlag({ optional: true }) readonly payable?: boolean;
  @IsSomeOf(['red', 'blue'], { optional: true }) readonly colours?: readonly string[];
  @IsInstantField({ optional: true }) readonly after?: string;
  @IsNested(() => Part, { optional: true }) readonly part?: Part;
  @IsListOf(() => Part, { optional: true, min: 1, max: 2 }) readonly parts?: readonly Part[];
}

const order = {
  id: '0199d0f0-0000-7000-8000-000000000001',
  code: 'G-1',
  priceKopecks: 190000,
  places: 5,
  firstDay: '2020-02-29',
  month: '2020-02',
  rounding: 'up',
  note: 'Кружок',
};

const take = (value: unknown, type: 'body' | 'query' | 'param' = 'body', metatype: new () => object = Order) =>
  validationPipe.transform(value, { type, metatype });
const faultsOf = async (value: unknown, type: 'body' | 'query' | 'param' = 'body') => {
  const error: unknown = await take(value, type).then(
    () => undefined,
    (cause: unknown) => cause,
  );
  expect(error).toBeInstanceOf(ProblemError);
  expect(error).toMatchObject({ status: 400, reason: 'invalid-request' });
  return (error as ProblemError).faults;
};
const faultOf = async (field: string, value: unknown) => {
  const faults = await faultsOf({ ...order, [field]: value });
  expect(faults.map((fault) => fault.pointer)).toEqual([expect.stringMatching(`^/${field}`)]);
  return faults[0]?.code;
};

describe('a request shape', () => {
  test('a good body becomes its DTO', async () => {
    const dto = await take({ ...order, part: { amountKopecks: 1 }, parts: [{ amountKopecks: 0 }] });
    expect(dto).toBeInstanceOf(Order);
    expect(dto).toEqual({ ...order, part: { amountKopecks: 1 }, parts: [{ amountKopecks: 0 }] });
  });

  test('a list of words is taken in its order, and an instant in UTC', async () => {
    const dto = await take({ ...order, colours: ['blue', 'red'], after: '2020-10-01T07:00:00+07:00' });
    expect(dto).toEqual({ ...order, colours: ['blue', 'red'], after: '2020-10-01T00:00:00.000Z' });
    expect(await take({ ...order, colours: [] })).toMatchObject({ colours: [] });
  });

  test('every fault is named at once', async () => {
    const faults = await faultsOf({ code: ' ', priceKopecks: -1, places: 6, surplus: true, toMuch: null });
    expect(faults.toSorted((a, b) => (a.pointer < b.pointer ? -1 : 1))).toEqual([
      { pointer: '/code', code: 'not-a-code', params: { max: 10 } },
      { pointer: '/firstDay', code: 'required' },
      { pointer: '/id', code: 'required' },
      { pointer: '/month', code: 'required' },
      { pointer: '/note', code: 'required' },
      { pointer: '/places', code: 'too-large', params: { max: 5 } },
      { pointer: '/priceKopecks', code: 'not-kopecks' },
      { pointer: '/rounding', code: 'required' },
      { pointer: '/surplus', code: 'unknown-field' },
      { pointer: '/toMuch', code: 'unknown-field' },
    ]);
  });

  test.each([
    ['id', '0199d0f0', 'not-a-uuid'],
    ['id', 7, 'not-text'],
    ['code', '12345678901', 'not-a-code'],
    ['code', 'a\0b', 'forbidden-characters'],
    ['code', ['a'], 'not-text'],
    ['priceKopecks', 0.5, 'not-kopecks'],
    ['priceKopecks', '100', 'not-kopecks'],
    ['priceKopecks', Number.MAX_SAFE_INTEGER + 1, 'not-kopecks'],
    ['priceKopecks', Infinity, 'not-kopecks'],
    ['priceKopecks', null, 'not-kopecks'],
    ['places', 0, 'too-small'],
    ['places', 1.5, 'not-a-whole-number'],
    ['places', {}, 'not-a-whole-number'],
    ['firstDay', '2021-02-29', 'not-a-date'],
    ['firstDay', '2020-2-9', 'not-a-date'],
    ['month', '2020-13', 'not-a-month'],
    ['rounding', 'sideways', 'not-one-of'],
    ['note', '   ', 'empty'],
    ['note', 'x'.repeat(21), 'too-long'],
    ['note', '\ud800', 'forbidden-characters'],
    ['payable', 'true', 'not-a-flag'],
    ['payable', null, 'not-a-flag'],
    ['colours', 'red', 'not-a-list'],
    ['colours', null, 'not-a-list'],
    ['colours', ['red', 'green'], 'not-some-of'],
    ['colours', ['red', 'red'], 'not-some-of'],
    ['colours', ['red', 1], 'not-some-of'],
    ['after', '2020-10-01', 'not-an-instant'],
    ['after', '2020-10-01T00:00:00', 'not-an-instant'],
    ['after', 1601510400, 'not-an-instant'],
    ['after', null, 'not-an-instant'],
    ['part', 'text', 'not-an-object'],
    ['part', null, 'not-an-object'],
    ['part', [{ amountKopecks: 1 }], 'not-an-object'],
    ['parts', {}, 'not-a-list'],
    ['parts', [], 'too-few'],
    ['parts', [null], 'not-an-object'],
    ['parts', [[{ amountKopecks: 1 }]], 'not-an-object'],
    ['parts', [{ amountKopecks: 1 }, { amountKopecks: 1 }, { amountKopecks: 1 }], 'too-many'],
  ])('%s: %j is %s', async (field, value, code) => {
    expect(await faultOf(field, value)).toBe(code);
  });

  test('a fault inside is named by its whole pointer', async () => {
    expect(await faultsOf({ ...order, parts: [{ amountKopecks: 1 }, { amountKopecks: -1, 'a/b~c': 1 }] })).toEqual(
      expect.arrayContaining([
        { pointer: '/parts/1/amountKopecks', code: 'not-kopecks' },
        { pointer: '/parts/1/a~1b~0c', code: 'unknown-field' },
      ]),
    );
  });

  test.each([[[]], ['text'], [1], [true], [[order]]])('%j is not an object', async (body) => {
    expect(await faultsOf(body)).toEqual([{ pointer: '', code: 'not-an-object' }]);
  });

  test('no body at all lacks every field', async () => {
    expect(await faultsOf(undefined)).toHaveLength(8);
    expect(await faultsOf(null)).toHaveLength(8);
  });
});

describe('text sources', () => {
  class Query {
    @IsCount({ optional: true, max: 500 }) readonly limit?: number;
    @IsFlag({ optional: true }) readonly free?: boolean;
    @IsKopecks({ optional: true }) readonly price?: number;
  }
  const query = (value: unknown) => take(value, 'query', Query);

  test('a field reads itself from a query parameter', async () => {
    expect(await query({ limit: '7', free: 'false', price: '190000' })).toEqual({
      limit: 7,
      free: false,
      price: 190000,
    });
  });
  test('and from nothing else', async () => {
    for (const value of ['', ' 7', '7.0', '0x7', '1e2', '99999999999999999']) {
      await expect(query({ limit: value })).rejects.toMatchObject({ faults: [{ pointer: '?limit' }] });
    }
    await expect(query({ free: '1' })).rejects.toMatchObject({ faults: [{ pointer: '?free', code: 'not-a-flag' }] });
    await expect(query({ limit: ['1', '2'] })).rejects.toMatchObject({ faults: [{ pointer: '?limit' }] });
    await expect(query({ other: '1' })).rejects.toMatchObject({
      faults: [{ pointer: '?other', code: 'unknown-field' }],
    });
  });
  test('a body is never read from text', async () => {
    await expect(take({ limit: '7' }, 'body', Query)).rejects.toMatchObject({ faults: [{ pointer: '/limit' }] });
  });
  test('a path parameter is pointed at by a colon', async () => {
    await expect(take({ limit: 'x' }, 'param', Query)).rejects.toMatchObject({ faults: [{ pointer: ':limit' }] });
  });
});
