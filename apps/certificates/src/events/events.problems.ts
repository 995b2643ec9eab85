import { cursorProblems, type ProblemTable } from '@lib/http';

export const accountEventsProblems = {
  ...cursorProblems,
  'unknown-account': { status: 404 },
} as const satisfies ProblemTable<string>;
