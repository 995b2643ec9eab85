import type { ProblemTable } from '@lib/http';
import type { EraseRefused, TellRefused } from './parent.commands.js';

export const tellProblems = {
  'version-needed': { status: 428 },
  'version-not-seen': { status: 412 },
} as const satisfies ProblemTable<TellRefused['reason']>;

export const parentProblems = { 'unknown-parent': { status: 404 } } as const satisfies ProblemTable<
  EraseRefused['reason']
>;
