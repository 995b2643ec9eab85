import type { ProblemTable } from '@lib/http';
import type { Refused } from './application/application.commands.js';
import type { CancelRefused, CorrectionRefused } from './lessons/corrections.commands.js';
import type { LessonsRefused } from './lessons/lessons.commands.js';

/** Why an action on an application is not taken. That an application is refused is no problem but its answer. */
export const applicationProblems = {
  'unknown-application': { status: 404 },
  'action-not-allowed': { status: 409 },
  'terms-changed': { status: 409 },
  'terms-not-seen': { status: 412 },
  'notice-date-not-possible': { status: 422 },
  'notice-place-taken': { status: 409 },
} as const satisfies ProblemTable<Refused['reason']>;

/** What an application needs may not have come from another service yet: nothing is recorded, the key stays free. */
export const knowledgeProblems = { 'not-known-yet': { status: 503 } } as const satisfies ProblemTable<string>;

export const childProblems = { 'unknown-child': { status: 404 } } as const satisfies ProblemTable<string>;

export const childrenFileProblems = {
  'csv-expected': { status: 415 },
  'malformed-children-file': { status: 422 },
} as const satisfies ProblemTable<string>;

export const lessonsReportProblems = {
  'not-reported': { status: 404 },
} as const satisfies ProblemTable<string>;

export const lessonsProblems = {
  'unknown-group': { status: 422 },
  'lessons-not-possible': { status: 422 },
  'already-reported': { status: 409 },
} as const satisfies ProblemTable<LessonsRefused['reason']>;

export const correctionProblems = {
  'unknown-group': { status: 422 },
  'not-reported': { status: 409 },
  'correction-changes-nothing': { status: 409 },
  'correction-pending': { status: 409 },
} as const satisfies ProblemTable<CorrectionRefused['reason']>;

export const cancelProblems = {
  'unknown-correction': { status: 404 },
  'correction-decided': { status: 409 },
} as const satisfies ProblemTable<CancelRefused['reason']>;
