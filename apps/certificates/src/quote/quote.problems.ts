import type { ProblemTable } from '@lib/http';

export const quoteProblems = {
  'unknown-programme': { status: 404 },
} as const satisfies ProblemTable<string>;
