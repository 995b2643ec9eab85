import type { ProblemTable } from '@lib/http';

export const accountProblems = {
  'unknown-account': { status: 404 },
  'unknown-programme': { status: 404 },
  'unknown-group': { status: 404 },
  'start-outside-group': { status: 422 },
} as const satisfies ProblemTable<string>;
