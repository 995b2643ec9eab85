import type { ProblemTable } from '@lib/http';

export const accountProblems = {
  'unknown-account': { status: 404 },
  'unknown-programme': { status: 404 },
} as const satisfies ProblemTable<string>;
