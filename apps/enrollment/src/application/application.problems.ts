import type { ProblemTable } from '@lib/http';
import type { Refused } from './application.commands.js';

/** Why an action on an application is not taken. That an application is refused is no problem but its answer. */
export const applicationProblems = {
  'unknown-application': { status: 404 },
  'action-not-allowed': { status: 409 },
  'terms-changed': { status: 409 },
  'consent-missing': { status: 409 },
  'terms-not-seen': { status: 412 },
  'notice-date-not-possible': { status: 422 },
  'notice-place-taken': { status: 409 },
} as const satisfies ProblemTable<Exclude<Refused['reason'], 'consent-not-taken'>>;

/** What an application needs may not have come from another service yet: nothing is recorded, the key stays free. */
export const knowledgeProblems = { 'not-known-yet': { status: 503 } } as const satisfies ProblemTable<string>;
