import { createRequire } from 'node:module';
import kafkajs, { PartitionAssigners, type PartitionAssigner } from 'kafkajs';

type Drain = () => Promise<void>;
type ConsumerGroup = {
  readonly assigners: readonly object[];
  joinAndSync: () => Promise<void>;
};

const load = createRequire(import.meta.url);
const drains = new WeakMap<object, Drain>();
const joins = new WeakMap<ConsumerGroup, Promise<void>>();
const isPatched = new WeakSet<() => Promise<void>>();

/**
 * kafkajs 2.2.4 joins a group again without asking who still works on messages of the generation before: the next owner
 * of a partition would start beside them. A consumer with this assigner calls `drain` first, and joins when it resolves.
 * It has a fetcher for each broker, and each joins when it finds that a leader has changed: whoever asks while a join is
 * under way gets that one.
 *
 * After a join that failed kafkajs goes on fetching for the generation before, as long as its heartbeats are answered: such
 * as when the coordinator was still loading. What was drained would wait for ever, so the consumer is started anew instead.
 */
export const drainBeforeJoin = (drain: Drain): PartitionAssigner => {
  patch();
  return (config) => {
    const assigner = PartitionAssigners.roundRobin(config);
    drains.set(assigner, drain);
    return assigner;
  };
};

const patch = (): void => {
  const { prototype } = load('kafkajs/src/consumer/consumerGroup.js') as { prototype: ConsumerGroup };
  const join = prototype.joinAndSync;
  if (isPatched.has(join)) return;
  const drainAndJoin = async (group: ConsumerGroup): Promise<void> => {
    for (const assigner of group.assigners) await drains.get(assigner)?.();
    try {
      await join.call(group);
    } catch (error) {
      throw isTriedAgain(error) ? givenUp(error) : error;
    }
  };
  const patched = function (this: ConsumerGroup): Promise<void> {
    const underWay = joins.get(this);
    if (underWay) return underWay;
    const joining = drainAndJoin(this).finally(() => joins.delete(this));
    joins.set(this, joining);
    return joining;
  };
  isPatched.add(patched);
  prototype.joinAndSync = patched;
};

/** kafkajs would take the error for one of the fetch that found the group changed, and fetch again. */
const isTriedAgain = (error: unknown): error is Error =>
  error instanceof Error && 'retriable' in error && error.retriable === true;

const givenUp = (cause: Error): Error => Object.assign(new kafkajs.KafkaJSNonRetriableError(cause), { cause });
