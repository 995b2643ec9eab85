export { LAG_MAX, MessageLog, type LoggedMessage } from './log/message-log.js';
export { Outbox, outboxMigrations } from './log/outbox.js';
export { EventStoreLog } from './log/event-store-log.js';
export { EffectsTogether } from './delivery/effects-together.js';
export { Inbox, pruneInbox } from './delivery/inbox.js';
export { States } from './delivery/states.js';
export type { Delivery } from './delivery/delivery.js';
export { Parking, pruneParked, type ParkedMessage, type ParkedStatus } from './delivery/parking.js';
export { messagingMigrations, messagingRights, outboxRights } from './migrations.js';
export { OnDiscard } from './transport/on-discard.js';
export {
  DiscardNotTold,
  OrderedDelivery,
  RetryElsewhere,
  type Handle,
  type Retry,
} from './delivery/ordered-delivery.js';
export { Leases } from './delivery/leases.js';
export { News } from './waiting/news.js';
export { causeOf } from './delivery/cause.js';
export { MalformedMessage, decoded } from './delivery/malformed-message.js';
export { isUnavailable } from './delivery/unavailable.js';
export { CopyLevel, TransportCopyLevel, type Published } from './transport/copy-level.js';
export type { MessageTransport } from './transport/message-transport.js';
export { LocalTransport } from './local/local-transport.js';
export { connectTransport } from './transport/connect-transport.js';
export { KafkaCluster, type KafkaOptions } from './kafka/kafka-cluster.js';
export { KafkaTransport, paceIn } from './kafka/kafka-transport.js';
export { KafkaRelay } from './kafka/kafka-relay.js';
export { ReplayRefused, Replays, type Replay } from './kafka/replays.js';
export { kafkaMigrations, kafkaRights } from './kafka/migrations.js';
export { TopicsDiffer, declareTopics, topicSettings, type TopicSettings } from './kafka/topics.js';
export { KafkaNotReady } from './kafka/until-ready.js';
