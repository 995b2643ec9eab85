import type { ProblemTable } from '@lib/http';

export const unknownEndpoint = { 'unknown-endpoint': { status: 404 } } as const satisfies ProblemTable<string>;

const addressProblems = {
  'webhook-address-forbidden': { status: 422 },
} as const satisfies ProblemTable<string>;

export const registrationProblems = {
  ...addressProblems,
  'too-many-endpoints': { status: 409 },
} as const satisfies ProblemTable<string>;

export const rotationProblems = {
  ...unknownEndpoint,
  'secret-rotating': { status: 409 },
} as const satisfies ProblemTable<string>;

export const changeProblems = { ...addressProblems, ...unknownEndpoint } as const satisfies ProblemTable<string>;
