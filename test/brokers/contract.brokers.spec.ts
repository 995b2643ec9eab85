import { afterAll, beforeAll } from '@jest/globals';
import { PgDatabase } from '@lib/database';
import { Inbox, KafkaCluster, KafkaTransport } from '@lib/messaging';
import { SeverableDatabase, transportContract, type TransportUnderTest } from '@lib/messaging/testing';
import { Logger } from '@nestjs/common';
import kafkajs from 'kafkajs';
import { realPostgres, type RealPostgres } from '../support/postgres.js';
import {
  Network,
  PACE,
  SCHEMA,
  brokersOfThisRun,
  clusterOf,
  freshPrefix,
  freshTables,
  freshTopics,
  started,
} from './test-cluster.js';

let server: RealPostgres;
beforeAll(async () => {
  Logger.overrideLogger(false);
  server = await realPostgres();
});
afterAll(() => server.stop());

// A database for each test: what one that failed has left running writes into none of the others.
transportContract('KafkaTransport', async () => underTest(new PgDatabase(await server.createDatabase())));

const underTest = async (tables: PgDatabase): Promise<TransportUnderTest> => {
  await freshTables(tables);
  const prefix = freshPrefix();
  const cluster = clusterOf(prefix);
  await freshTopics(cluster);
  // A topic is new, and not each of its partitions is ready: what is sent again to the others must not lie there twice.
  const producer = cluster.client.producer({
    createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
    idempotent: true,
    maxInFlightRequests: 1,
  });
  await producer.connect();
  const processes: {
    readonly reach: SeverableDatabase;
    readonly network: Network;
    readonly transport: KafkaTransport;
  }[] = [];
  const current = (): (typeof processes)[number] => processes.at(-1)!;
  return {
    publish: async (wires) => {
      await producer.sendBatch({
        topicMessages: [...Map.groupBy(wires, ({ topic }) => topic)].map(([topic, messages]) => ({
          topic: cluster.named(topic),
          messages: messages.map(({ key, value, headers }) => ({ key, value, headers: { ...headers } })),
        })),
      });
    },
    start: async (handlers) => {
      const reach = new SeverableDatabase(tables);
      const network = new Network();
      const transport = new KafkaTransport({
        cluster: new KafkaCluster({
          clientId: 'test',
          brokers: brokersOfThisRun(),
          prefix,
          socketFactory: network.factory,
        }),
        consumer: 'contract',
        database: reach,
        schema: SCHEMA,
        pace: PACE,
      });
      for (const [topic, handle] of Object.entries(handlers)) transport.addHandler(topic, handle, true);
      await started(transport);
      processes.push({ reach, network, transport });
    },
    crash: () => {
      current().reach.sever();
      current().network.cut();
    },
    idle: () => current().transport.idle(),
    catchesUp: (topic, withinMs) => current().transport.catchesUp(topic, withinMs),
    discard: (id, reason) => current().transport.discard(id, reason),
    retry: (topic, key) => current().transport.retry(topic, key),
    get parking() {
      return current().transport.parking;
    },
    get database() {
      return processes.at(-1)?.reach ?? tables;
    },
    inbox: new Inbox(SCHEMA),
    close: async () => {
      const closed = await Promise.allSettled(processes.map(({ transport }) => transport.close()));
      await producer.disconnect();
      await tables.close();
      for (const one of closed) if (one.status === 'rejected') throw one.reason;
    },
  };
};
