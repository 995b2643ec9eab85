import type { Policy } from '@lib/access';

/** Who may do what in the catalogue (docs/access.md): everybody reads it. */
export const catalogPolicy = {
  'GET /groups': 'anyone',
  'GET /groups/{groupId}': 'anyone',
  'GET /providers': 'anyone',
  'GET /exports/programs': { operator: 'region', integration: 'catalogue' },
  'POST /imports': { operator: 'region', integration: 'catalogue' },
} as const satisfies Policy;
