import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { migrate, type Database } from '@lib/database';
import {
  KafkaCluster,
  type KafkaTransport,
  declareTopics,
  messagingMigrations,
  outboxMigrations,
  kafkaMigrations,
  topicSettings,
} from '@lib/messaging';
import { idempotencyMigrations } from '@lib/http';
import { newId } from '@lib/kernel';
import type { Socket } from 'node:net';
import { catalogGroups, enrollmentContracts } from '@lib/contracts';

export const SCHEMA = 'enrollment';
export const PACE = {
  attempts: { attemptsMax: 3, firstMs: 1, maxMs: 2 },
  outage: { firstMs: 2, maxMs: 200 },
  membership: { sessionMs: 6_000, heartbeatMs: 500 },
  pollMs: 100,
};

export const brokersOfThisRun = (): readonly string[] => (process.env.TEST_KAFKA_BROKERS ?? '').split(',');

/** A part of the cluster that no other test uses. */
export const freshPrefix = (): string => `test-${newId()}.`;

export const clusterOf = (prefix: string, brokers = brokersOfThisRun()): KafkaCluster =>
  new KafkaCluster({ clientId: 'test', brokers, prefix });

/** With topics of their own, of one replica. */
export const freshTopics = async (cluster: KafkaCluster, partitions = 3): Promise<void> =>
  declareTopics(
    cluster,
    topicSettings([enrollmentContracts, catalogGroups], { partitions, replicas: 1, minInsyncReplicas: 1 }),
  );

/** A topic of nobody's contract, by the cluster's name of it. Waits until every partition has a leader, however long a busy Kafka takes. */
export const newTopic = async ({ client }: KafkaCluster, name: string): Promise<void> => {
  const admin = client.admin();
  await admin.connect();
  await admin.createTopics({ waitForLeaders: false, topics: [{ topic: name, numPartitions: 2 }] });
  for (let hasLeaders = false; !hasLeaders; await pause(20)) {
    const known = await admin.fetchTopicMetadata({ topics: [name] }).catch(() => undefined);
    hasLeaders = known?.topics[0]?.partitions.every(({ leader }) => leader >= 0) === true;
  }
  await admin.disconnect();
};

/** Empty tables of everything that messages need, and of `effects`, in their order. */
export const freshTables = async (database: Database): Promise<void> => {
  await database.query(`DROP SCHEMA IF EXISTS ${SCHEMA} CASCADE`);
  await migrate(database, SCHEMA, [
    ...idempotencyMigrations(SCHEMA),
    ...outboxMigrations(SCHEMA),
    ...messagingMigrations(SCHEMA),
    ...kafkaMigrations(SCHEMA),
    {
      name: 'effects',
      sql: `CREATE TABLE ${SCHEMA}.effects (n bigint GENERATED ALWAYS AS IDENTITY, key text NOT NULL, sequence bigint NOT NULL)`,
    },
  ]);
};

/** The network of one process, which can be cut for good. */
export class Network {
  private readonly sockets = new Set<Socket>();
  private isCut = false;

  readonly factory = ({ host, port, onConnect }: { host: string; port: number; onConnect: () => void }): Socket => {
    // Nobody listens on port 1.
    const socket = this.isCut ? connect({ host: '127.0.0.1', port: 1 }) : connect({ host, port }, onConnect);
    this.sockets.add(socket);
    return socket;
  };

  cut(): void {
    this.isCut = true;
    for (const socket of this.sockets) socket.destroy();
  }
}

export const started = async (transport: KafkaTransport): Promise<KafkaTransport> => {
  await transport.listen((error) => {
    if (error !== undefined) throw new Error('Kafka does not answer', { cause: error });
  });
  return transport;
};

/** Resolves when the process is asked to end. */
export const signalled = (): Promise<void> =>
  new Promise((resolve) => {
    process.once('SIGTERM', () => resolve());
  });
