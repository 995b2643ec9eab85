import type { LedgerClient } from '@lib/client';
import type { EventSource } from './ledger-event.js';

/** The log of an installation, over HTTP. */
export const logOf = ({ certificates }: Pick<LedgerClient, 'certificates'>): EventSource => ({
  events: (after) => certificates.items('GET /events', after === undefined ? {} : { query: { cursor: after } }),
});
