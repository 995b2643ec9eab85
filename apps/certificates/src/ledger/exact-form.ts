import { z } from 'zod';

/** Whether a value has a form. */
type IsExact = (value: unknown) => boolean;

/**
 * Tells values of JSON that a schema takes as they are, with no field added, left out or changed: a tenth of the time of
 * `schema.parse`, which makes each of them anew. `false` says nothing; then the schema has to be asked. It is false for
 * whatever a schema has that is not known here.
 */
export const exactFormOf = (schema: z.ZodType): IsExact => {
  if (schema.def.checks) return never;
  if (schema instanceof z.ZodString && !schema.format) return isString;
  if (schema instanceof z.ZodNumber && schema.format === 'safeint') return Number.isSafeInteger;
  if (schema instanceof z.ZodCustom) return schema.def.fn as IsExact;
  if (schema instanceof z.ZodEnum || schema instanceof z.ZodLiteral) return oneOf(schema);
  if (schema instanceof z.ZodReadonly) return exactFormOf(schema.def.innerType as z.ZodType);
  if (schema instanceof z.ZodArray) return listOf(exactFormOf(schema.def.element as z.ZodType));
  if (schema instanceof z.ZodObject && !schema.def.catchall) return recordOf(schema);
  return never;
};

const never = (): boolean => false;

const isString = (value: unknown): boolean => typeof value === 'string';

const oneOf = (schema: z.ZodEnum | z.ZodLiteral): IsExact => {
  const values: ReadonlySet<unknown> = new Set(
    schema instanceof z.ZodEnum ? Object.values(schema.def.entries) : schema.def.values,
  );
  return (value) => values.has(value);
};

const listOf =
  (isElement: IsExact): IsExact =>
  (value) =>
    Array.isArray(value) && value.every(isElement);

const recordOf = ({ def: { shape } }: z.ZodObject): IsExact => {
  const fields = Object.entries(shape as Readonly<Record<string, z.ZodType>>).map(([name, schema]) => {
    const isOptional = schema instanceof z.ZodOptional;
    return { name, isOptional, isField: exactFormOf(isOptional ? (schema.def.innerType as z.ZodType) : schema) };
  });
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    let known = 0;
    for (const { name, isOptional, isField } of fields) {
      const field = (value as Readonly<Record<string, unknown>>)[name];
      if (isField(field)) known += 1;
      else if (field !== undefined || !isOptional) return false;
    }
    return known === Object.keys(value).length;
  };
};
