import type { ProblemTable } from '@lib/http';

export const certificateProblems = {
  'unknown-certificate-number': { status: 404 },
} as const satisfies ProblemTable<string>;
