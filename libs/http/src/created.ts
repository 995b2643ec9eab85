import type { Type } from '@nestjs/common';
import { ApiResponse, type OpenAPIObject } from '@nestjs/swagger';
import { step } from './problem.js';

const LINK = 'created';
const BODY = '$response.body#';

/**
 * Documents a 201 and gives it its `Location`. `at` is a path that this service answers, as its OpenAPI document writes
 * it; `{field}` is a field of the answer.
 */
export const ApiCreated = (type: Type, at: `/${string}`): MethodDecorator =>
  ApiResponse({ status: 201, type, description: `Created; \`Location\` is \`${at}\`.`, ...linkTo(at) });

/** The same of a 202: what was asked for is done later, and seen there. */
export const ApiAccepted = (type: Type, at: `/${string}`): MethodDecorator =>
  ApiResponse({ status: 202, type, description: `Taken, to be done; \`Location\` is \`${at}\`.`, ...linkTo(at) });

const linkTo = (at: string) => ({
  headers: { Location: { required: true, schema: { type: 'string', format: 'uri-reference' } } },
  links: {
    [LINK]: {
      // A reference is a URI: braces are escaped.
      operationRef: `#/paths${encodeURI(step(at))}/get`,
      parameters: Object.fromEntries(fieldsOf(at).map((field) => [field, `${BODY}/${field}`])),
    },
  },
});

type Created = NonNullable<OpenAPIObject['paths'][string]['post']>['responses'][string];

/** Where what an operation creates is found, from its answer; undefined where it creates nothing. */
export const locationOf = (created: Created | undefined): ((answer: unknown) => string | undefined) | undefined => {
  const link = created && 'links' in created ? created.links?.[LINK] : undefined;
  if (!link || !('operationRef' in link) || link.operationRef === undefined) return undefined;
  const at = decodeURI(link.operationRef.split('/')[2] ?? '')
    .replaceAll('~1', '/')
    .replaceAll('~0', '~');
  const fields = fieldsOf(at);
  return (answer) => {
    if (typeof answer !== 'object' || answer === null) return undefined;
    const values = new Map(Object.entries(answer));
    return fields.reduce(
      (path, field) => path.replace(`{${field}}`, encodeURIComponent(String(values.get(field)))),
      at,
    );
  };
};

const fieldsOf = (path: string): readonly string[] => [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
