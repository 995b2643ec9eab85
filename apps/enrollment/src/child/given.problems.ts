import type { ProblemTable } from '@lib/http';
import type { NotGiven } from './domain/given.js';

/** Why what a family says is not taken as it is given. */
export const givenProblems = { 'consent-not-possible': { status: 422 } } as const satisfies ProblemTable<
  NotGiven['reason']
>;
