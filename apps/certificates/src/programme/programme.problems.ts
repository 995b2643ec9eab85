import type { ProblemTable } from '@lib/http';
import type { ProgrammeRejection } from './programme.commands.js';

export const registrationProblems = {
  'programme-differs': { status: 409 },
  'period-overlaps': { status: 409 },
  'region-file-refused': { status: 422 },
} as const satisfies ProblemTable<ProgrammeRejection['reason'] | 'region-file-refused'>;

export const programmeProblems = {
  'unknown-programme': { status: 404 },
} as const satisfies ProblemTable<string>;
