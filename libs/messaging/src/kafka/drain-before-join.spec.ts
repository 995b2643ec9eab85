import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { drainBeforeJoin } from './drain-before-join.js';

type Group = { readonly assigners: readonly object[]; joinAndSync: () => Promise<void> };

// There is a fetcher for each broker, and each of them joined the group when it found that a leader had changed: a join
// began while another was under way, took back what that one had begun to read, and a partition stood still for minutes.
// Every test had one broker, and so one fetcher.
describe('a join', () => {
  const { prototype } = createRequire(import.meta.url)('kafkajs/src/consumer/consumerGroup.js') as { prototype: Group };
  const said: string[] = [];
  const underWay: PromiseWithResolvers<void>[] = [];
  const end = (): void => underWay.splice(0).forEach(({ resolve }) => resolve());
  const fail = (error = new Error('no broker')): void => underWay.splice(0).forEach(({ reject }) => reject(error));
  prototype.joinAndSync = () => {
    said.push('join');
    const joining = Promise.withResolvers<void>();
    underWay.push(joining);
    return joining.promise;
  };
  const groupOf = (name: string): Group =>
    Object.assign(Object.create(prototype) as Group, {
      assigners: [drainBeforeJoin(async () => void said.push(`drain ${name}`))({} as never)],
    });
  const begun = async (joins: number): Promise<void> => {
    for (let turns = 0; turns < 100 && said.filter((word) => word === 'join').length < joins; turns++)
      await Promise.resolve();
  };

  it('is one for all who ask while it is under way, and another for who asks later', async () => {
    said.length = 0;
    const group = groupOf('a');
    const asked = [group.joinAndSync(), group.joinAndSync()];
    await begun(1);
    asked.push(group.joinAndSync());
    expect(said).toEqual(['drain a', 'join']);
    end();
    await Promise.all(asked);
    expect(said).toEqual(['drain a', 'join']);
    const again = group.joinAndSync();
    await begun(2);
    end();
    await again;
    expect(said).toEqual(['drain a', 'join', 'drain a', 'join']);
  });

  it('that fails does so for all who asked, and the next one is tried', async () => {
    said.length = 0;
    const group = groupOf('a');
    const asked = Promise.allSettled([group.joinAndSync(), group.joinAndSync()]);
    await begun(1);
    fail();
    expect((await asked).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    const again = group.joinAndSync();
    await begun(2);
    end();
    await again;
  });

  // A coordinator moved, and was still loading when both members of a group joined again. kafkajs fetched on for the
  // generation before, whose heartbeats were answered, and no message was taken until the next restart.
  it('that fails for what passes ends the consumer, which is started anew', async () => {
    said.length = 0;
    const joining = groupOf('a').joinAndSync();
    await begun(1);
    const loading = Object.assign(new Error('the coordinator is loading'), { retriable: true });
    fail(loading);
    await expect(joining).rejects.toMatchObject({ retriable: false, cause: loading });
  });

  it('is its own group’s', async () => {
    said.length = 0;
    const joining = groupOf('a').joinAndSync();
    await begun(1);
    end();
    const another = groupOf('b').joinAndSync();
    await begun(2);
    end();
    await Promise.all([joining, another]);
    expect(said).toEqual(['drain a', 'join', 'drain b', 'join']);
  });
});
