export { canonicalJson, type JsonObject } from './canonical.js';
export {
  EventStore,
  EventStoreUnavailable,
  RevisionConflict,
  type Append,
  type AppendResult,
  type ExpectedHead,
  type LogFilter,
  type NewEvent,
  type NonEmpty,
  type Position,
  type StoredEvent,
  type StreamId,
  type StreamRead,
  type SubscriptionMessage,
} from './event-store.js';
export { esdbAddressFault } from './esdb/esdb.address.js';
export { EventStoreRefusal } from './esdb/esdb.refusal.js';
export { openEsdbEventStore } from './esdb/esdb.open.js';
export type { EsdbRights } from './esdb/esdb.access.js';
export { setEsdbRights } from './esdb/esdb.rights.js';
export { verifyChain } from './hash-chain.js';
export { MemoryEventStore } from './memory.event-store.js';
export { AnotherLog, isThatVery } from './position.js';
export { PostgresEventStore } from './postgres.event-store.js';
export { eventStoreMigrations, eventStoreSchema } from './postgres.schema.js';
