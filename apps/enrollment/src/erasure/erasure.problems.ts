import type { ProblemTable } from '@lib/http';
import type { ApprovalRefused, AskRefused, DropRefused } from './erasure.commands.js';

export const askProblems = {
  'unknown-child': { status: 404 },
  'contracts-live': { status: 409 },
  'erasure-waiting': { status: 409 },
} as const satisfies ProblemTable<AskRefused['reason']>;

export const dropProblems = {
  'unknown-erasure': { status: 404 },
  'erasure-decided': { status: 409 },
} as const satisfies ProblemTable<DropRefused['reason']>;

export const approvalProblems = {
  ...dropProblems,
  'second-person-needed': { status: 403 },
  'contracts-live': { status: 409 },
} as const satisfies ProblemTable<ApprovalRefused['reason']>;
