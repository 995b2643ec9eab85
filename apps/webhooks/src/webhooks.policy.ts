import type { Policy } from '@lib/access';

const own = { integration: 'webhooks' } as const;
const kept = { administrator: 'installation', integration: 'webhooks' } as const;

/** Who may do what with webhooks (docs/access.md): a program with its own endpoints; an administrator sees no secret and no message. */
export const webhooksPolicy = {
  'POST /endpoints': own,
  'GET /endpoints': kept,
  'GET /endpoints/{id}': kept,
  'GET /endpoints/{id}/secret': own,
  'GET /endpoints/{id}/waiting': kept,
  'GET /endpoints/{id}/attempts': kept,
  'GET /endpoints/{id}/requests': own,
  'POST /endpoints/{id}/change': own,
  'POST /endpoints/{id}/rotate-secret': own,
  'POST /endpoints/{id}/enable': kept,
  'POST /endpoints/{id}/replays': kept,
  'POST /endpoints/{id}/remove': kept,
} as const satisfies Policy;
