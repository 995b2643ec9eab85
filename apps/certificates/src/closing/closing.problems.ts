import type { ProblemTable } from '@lib/http';
import type { ClosingRejection } from '../account/domain/close.js';

export const closingProblems = {
  'unknown-certificate': { status: 404 },
  'unknown-programme': { status: 404 },
} as const satisfies ProblemTable<ClosingRejection['reason'] | 'unknown-programme'>;
