import type { ProblemTable } from '@lib/http';
import type { AskRefused, CancelJobRefused } from './bulk.commands.js';

export const askProblems = {
  'bulk-jobs-waiting': { status: 409 },
} as const satisfies ProblemTable<AskRefused['reason']>;

export const cancelProblems = {
  'unknown-bulk-job': { status: 404 },
  'bulk-job-ended': { status: 409 },
} as const satisfies ProblemTable<CancelJobRefused['reason']>;

/** What an item alone can come to, beside what a single request is answered with. */
export const itemProblems: ProblemTable<string> = {
  'always-locked': { status: 503 },
  'child-erased': { status: 409 },
  'internal-error': { status: 500 },
};
