import type { ProblemTable } from '@lib/http';
import type { ConfirmRefused, RefuseRefused, RegisterRefused } from './registration.commands.js';

export const registerProblems = {
  'birth-date-to-come': { status: 422 },
  'registrations-waiting': { status: 409 },
} as const satisfies ProblemTable<RegisterRefused['reason']>;

export const refuseProblems = {
  'unknown-registration': { status: 404 },
  'registration-decided': { status: 409 },
} as const satisfies ProblemTable<RefuseRefused['reason']>;

export const confirmProblems = {
  ...refuseProblems,
  'unknown-child': { status: 404 },
  'child-known': { status: 409 },
} as const satisfies ProblemTable<ConfirmRefused['reason']>;
