import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { isStillOurs, markFetches } from './fetched-for.js';

type Group = { generationId: number; memberId: string; fetch: (nodeId: string) => Promise<readonly object[]> };

// A batch that was asked for before a rebalance was handled after it by the member that had lost its partition, and its
// offset was committed over the owner's: what lay between was skipped. Every test had one fetch in flight at a time.
describe('a batch', () => {
  const { prototype } = createRequire(import.meta.url)('kafkajs/src/consumer/consumerGroup.js') as { prototype: Group };
  let arrive = (): void => undefined;
  prototype.fetch = () => new Promise((resolve) => (arrive = () => resolve([{}])));
  markFetches();
  markFetches();

  const fetchWhile = async (change: (group: Group) => void): Promise<object> => {
    const group = Object.assign(Object.create(prototype) as Group, { generationId: 1, memberId: 'a' });
    const fetching = group.fetch('0');
    change(group);
    arrive();
    const [batch] = await fetching;
    return Object.assign(batch as object, { group });
  };

  it('of the generation that asked for it is taken', async () => {
    expect(isStillOurs(await fetchWhile(() => undefined))).toBe(true);
  });

  it.each([
    ['that arrives after the group was joined anew', (group: Group) => void (group.generationId = 2)],
    ['that arrives at another member', (group: Group) => void (group.memberId = 'b')],
  ])('%s is not', async (_, change) => {
    expect(isStillOurs(await fetchWhile(change))).toBe(false);
  });

  it('that waited while the group was joined anew is not', async () => {
    const batch = (await fetchWhile(() => undefined)) as { group: Group };
    batch.group.generationId = 2;
    expect(isStillOurs(batch)).toBe(false);
  });

  it('that nobody marked is not', () => expect(isStillOurs({})).toBe(false));
});
