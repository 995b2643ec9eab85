import type { ProblemTable } from '@lib/http';
import type { ProgrammeRejection } from './programme.commands.js';

export const programmeProblems = {
  'programme-differs': { status: 409 },
  'period-overlaps': { status: 409 },
  'region-file-refused': { status: 422 },
  'unknown-programme': { status: 404 },
} as const satisfies ProblemTable<ProgrammeRejection['reason'] | 'region-file-refused' | 'unknown-programme'>;
