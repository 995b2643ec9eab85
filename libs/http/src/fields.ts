import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { instant, isCalendarDate, isInstant, isKopecks, isMonth } from '@lib/kernel';
import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsObject, ValidateBy, ValidateIf, ValidateNested } from 'class-validator';
import { isStorableText } from './request-guard.js';
import { FROM_TEXT, type FaultContext } from './validation.pipe.js';

export type FieldOptions = {
  /** The field may be left out; null is not the same as left out. */
  readonly optional?: true;
  readonly description?: string;
  readonly example?: unknown;
};

/** Whether a text is a UUID as it is written, in small letters or capitals. */
export const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

type Check = FaultContext & { readonly is: (value: unknown) => boolean };

/** A whole, non-negative number of kopecks. */
export const IsKopecks = (options: FieldOptions = {}): PropertyDecorator =>
  wholeNumber(
    { code: 'not-kopecks', is: isKopecks },
    { type: 'integer', format: 'int64', minimum: 0, maximum: Number.MAX_SAFE_INTEGER },
    options,
  );

/** A whole number from `min` (0 unless told) to `max`. */
export const IsCount = (
  options: FieldOptions & { readonly min?: number; readonly max?: number } = {},
): PropertyDecorator => {
  const { min = 0, max = Number.MAX_SAFE_INTEGER } = options;
  return applyDecorators(
    wholeNumber({ code: 'not-a-whole-number', is: isWhole }, { type: 'integer', minimum: min, maximum: max }, options),
    check({ code: 'too-small', params: { min }, is: (value) => !isWhole(value) || value >= min }),
    check({ code: 'too-large', params: { max }, is: (value) => !isWhole(value) || value <= max }),
  );
};

export const IsUuidField = (options: FieldOptions = {}): PropertyDecorator =>
  text({ code: 'not-a-uuid', is: isUuid }, { format: 'uuid' }, options);

/** A short identifier given by somebody: 1 to `max` (100 unless told) characters, no spaces around it. */
export const IsCodeField = (options: FieldOptions & { readonly max?: number } = {}): PropertyDecorator => {
  const { max = 100 } = options;
  return text(
    { code: 'not-a-code', params: { max }, is: (value) => lengthWithin(value, 1, max) && value.trim() === value },
    { minLength: 1, maxLength: max },
    options,
  );
};

/** `YYYY-MM-DD`, a real date. */
export const IsCalendarDateField = (options: FieldOptions = {}): PropertyDecorator =>
  text({ code: 'not-a-date', is: isCalendarDate }, { format: 'date' }, options);

/** `YYYY-MM`. */
export const IsMonthField = (options: FieldOptions = {}): PropertyDecorator =>
  text({ code: 'not-a-month', is: isMonth }, { pattern: '^\\d{4}-\\d{2}$' }, options);

/** Free text, not empty, at most `max` (1000 unless told) characters. */
export const IsText = (options: FieldOptions & { readonly max?: number } = {}): PropertyDecorator => {
  const { max = 1000 } = options;
  return applyDecorators(
    text({ code: 'empty', is: (value) => value.trim() !== '' }, { minLength: 1, maxLength: max }, options),
    check({
      code: 'too-long',
      params: { max },
      is: (value) => typeof value !== 'string' || lengthWithin(value, 0, max),
    }),
  );
};

export const IsOneOf = (values: readonly string[], options: FieldOptions = {}): PropertyDecorator =>
  field(
    { code: 'not-one-of', params: { values: values.join(', ') }, is: (value) => values.includes(value as string) },
    { type: 'string', enum: [...values] },
    options,
  );

/** A list without repetitions of some of the values. */
export const IsSomeOf = (values: readonly string[], options: FieldOptions = {}): PropertyDecorator => {
  const isSome = (given: unknown): boolean =>
    Array.isArray(given) &&
    new Set(given).size === given.length &&
    given.every((one) => values.includes(one as string));
  return applyDecorators(
    ...presence(options, {
      type: 'array',
      items: { type: 'string', enum: [...values] },
      uniqueItems: true,
      maxItems: values.length,
    }),
    check({ code: 'not-a-list', is: Array.isArray }),
    check({
      code: 'not-some-of',
      params: { values: values.join(', ') },
      is: (given) => !Array.isArray(given) || isSome(given),
    }),
  );
};

/** An instant of ISO 8601 with an offset; handlers get it in UTC. */
export const IsInstantField = (options: FieldOptions = {}): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) => (isInstant(value) ? instant(value as string) : value)),
    field({ code: 'not-an-instant', is: isInstant }, { type: 'string', format: 'date-time' }, options),
  );

/** True or false; in a query `true` or `false`. */
export const IsFlag = (options: FieldOptions = {}): PropertyDecorator =>
  applyDecorators(
    fromText((value) => (value === 'true' ? true : value === 'false' ? false : value)),
    field({ code: 'not-a-flag', is: (value) => typeof value === 'boolean' }, { type: 'boolean' }, options),
  );

// `type: () => of()` and not `type: of`: the OpenAPI generator takes a function for a late type only if it is named `type`,
// and else for the class itself.

/** Another DTO inside this one. */
export const IsNested = (of: () => new () => object, options: FieldOptions = {}): PropertyDecorator =>
  applyDecorators(
    ...presence(options, { type: () => of() }),
    Type(of),
    IsObject({ context: { code: 'not-an-object' } satisfies FaultContext }),
    check({ code: 'not-an-object', is: (value) => !Array.isArray(value) }),
    ValidateNested(),
  );

/** A list of `min` (0 unless told) to `max` (1000 unless told) other DTOs. */
export const IsListOf = (
  of: () => new () => object,
  options: FieldOptions & { readonly min?: number; readonly max?: number } = {},
): PropertyDecorator => {
  const { min = 0, max = 1000 } = options;
  return applyDecorators(
    ...presence(options, { type: () => of(), isArray: true, ...(min > 0 ? { minItems: min } : {}), maxItems: max }),
    Type(of),
    // class-validator passes over null, and takes the items of a list in the list for its own.
    Transform(({ value }: { value: unknown }) =>
      Array.isArray(value)
        ? value.map((item: unknown) => (item === null || Array.isArray(item) ? false : item))
        : value,
    ),
    IsArray({ context: { code: 'not-a-list' } satisfies FaultContext }),
    ArrayMinSize(min, { context: { code: 'too-few', params: { min } } satisfies FaultContext }),
    ArrayMaxSize(max, { context: { code: 'too-many', params: { max } } satisfies FaultContext }),
    ValidateNested({ each: true }),
  );
};

const isWhole = (value: unknown): value is number => Number.isSafeInteger(value);
const lengthWithin = (value: string, min: number, max: number): boolean => value.length >= min && value.length <= max;

const wholeNumber = (rule: Check, schema: ApiPropertyOptions, options: FieldOptions): PropertyDecorator =>
  applyDecorators(
    fromText((value) => (/^-?\d{1,16}$/.test(value) ? Number(value) : value)),
    field(rule, schema, options),
  );

const text = (
  rule: FaultContext & { readonly is: (value: string) => boolean },
  schema: ApiPropertyOptions,
  options: FieldOptions,
): PropertyDecorator =>
  applyDecorators(
    field({ code: 'not-text', is: (value) => typeof value === 'string' }, { type: 'string', ...schema }, options),
    check({ code: 'forbidden-characters', is: (value) => typeof value !== 'string' || isStorableText(value) }),
    check({ ...rule, is: (value) => typeof value !== 'string' || rule.is(value) }),
  );

const field = (rule: Check, schema: ApiPropertyOptions, options: FieldOptions): PropertyDecorator =>
  applyDecorators(...presence(options, schema), check(rule));

const presence = (
  { optional, description, example }: FieldOptions,
  schema: ApiPropertyOptions,
): readonly PropertyDecorator[] => [
  ...(optional ? [ValidateIf((_, value) => value !== undefined)] : []),
  ApiProperty({
    ...schema,
    required: !optional,
    ...(description === undefined ? {} : { description }),
    ...(example === undefined ? {} : { example }),
  } as ApiPropertyOptions),
];

const check = ({ is, ...context }: Check): PropertyDecorator =>
  // Without a message class-validator drops the context.
  ValidateBy({ name: context.code, validator: { validate: is, defaultMessage: () => context.code } }, { context });

const fromText = (read: (value: string) => unknown): PropertyDecorator =>
  Transform(({ value, options }: { value: unknown; options: { groups?: string[] } }) =>
    typeof value === 'string' && options.groups?.includes(FROM_TEXT) ? read(value) : value,
  );
