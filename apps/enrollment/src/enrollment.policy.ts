import type { Policy } from '@lib/access';

const family = { parent: 'own children', operator: 'region', integration: 'applications' } as const;
const provider = { provider: 'own groups', operator: 'region', integration: 'applications' } as const;
const guardian = { parent: 'own children', operator: 'region', integration: 'children' } as const;
const operator = { operator: 'region', integration: 'applications' } as const;
const sight = { child: 'self', municipality: 'municipality', payer: 'municipality' } as const;
const card = { parent: 'own children', child: 'self', operator: 'region', integration: 'children' } as const;
/** Whoever may ask for a job of any kind, for its own jobs. */
const bulk = {
  provider: 'own groups',
  operator: 'region',
  integration: ['applications', 'children', 'lessons'],
} as const;
const reported = { provider: 'own groups', operator: 'region', integration: 'lessons' } as const;

/** Who may do what in enrolment (docs/access.md). */
export const enrollmentPolicy = {
  'POST /applications': family,
  'GET /applications': { ...sight, ...family, ...provider },
  'GET /applications/{id}': { ...sight, ...family, ...provider },
  'GET /applications/{id}/quote': { ...family, ...provider },
  'POST /applications/{id}/consent': { ...family, ...provider },
  'POST /applications/{id}/confirm': family,
  'POST /applications/{id}/withdraw': family,
  'POST /applications/{id}/accept': provider,
  'POST /applications/{id}/refuse': provider,
  'POST /applications/{id}/conclude': provider,
  'POST /applications/{id}/terminate': { ...family, ...provider },
  'POST /applications/{id}/revoke-notice': { ...family, ...provider },
  'POST /applications/{id}/stop-waiting': operator,
  'GET /consent-texts': { ...sight, ...family, ...provider },
  'GET /exports/contracts': { municipality: 'municipality', payer: 'municipality', ...provider },
  'GET /exports/lessons': reported,
  'GET /quotes': { child: 'self', parent: 'own children', operator: 'region', integration: 'applications' },
  // Asked by certificates on behalf of whoever asks there: it tells of one's own questions alone.
  'GET /quotes/vouchers/{voucher}': {
    provider: 'own groups',
    municipality: 'municipality',
    payer: 'municipality',
    ...operator,
  },

  'POST /children/imports': { operator: 'region', integration: 'children' },
  'POST /children/search': { operator: 'region', integration: 'children' },
  'GET /children': { ...sight, parent: 'own children', operator: 'region', integration: 'children' },
  'GET /children/{childId}': { ...sight, parent: 'own children', operator: 'region', integration: 'children' },
  'POST /children/{childId}/move': { operator: 'region', integration: 'children' },
  'POST /children/{childId}/processing-consents': guardian,
  'POST /children/{childId}/processing-consents/withdraw': guardian,
  'GET /processing-consents': { child: 'self', ...guardian },

  'GET /children/{childId}/card': card,
  'GET /children/{childId}/copy': card,
  'GET /children/{childId}/reads': card,
  'GET /children/{childId}/guardians': card,

  'POST /erasures': { operator: 'region', integration: 'children' },
  'GET /erasures': { operator: 'region', integration: 'children' },
  'GET /erasures/{id}': { operator: 'region', integration: 'children' },
  'POST /erasures/{id}/approve': { operator: 'region', integration: 'approvals' },
  'POST /erasures/{id}/drop': { operator: 'region', integration: 'children' },

  'POST /merges': { operator: 'region', integration: 'children' },
  'GET /merges': { operator: 'region', integration: 'children' },
  'GET /merges/{id}': { operator: 'region', integration: 'children' },
  'POST /merges/{id}/approve': { operator: 'region', integration: 'approvals' },
  'POST /merges/{id}/drop': { operator: 'region', integration: 'children' },

  'POST /guardianships/codes': { operator: 'region', integration: 'children' },
  'POST /guardianships': { parent: 'own children', child: 'self' },
  'GET /guardianships': { parent: 'own children', child: 'self', operator: 'region', integration: 'children' },
  'GET /guardianships/{id}': { parent: 'own children', child: 'self', operator: 'region', integration: 'children' },
  'POST /guardianships/{id}/end': guardian,
  'POST /guardianships/end-all': { operator: 'region', integration: 'children' },

  'PUT /parents/me': { parent: 'own children' },
  'GET /parents/me': { parent: 'own children' },
  'POST /parents/me/erase': { parent: 'own children' },
  'GET /parents/me/copy': { parent: 'own children' },

  'POST /registrations': { parent: 'own children' },
  'GET /registrations': { parent: 'own children', operator: 'region', integration: 'children' },
  'GET /registrations/{id}': { parent: 'own children', operator: 'region', integration: 'children' },
  'POST /registrations/{id}/withdraw': { parent: 'own children' },
  'POST /registrations/{id}/confirm': { operator: 'region', integration: 'children' },
  'POST /registrations/{id}/refuse': { operator: 'region', integration: 'children' },

  'POST /lessons': reported,
  'GET /lessons': { municipality: 'municipality', payer: 'municipality', ...reported },
  'GET /lessons/{groupId}/{month}': { municipality: 'municipality', payer: 'municipality', ...reported },
  'POST /lessons/corrections': reported,
  'GET /lessons/corrections': reported,
  'GET /lessons/corrections/{id}': reported,
  'POST /lessons/corrections/{id}/approve': { operator: 'region', integration: 'approvals' },
  'POST /lessons/corrections/{id}/cancel': { operator: 'region', integration: 'lessons' },

  'POST /bulk-jobs/accept': provider,
  'POST /bulk-jobs/conclude': provider,
  'POST /bulk-jobs/report': reported,
  'POST /bulk-jobs/register': { operator: 'region', integration: 'children' },
  'GET /bulk-jobs': bulk,
  'GET /bulk-jobs/{id}': bulk,
  'GET /bulk-jobs/{id}/items': bulk,
  'POST /bulk-jobs/{id}/cancel': bulk,
} as const satisfies Policy;
