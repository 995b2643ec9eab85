import type { ProblemTable } from '@lib/http';

export const childProblems = { 'unknown-child': { status: 404 } } as const satisfies ProblemTable<string>;
