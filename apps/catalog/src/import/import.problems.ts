import type { ProblemTable } from '@lib/http';

export const importProblems = {
  'malformed-programs-file': { status: 422 },
} as const satisfies ProblemTable<string>;
