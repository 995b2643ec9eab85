import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { KafkaCluster } from './kafka-cluster.js';
import { membershipIn } from './membership.js';

beforeAll(() => Logger.overrideLogger(false));
afterAll(() => Logger.overrideLogger(['warn', 'error', 'fatal']));

/** The client of brokers with these shortest sessions. */
const clusterOf = (...shortest: readonly string[]): KafkaCluster => {
  const admin = {
    connect: async () => undefined,
    disconnect: async () => undefined,
    describeCluster: async () => ({ brokers: shortest.map((_, nodeId) => ({ nodeId })) }),
    describeConfigs: async ({ resources }: { resources: readonly { name: string }[] }) => {
      if (shortest.includes('refused'))
        throw Object.assign(new Error('not for you'), { type: 'CLUSTER_AUTHORIZATION_FAILED' });
      return { resources: resources.map(({ name }) => ({ configEntries: [{ configValue: shortest[Number(name)] }] })) };
    },
  };
  return { brokers: ['one:9092'], client: { admin: () => admin } } as unknown as KafkaCluster;
};

it.each([
  ['two seconds, where the brokers allow it', ['1000', '1000'], 2_000],
  ['what the strictest of the brokers allows', ['1000', '6000'], 6_000],
  ['what brokers are shipped with, where they do not tell', ['refused'], 6_000],
])('the session of a member lasts %s', async (_, shortest, sessionMs) => {
  expect(await membershipIn(clusterOf(...shortest))).toEqual({ sessionMs, heartbeatMs: sessionMs / 8 });
});
