import { idempotencyProblems, type ProblemTable } from '@lib/http';
import { programmeProblems } from '../programme/programme.problems.js';
import type { LimitChangeRejection, LimitDecisionRejection } from './domain/limit.js';

const limitBelowIssued = { 'limit-below-issued': { status: 409 } } as const;

export const askProblems = {
  ...idempotencyProblems,
  ...programmeProblems,
  ...limitBelowIssued,
  'unknown-certificate-group': { status: 404 },
  'limit-unchanged': { status: 409 },
  'limit-change-waiting': { status: 409 },
} as const satisfies ProblemTable<LimitChangeRejection['reason'] | 'unknown-certificate-group'>;

export const decisionProblems = {
  ...idempotencyProblems,
  ...programmeProblems,
  ...limitBelowIssued,
  'unknown-limit-change': { status: 404 },
  'limit-change-decided': { status: 409 },
  'second-person-needed': { status: 403 },
} as const satisfies ProblemTable<LimitDecisionRejection['reason']>;
