import type { Policy } from '@lib/access';

const money = { municipality: 'municipality', payer: 'municipality', operator: 'region', auditor: 'ledger' } as const;
const account = { parent: 'own children', child: 'self', ...money, integration: 'accounts' } as const;
const payable = { provider: 'own groups', ...money, integration: 'accounts' } as const;
const ledger = { auditor: 'ledger', integration: 'ledger' } as const;

/** Who may do what with certificates (docs/access.md). */
export const certificatesPolicy = {
  'GET /accounts/{holder}': account,
  'GET /accounts/{holder}/statement': account,
  // Says where it has gone, and nothing of anybody.
  'GET /accounts/{holder}/quote': 'anyone',
  'GET /accounts/{holder}/events': ledger,
  'GET /events': ledger,
  'POST /accounts/{holder}/certificates/{programme}/close': { operator: 'region', integration: 'accounts' },
  'GET /certificates/{number}': account,
  'POST /financing-programmes': { operator: 'region', integration: 'programmes' },
  'POST /financing-programmes/dry-runs': { operator: 'region', integration: 'programmes' },
  // A region publishes its rules.
  'GET /financing-programmes': 'anyone',
  'GET /financing-programmes/{programme}': 'anyone',
  'GET /financing-programmes/{programme}/limits': { ...money, integration: 'programmes' },
  // Two persons: who asked does not approve.
  'POST /financing-programmes/{programme}/limit-changes': { operator: 'region', integration: 'programmes' },
  'POST /financing-programmes/{programme}/limit-changes/{change}/approve': {
    operator: 'region',
    integration: 'approvals',
  },
  'POST /financing-programmes/{programme}/limit-changes/{change}/drop': {
    operator: 'region',
    integration: 'programmes',
  },
  'GET /financing-programmes/{programme}/certificates': { ...money, integration: 'accounts' },
  'GET /financing-programmes/{programme}/totals': { ...money, integration: 'accounts' },
  'GET /exports/certificates': { ...money, integration: 'accounts' },
  'GET /exports/entries': { ...money, integration: 'accounts' },
  'GET /exports/payables': payable,
  'GET /payables': payable,
  'GET /payables/totals': payable,
  // Asked by enrolment on behalf of whoever asks there.
  'POST /reserve-quotes': {
    parent: 'own children',
    child: 'self',
    municipality: 'municipality',
    payer: 'municipality',
    // Only with the voucher of enrolment: the rest of an account is none of a provider's business.
    provider: 'own groups',
    operator: 'region',
    integration: 'applications',
  },
} as const satisfies Policy;
