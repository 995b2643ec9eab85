import type { ProblemTable } from '@lib/http';

export const groupProblems = {
  'unknown-group': { status: 404 },
} as const satisfies ProblemTable<string>;
