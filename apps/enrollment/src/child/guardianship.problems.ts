import type { ProblemTable } from '@lib/http';
import type { ClaimRefused, CodeRefused } from './guardianship.commands.js';

export const codeProblems = {
  'unknown-child': { status: 404 },
  'too-young-for-a-login': { status: 409 },
} as const satisfies ProblemTable<CodeRefused['reason']>;

export const claimProblems = {
  'code-not-valid': { status: 404 },
  'child-has-a-login': { status: 409 },
  // Claimed once, and erased since.
  'unknown-guardianship': { status: 404 },
} as const satisfies ProblemTable<ClaimRefused['reason'] | 'unknown-guardianship'>;

export const endProblems = { 'unknown-guardianship': { status: 404 } } as const satisfies ProblemTable<string>;
