import { ClocksDiffer, DaysStopped } from '@lib/clock';
import { isDatabaseAway } from '@lib/database';
import { EventStoreUnavailable } from '@lib/event-store';
import { NewerVersion } from '@lib/kernel';
import { chainOf } from './cause.js';

/**
 * Whether an error, or what caused it, says that the database, the event store or Kafka is away, that this process ends, that its clock is wrong,
 * or that a newer build wrote what this one does not know: something to wait for. All else is about the message itself.
 */
export const isUnavailable = (error: unknown): boolean =>
  chainOf(error).some(
    (link) =>
      link instanceof EventStoreUnavailable ||
      link instanceof DaysStopped ||
      link instanceof ClocksDiffer ||
      link instanceof NewerVersion ||
      isDatabaseAway(link) ||
      (link instanceof Error && (KAFKA_AWAY.test(link.name) || isMoving(link))) ||
      (link instanceof AggregateError && link.errors.some(isUnavailable)),
  );

const KAFKA_AWAY =
  /^KafkaJS(Connection|RequestTimeout|NumberOfRetriesExceeded|BrokerNotFound|NoBrokerAvailable|GroupCoordinatorNotFound)/;

/** A broker answers that a group or a partition is another's, or nobody's, for the moment: an answer that kafkajs calls retriable. */
const isMoving = (error: Error): boolean =>
  error.name === 'KafkaJSProtocolError' && 'retriable' in error && error.retriable === true;
