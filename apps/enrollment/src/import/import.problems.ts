import type { ProblemTable } from '@lib/http';

export const childrenFileProblems = {
  'csv-expected': { status: 415 },
  'malformed-children-file': { status: 422 },
} as const satisfies ProblemTable<string>;
