export { LAG_MAX, MessageLog, type LoggedMessage } from './message-log.js';
export { Outbox, outboxMigration } from './outbox.js';
export { EventStoreLog } from './event-store-log.js';
export { Inbox } from './inbox.js';
export { Parking, type Delivery, type ParkedMessage, type ParkedStatus } from './parking.js';
export { messagingMigrations } from './migrations.js';
export { OnDiscard } from './on-discard.js';
export {
  DiscardNotTold,
  OrderedDelivery,
  RetryElsewhere,
  type Attempts,
  type Handle,
  type Retry,
} from './ordered-delivery.js';
export { MalformedMessage, decoded } from './malformed-message.js';
export { isUnavailable } from './unavailable.js';
export { CopyLevel, TransportCopyLevel, type Published } from './copy-level.js';
export type { MessageTransport } from './message-transport.js';
export { LocalTransport, type Pace } from './local-transport.js';
export { connectTransport } from './connect-transport.js';
export { KafkaCluster, type KafkaOptions } from './kafka/kafka-cluster.js';
export { KafkaTransport } from './kafka/kafka-transport.js';
export { KafkaRelay } from './kafka/kafka-relay.js';
export { ReplayRefused, Replays, type Replay } from './kafka/replays.js';
export { kafkaMigrations } from './kafka/migrations.js';
export { TopicsDiffer, declareTopics, topicSettings, type TopicSettings } from './kafka/topics.js';
