import type { ProblemTable } from '@lib/http';
import { childProblems } from '../child/child.problems.js';

export const cardProblems = {
  ...childProblems,
  'purpose-missing': { status: 422 },
} as const satisfies ProblemTable<string>;
