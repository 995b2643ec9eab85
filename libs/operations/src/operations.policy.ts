import type { Policy } from '@lib/access';

const installation = { administrator: 'installation' } as const;

/** Who may ask what of every service (docs/access.md). */
export const operationsPolicy = {
  'GET /health/live': 'anyone',
  'GET /health/ready': 'anyone',
  'GET /clock': 'anyone',
  'PUT /clock': installation,
  // Of a service by another; one word, and nothing of anybody.
  'GET /messaging/published': 'anyone',
  'GET /messaging/lag': installation,
  'GET /messaging/parked': installation,
  'POST /messaging/parked/retry': installation,
  'POST /messaging/parked/{id}/discard': installation,
  'GET /messaging/replays': installation,
  'POST /messaging/replays': installation,
  'POST /messaging/replays/{id}/stop': installation,
  'GET /metrics': installation,
} as const satisfies Policy;
