import { createRequire } from 'node:module';

type ConsumerGroup = {
  readonly generationId: number | null;
  readonly memberId: string | null;
  fetch: (nodeId: string) => Promise<readonly object[]>;
};

const load = createRequire(import.meta.url);
const generations = new WeakMap<object, () => boolean>();
const isPatched = new WeakSet<ConsumerGroup['fetch']>();

/**
 * kafkajs 2.2.4 hands out what it had asked for before the group was joined anew: messages of a partition that is another's
 * by now, whose offset it would then commit over the owner's. From now on every batch knows for which generation of its
 * group it was fetched.
 */
export const markFetches = (): void => {
  const { prototype } = load('kafkajs/src/consumer/consumerGroup.js') as { prototype: ConsumerGroup };
  const { fetch } = prototype;
  if (isPatched.has(fetch)) return;
  const patched = async function (this: ConsumerGroup, nodeId: string): Promise<readonly object[]> {
    const { generationId, memberId } = this;
    const batches = await fetch.call(this, nodeId);
    for (const batch of batches)
      generations.set(batch, () => this.generationId === generationId && this.memberId === memberId);
    return batches;
  };
  isPatched.add(patched);
  prototype.fetch = patched;
};

/** Whether the group has not been joined anew since the batch was asked for: its partition is still this member's. */
export const isStillOurs = (batch: object): boolean => generations.get(batch)?.() ?? false;
