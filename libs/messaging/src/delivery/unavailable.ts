import { ClocksDiffer, DaysStopped } from '@lib/clock';
import { isDatabaseAway, isStatementEnded } from '@lib/database';
import { AnotherLog, EventStoreRefusal, EventStoreUnavailable } from '@lib/event-store';
import { NewerVersion } from '@lib/kernel';
import { chainOf } from './cause.js';

/**
 * Whether an error, or what caused it, says that the database, the event store or Kafka is away or refuses this service, that
 * the log is another one, that this process ends, that its clock is wrong, or that a newer build wrote what this one does not
 * know: something to wait for. All else is about the message itself.
 */
export const isUnavailable = (error: unknown): boolean =>
  chainOf(error).some(
    (link) =>
      link instanceof EventStoreUnavailable ||
      (link instanceof EventStoreRefusal && link.reason === 'access-denied') ||
      link instanceof AnotherLog ||
      link instanceof DaysStopped ||
      link instanceof ClocksDiffer ||
      link instanceof NewerVersion ||
      isDatabaseAway(link) ||
      isKafkaAway(link) ||
      (link instanceof AggregateError && link.errors.some(isUnavailable)),
  );

/**
 * Whether a statement took longer than its limit. A database that is slow for a while looks so, and is waited for; a message
 * whose statement never ends in time looks so too, and must not be waited for without end.
 */
export const isTooLong = (error: unknown): boolean => chainOf(error).some(isStatementEnded);

const isKafkaAway = (link: unknown): boolean =>
  link instanceof Error &&
  (KAFKA_AWAY.test(link.name) ||
    isMoving(link) ||
    ('type' in link && typeof link.type === 'string' && KAFKA_REFUSES.test(link.type)));

const KAFKA_AWAY =
  /^KafkaJS(Connection|RequestTimeout|NumberOfRetriesExceeded|BrokerNotFound|NoBrokerAvailable|GroupCoordinatorNotFound|SASLAuthentication)/;
// The names of the protocol, https://kafka.apache.org/protocol#protocol_error_codes.
const KAFKA_REFUSES = /_AUTHORIZATION_FAILED$|^SASL_AUTHENTICATION_FAILED$/;

/** A broker answers that a group or a partition is another's, or nobody's, for the moment: an answer that kafkajs calls retriable. */
const isMoving = (error: Error): boolean =>
  error.name === 'KafkaJSProtocolError' && 'retriable' in error && error.retriable === true;
