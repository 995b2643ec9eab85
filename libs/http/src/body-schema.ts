import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBody } from '@nestjs/swagger';
import { z } from 'zod';

const BODY_SCHEMA = 'body-schema';

/**
 * Documents a JSON body that the handler reads itself, under the name that generated clients give it.
 * @param reads the zod schema it is read by, where it is another than its shape; `none` where it is read by code
 */
export const ApiJsonBody = (name: string, shape: z.ZodType, reads: z.ZodType | 'none' = shape): MethodDecorator =>
  applyDecorators(
    ...(reads === 'none' ? [] : [SetMetadata(BODY_SCHEMA, reads)]),
    ApiBody({ required: true, schema: { title: name, ...jsonSchemaOf(shape, 'input') } }),
  );

/**
 * The JSON Schema of a zod schema, of what it reads or of what it makes of it. What a schema checks by code has to be
 * said in its `meta`.
 */
export const jsonSchemaOf = (schema: z.ZodType, io: 'input' | 'output'): object => {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return json;
};

/** The schema of a handler's body, where it has one. */
export const schemaOfBody = (handler: object): z.ZodType | undefined =>
  Reflect.getMetadata(BODY_SCHEMA, handler) as z.ZodType | undefined;
