import { Logger } from '@nestjs/common';
import kafkajs, { type Admin, type ConfigResourceTypes } from 'kafkajs';
import type { KafkaCluster } from './kafka-cluster.js';
import { untilReady } from './until-ready.js';

/** How a member keeps its place in the group. */
export type Membership = {
  /** Without a sign of life for so long, its partitions go to others. */
  readonly sessionMs: number;
  readonly heartbeatMs: number;
};

/**
 * As short a session as we like, or as the brokers allow: while it lasts, nobody has the partitions of a process that was
 * killed. It may be short, for nothing is lost where a process that was only slow loses its partitions.
 * @throws KafkaNotReady
 */
export const membershipIn = async (cluster: KafkaCluster): Promise<Membership> => {
  const allowedMs = await untilReady(`the settings of ${cluster.brokers.join(', ')}`, () => shortestIn(cluster));
  if (allowedMs > SESSION_MS)
    logger.warn(
      `partitions of a killed process pass to others after ${allowedMs} ms, for so is ${SETTING} of the brokers`,
    );
  const sessionMs = Math.max(SESSION_MS, allowedMs);
  return { sessionMs, heartbeatMs: sessionMs / HEARTBEATS };
};

const logger = new Logger('kafka');
const SESSION_MS = 2_000;
const HEARTBEATS = 8;
const SETTING = 'group.min.session.timeout.ms';
/** What Kafka is shipped with. */
const SHIPPED_MS = 6_000;

const shortestIn = async (cluster: KafkaCluster): Promise<number> => {
  const admin = cluster.client.admin();
  try {
    await admin.connect();
    return await shortestOf(admin);
  } catch (error) {
    // Who may read and write topics need not be allowed to read settings.
    if (error instanceof Error && 'type' in error && error.type === 'CLUSTER_AUTHORIZATION_FAILED') return SHIPPED_MS;
    throw error;
  } finally {
    await admin.disconnect();
  }
};

const shortestOf = async (admin: Admin): Promise<number> => {
  const { brokers } = await admin.describeCluster();
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: brokers.map(({ nodeId }) => ({
      type: kafkajs.ConfigResourceTypes.BROKER as ConfigResourceTypes,
      name: String(nodeId),
      configNames: [SETTING],
    })),
  });
  return Math.max(...resources.map(({ configEntries }) => Number(configEntries[0]?.configValue ?? SHIPPED_MS)));
};
