import { applyDecorators } from '@nestjs/common';
import { ApiResponse, type OpenAPIObject } from '@nestjs/swagger';
import type { ProblemTable } from './problem.js';

/** Documents the problems an operation answers with, by status. Those that every operation of its kind has are added. */
export const ApiProblems = (...tables: readonly ProblemTable<string>[]): MethodDecorator & ClassDecorator =>
  applyDecorators(...[...byStatus(tables)].map(([status, reasons]) => ApiResponse({ status, ...responseOf(reasons) })));

/** The problems of a POST with an Idempotency-Key. */
export const idempotencyProblems = {
  'idempotency-key-missing': { status: 400 },
  'idempotency-key-malformed': { status: 400 },
  'client-name-malformed': { status: 400 },
  'idempotency-in-progress': { status: 409 },
  'idempotency-key-reused': { status: 422 },
} as const satisfies ProblemTable<string>;

/** The problem of a list that is asked for by pages. */
export const cursorProblems = { 'invalid-cursor': { status: 400 } } as const satisfies ProblemTable<string>;

/** What every operation may answer. */
const commonProblems = {
  'invalid-request': { status: 400 },
  'malformed-request': { status: 400 },
  'not-acceptable': { status: 406 },
  'internal-error': { status: 500 },
  unavailable: { status: 503 },
} as const satisfies ProblemTable<string>;

/** What is answered before it is known which operation is asked: the request is too slow, or its first lines are too long. */
const slowProblems = { 'malformed-request': { status: 408 } } as const satisfies ProblemTable<string>;
const longProblems = { 'malformed-request': { status: 431 } } as const satisfies ProblemTable<string>;

/** What an operation may answer that is not for anyone. */
const loginProblems = {
  'login-needed': { status: 401 },
  'token-not-valid': { status: 401 },
  'not-allowed': { status: 403 },
} as const satisfies ProblemTable<string>;

/** What an operation may answer whose requests are counted. */
const rateProblems = { 'too-many-requests': { status: 429 } } as const satisfies ProblemTable<string>;

/** What an operation with a body may answer. */
const bodyProblems = {
  'body-too-large': { status: 413 },
  'unsupported-media-type': { status: 415 },
} as const satisfies ProblemTable<string>;

/** What an operation with a JSON body may answer. */
const jsonProblems = { 'malformed-json': { status: 400 } } as const satisfies ProblemTable<string>;

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

/** Adds the problems that follow from what an operation takes, and from who may ask it, to those that it names. */
export const addProblems = (
  operation: Operation,
  { needsLogin, isCounted }: { readonly needsLogin: boolean; readonly isCounted: boolean },
): void => {
  const { parameters = [], requestBody, responses } = operation;
  const takes = (place: string, name: string): boolean =>
    parameters.some((it) => 'in' in it && it.in === place && it.name === name);
  // A step without a body is a POST all the same, and reads what is sent before it refuses it.
  const isStep = requestBody === undefined && takes('header', 'Idempotency-Key');
  const isJson = requestBody !== undefined && 'content' in requestBody && 'application/json' in requestBody.content;
  const tables = [
    commonProblems,
    slowProblems,
    longProblems,
    ...(needsLogin ? [loginProblems] : []),
    ...(isCounted ? [rateProblems] : []),
    ...(requestBody || isStep ? [bodyProblems] : []),
    ...(isJson || isStep ? [jsonProblems] : []),
    ...(takes('header', 'Idempotency-Key') ? [idempotencyProblems] : []),
    ...(takes('query', 'cursor') ? [cursorProblems] : []),
  ];
  for (const [status, reasons] of byStatus(tables))
    responses[status] = responseOf([...new Set([...reasonsOf(responses[status]), ...reasons])]);
  if (isCounted) responses['429'] = { ...responseOf(reasonsOf(responses['429'])), headers: RATE_HEADERS };
  responses['default'] ??= { description: 'Any other problem.', content: contentOf({ $ref: PROBLEM }) };
};

const text = (description: string, example: string) => ({ description, schema: { type: 'string' as const, example } });

const RATE_HEADERS = {
  'Retry-After': { description: 'Seconds until one may ask again.', schema: { type: 'integer' as const, minimum: 1 } },
  RateLimit: text('What is left of the minute, as every answer says it.', '"login";r=0;t=42'),
  'RateLimit-Policy': text('How many requests a minute are taken.', '"login";q=6000;w=60'),
};

/** The reasons that a response of a document names. */
const reasonsOf = (response: Operation['responses'][string]): readonly string[] =>
  response && 'description' in response
    ? [...response.description.matchAll(/`([a-z-]+)`/g)].map(([, reason = '']) => reason)
    : [];

const byStatus = (tables: readonly ProblemTable<string>[]): ReadonlyMap<number, readonly string[]> => {
  const entries = tables.flatMap((table) => Object.entries(table));
  const grouped = Map.groupBy(entries, ([, { status }]) => status);
  return new Map([...grouped].map(([status, some]) => [status, [...new Set(some.map(([reason]) => reason))]]));
};

const PROBLEM = '#/components/schemas/Problem';

const contentOf = (schema: object): Record<string, { schema: object }> => ({ 'application/problem+json': { schema } });

const responseOf = (reasons: readonly string[]): { description: string; content: ReturnType<typeof contentOf> } => ({
  description: reasons.map((reason) => `\`${reason}\``).join(', '),
  content: contentOf({
    allOf: [
      { $ref: PROBLEM },
      { type: 'object', properties: { type: { enum: reasons.map((reason) => `/problems/${reason}`) } } },
    ],
  }),
});

export const PROBLEM_SCHEMA = {
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
            description:
              'RFC 6901 pointer into the body; `?name` of the query, `:name` of the path, the name itself of a header.',
          },
          code: { type: 'string' },
          message: { type: 'string' },
        },
      },
    },
  },
};
