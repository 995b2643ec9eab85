export {
  actorOf,
  decode,
  wireTypeOf,
  encode,
  envelope,
  type AnyTopic,
  type ContractViolation,
  type Message,
  type MessageOf,
  type Outgoing,
  type Topic,
  type WireMessage,
} from './message.js';
export { catalogGroups, type CatalogGroupsOutgoing, type GroupState } from './catalog-groups.js';
export {
  enrollmentContracts,
  type EnrollmentContractsMessage,
  type EnrollmentContractsOutgoing,
} from './enrollment-contracts.js';
export {
  certificatesAccounts,
  type CertificatesAccountsMessage,
  type CertificatesAccountsOutgoing,
} from './certificates-accounts.js';
export { certificatesProgrammes, type CertificatesProgrammesOutgoing } from './certificates-programmes.js';
export { topics } from './topics.js';
export { withoutKopecks } from './with-unit.js';
