import type { ProblemTable } from '@lib/http';
import type { ApprovalRefused, AskRefused, DropRefused } from './merge.commands.js';

export const askProblems = {
  'unknown-child': { status: 404 },
  'same-child': { status: 409 },
  'contracts-live': { status: 409 },
  'certificate-of-other': { status: 409 },
  'erasure-waiting': { status: 409 },
  'merge-waiting': { status: 409 },
} as const satisfies ProblemTable<AskRefused['reason']>;

export const dropProblems = {
  'unknown-merge': { status: 404 },
  'merge-decided': { status: 409 },
} as const satisfies ProblemTable<DropRefused['reason']>;

export const approvalProblems = {
  ...dropProblems,
  'second-person-needed': { status: 403 },
  'unknown-child': { status: 404 },
  'contracts-live': { status: 409 },
  'certificate-of-other': { status: 409 },
  'erasure-waiting': { status: 409 },
} as const satisfies ProblemTable<ApprovalRefused['reason']>;
