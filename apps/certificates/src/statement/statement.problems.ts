import type { ProblemTable } from '@lib/http';

export const accountProblems = {
  'unknown-account': { status: 404 },
} as const satisfies ProblemTable<string>;

export const statementProblems = {
  ...accountProblems,
  'unknown-programme': { status: 404 },
} as const satisfies ProblemTable<string>;
