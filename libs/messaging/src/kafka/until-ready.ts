import { Logger } from '@nestjs/common';
import { causeOf, chainOf } from '../delivery/cause.js';
import { backoffMs, type Backoff } from '@lib/kernel';
import { pause } from '../waiting/pause.js';

export type Patience = Backoff & { readonly withinMs: number };

const PATIENCE: Patience = { firstMs: 200, maxMs: 2_000, withinMs: 120_000 };

/** Kafka has not got ready in a long time, or is not there. */
export class KafkaNotReady extends Error {
  constructor(what: string, withinMs: number, cause: unknown) {
    super(`Kafka is not ready after ${Math.round(withinMs / 1000)} s: ${what}: ${reasonOf(cause)}`, { cause });
    this.name = 'KafkaNotReady';
  }
}

/** Something that Kafka will know in a moment: what one broker has made, another may not have heard of. */
export class NotKnownYet extends Error {
  constructor(name: string) {
    super(`Kafka does not know ${name}`);
    this.name = 'NotKnownYet';
  }
}

/**
 * Tries again while Kafka is not ready: nobody answers yet, the broker does not know a topic, a partition has no leader.
 * What will not pass by waiting is thrown at once. Each attempt takes a connection of its own: kafkajs goes on with one
 * whose broker never said what it can do.
 * @throws KafkaNotReady saying what it waited for
 */
export const untilReady = async <T>(
  what: string,
  attempt: () => Promise<T>,
  { signal, patience = PATIENCE }: { readonly signal?: AbortSignal; readonly patience?: Patience | undefined } = {},
): Promise<T> => {
  const since = performance.now();
  for (let failures = 1; ; failures++) {
    try {
      return await attempt();
    } catch (error) {
      if (!passes(error) || signal?.aborted) throw error;
      if (performance.now() - since >= patience.withinMs) throw new KafkaNotReady(what, patience.withinMs, error);
      if (failures === 1) logger.warn(`Kafka is not ready, waiting: ${what}: ${reasonOf(error)}`);
    }
    await pause(backoffMs(failures, patience), signal);
  }
};

const logger = new Logger('kafka');

/** kafkajs marks most of what may pass, also where it has itself given up; of several errors at once, all must. */
const passes = (error: unknown): boolean =>
  chainOf(error).some(
    (link) =>
      link instanceof NotKnownYet ||
      (link instanceof Error && (link.message === NEVER_SAID || ('retriable' in link && link.retriable === true))),
  ) ||
  (partsOf(error).length > 0 && partsOf(error).every(passes));

/** What kafkajs makes of a broker that took the connection and did not answer on it. */
const NEVER_SAID = 'Broker not connected';

const reasonOf = (error: unknown): string =>
  partsOf(error).length > 0 ? partsOf(error).map(causeOf).join(', ') : causeOf(error);

// An aggregate of kafkajs is no AggregateError.
const partsOf = (error: unknown): readonly unknown[] => {
  const { errors } = (error ?? {}) as { errors?: unknown };
  return Array.isArray(errors) ? errors : [];
};
