import type { ProblemTable } from '@lib/http';

/** The family does not want the child's data processed: nothing new is begun with them. */
export const processingProblems = {
  'processing-consent-withdrawn': { status: 409 },
} as const satisfies ProblemTable<string>;
