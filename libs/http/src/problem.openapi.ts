import { applyDecorators } from '@nestjs/common';
import { ApiResponse, type OpenAPIObject } from '@nestjs/swagger';
import type { ProblemTable } from './problem.js';

/** Documents the problems an operation answers with, by status. */
export const ApiProblems = (...tables: readonly ProblemTable<string>[]): MethodDecorator & ClassDecorator => {
  const reasons = Map.groupBy(
    tables.flatMap((table) => Object.entries(table)),
    ([, { status }]) => status,
  );
  return applyDecorators(
    ...[...reasons].map(([status, entries]) =>
      ApiResponse({
        status,
        description: entries.map(([reason]) => `\`${reason}\``).join(', '),
        content: PROBLEM_CONTENT,
      }),
    ),
  );
};

/** The problems of a POST with an Idempotency-Key, for ApiProblems. */
export const idempotencyProblems = {
  'idempotency-key-missing': { status: 400 },
  'idempotency-key-malformed': { status: 400 },
  'idempotency-in-progress': { status: 409 },
  'idempotency-key-reused': { status: 422 },
} as const satisfies ProblemTable<string>;

/** The problem of a list that is asked for by pages, for ApiProblems. */
export const cursorProblems = { 'invalid-cursor': { status: 400 } } as const satisfies ProblemTable<string>;

const PROBLEM_CONTENT = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };

const PROBLEM_SCHEMA = {
  type: 'object',
  description: 'RFC 9457. Further members belong to the type of the problem.',
  required: ['type', 'title', 'status', 'instance'],
  properties: {
    type: { type: 'string', format: 'uri-reference', example: '/problems/invalid-request' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    instance: { type: 'string', format: 'uri', description: 'The id of the request.' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'code', 'message'],
        properties: {
          pointer: {
            type: 'string',
            description: 'RFC 6901 pointer into the body; `?name` of the query, `:name` of the path.',
          },
          code: { type: 'string' },
          message: { type: 'string' },
        },
      },
    },
  },
};

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;

/** Every operation may answer with a problem, whether or not it names which. */
export const withProblems = (document: OpenAPIObject): OpenAPIObject => {
  const components = (document.components ??= {});
  components.schemas = { ...components.schemas, Problem: PROBLEM_SCHEMA };
  for (const path of Object.values(document.paths)) {
    for (const method of METHODS) {
      const operation = path[method];
      if (!operation) continue;
      operation.responses['default'] ??= { description: 'Any other problem.', content: PROBLEM_CONTENT };
      // The generator takes every header that a handler reads for required.
      for (const parameter of operation.parameters ?? [])
        if ('in' in parameter && parameter.in === 'header' && parameter.name !== 'Idempotency-Key')
          parameter.required = false;
    }
  }
  return document;
};
