import { DaysStopped } from '@lib/clock';
import { isDatabaseAway } from '@lib/database';
import { EventStoreUnavailable } from '@lib/event-store';
import { chainOf } from './cause.js';

/**
 * Whether an error, or what caused it, says that the database, the event store or Kafka is away, or that this process
 * ends: something to wait for. All else is about the message itself.
 */
export const isUnavailable = (error: unknown): boolean =>
  chainOf(error).some(
    (link) =>
      link instanceof EventStoreUnavailable ||
      link instanceof DaysStopped ||
      isDatabaseAway(link) ||
      (link instanceof Error && KAFKA_AWAY.test(link.name)) ||
      (link instanceof AggregateError && link.errors.some(isUnavailable)),
  );

const KAFKA_AWAY =
  /^KafkaJS(Connection|RequestTimeout|NumberOfRetriesExceeded|BrokerNotFound|NoBrokerAvailable|GroupCoordinatorNotFound)/;
