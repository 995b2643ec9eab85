export { canonicalJson, type JsonObject, type JsonValue } from './canonical.js';
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
  type StreamHead,
  type StreamId,
  type SubscriptionMessage,
} from './event-store.js';
export type { EsdbEventStore, EsdbOptions } from './esdb/esdb.event-store.js';
export { openEsdbEventStore } from './esdb/esdb.open.js';
export { EventStoreRefusal } from './esdb/esdb.refusal.js';
export { headOf, seal, verifyChain, type ChainFault, type SealedEvent } from './hash-chain.js';
export { isRepetition } from './repetition.js';
export { MemoryEventStore } from './memory.event-store.js';
export { PostgresEventStore } from './postgres.event-store.js';
export { eventStoreMigrations, grantsForServices } from './postgres.schema.js';
