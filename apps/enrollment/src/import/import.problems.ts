import type { ProblemTable } from '@lib/http';

export const childrenFileProblems = {
  'malformed-workbook': { status: 400 },
  'workbook-too-large': { status: 413 },
  'csv-expected': { status: 415 },
  'malformed-children-file': { status: 422 },
} as const satisfies ProblemTable<string>;
