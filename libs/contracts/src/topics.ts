import { catalogGroups } from './catalog-groups.js';
import { certificatesAccounts } from './certificates-accounts.js';
import { certificatesProgrammes } from './certificates-programmes.js';
import { enrollmentContracts } from './enrollment-contracts.js';
import type { AnyTopic } from './message.js';

/** Every topic there is. */
export const topics: readonly AnyTopic[] = [
  catalogGroups,
  enrollmentContracts,
  certificatesAccounts,
  certificatesProgrammes,
];
