import type { ProblemTable } from '@lib/http';
import type { NotGiven } from './domain/consent.js';

/** Why a consent is not taken as it is given. */
export const consentProblems = { 'consent-not-possible': { status: 422 } } as const satisfies ProblemTable<
  NotGiven['reason']
>;
