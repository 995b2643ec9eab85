import type { ProblemTable } from '@lib/http';
import type { ApprovalRefused, CancelRefused, CorrectionRefused } from './corrections.commands.js';
import type { LessonsRefused } from './lessons.commands.js';

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

export const approvalProblems = {
  ...cancelProblems,
  'second-person-needed': { status: 403 },
} as const satisfies ProblemTable<ApprovalRefused['reason']>;
