import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { enrollmentContracts, type WireMessage } from '@lib/contracts';
import { PgDatabase } from '@lib/database';
import { KafkaRelay, KafkaTransport, Outbox, type KafkaCluster } from '@lib/messaging';
import { newId } from '@lib/kernel';
import { Logger } from '@nestjs/common';
import kafkajs from 'kafkajs';
import { applyOnce } from '../brokers/one-consumer.js';
import { enqueue, keysOf } from '../brokers/effects.js';
import { PACE, SCHEMA, clusterOf, freshPrefix, freshTables, freshTopics, started } from '../brokers/test-cluster.js';
import { realKafka } from '../support/kafka.js';
import { realPostgres } from '../support/postgres.js';

// node --import ./test/support/typescript.js test/bench/kafka.ts [messages] [messages for the memory]
const [MESSAGES = 20_000, MANY = 1_000_000] = process.argv.slice(2).map(Number);
const KEYS = 500;
const PARTITIONS = 6;
const IDLE_SECONDS = 10;

Logger.overrideLogger(['error']);

const say = (what: string, figure: string): void => console.log(`${what.padEnd(58)} ${figure}`);
const perSecond = (count: number, ms: number): string =>
  `${Math.round((count / ms) * 1000).toLocaleString('en')} messages/s`;

/** How long it takes until `count` messages are handled, from calling `start`. */
const timed = async (count: number, start: (handled: () => void) => Promise<void>): Promise<number> => {
  const { promise, resolve } = Promise.withResolvers<void>();
  let open = count;
  const since = performance.now();
  await start(() => {
    if (--open === 0) resolve();
  });
  await promise;
  return performance.now() - since;
};

const fresh = async (brokers: readonly string[]): Promise<KafkaCluster> => {
  const cluster = clusterOf(freshPrefix(), brokers);
  await freshTopics(cluster, PARTITIONS);
  return cluster;
};

/** What the client moves with nothing around it: the same messages, batches and guarantees of sending. */
const alone = async (cluster: KafkaCluster, messages: readonly WireMessage[]): Promise<number> => {
  const topic = cluster.named(enrollmentContracts.name);
  const producer = cluster.client.producer({
    idempotent: true,
    maxInFlightRequests: 1,
    createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
  });
  const consumer = cluster.client.consumer({ groupId: newId(), maxWaitTimeInMs: 200 });
  await Promise.all([producer.connect(), consumer.connect()]);
  await consumer.subscribe({ topic, fromBeginning: true });
  const ms = await timed(messages.length, async (handled) => {
    await consumer.run({ eachBatch: async ({ batch }) => batch.messages.forEach(handled) });
    for (let first = 0; first < messages.length; first += 500)
      await producer.send({
        topic,
        acks: -1,
        messages: messages.slice(first, first + 500).map((one) => ({ ...one, headers: { ...one.headers } })),
      });
  });
  await Promise.all([producer.disconnect(), consumer.disconnect()]);
  return ms;
};

const consume = (
  cluster: KafkaCluster,
  database: PgDatabase,
  handle: (wire: WireMessage) => Promise<void>,
): Promise<KafkaTransport> => {
  const transport = new KafkaTransport({
    cluster,
    consumer: newId(),
    database,
    schema: SCHEMA,
    pace: { ...PACE, membership: { sessionMs: 30_000, heartbeatMs: 3_000 } },
  });
  transport.addHandler(enrollmentContracts.name, handle, true);
  return started(transport);
};

/** From a log in the database over Kafka to the handler. */
const endToEnd = async (
  cluster: KafkaCluster,
  database: PgDatabase,
  count: number,
  effect: (wire: WireMessage) => Promise<void>,
): Promise<number> => {
  await database.query(`DELETE FROM ${SCHEMA}.relay_positions`);
  const log = new Outbox(database, SCHEMA, [enrollmentContracts]);
  const relay = new KafkaRelay({ cluster, log, database, schema: SCHEMA });
  let transport: KafkaTransport | undefined;
  const ms = await timed(count, async (handled) => {
    transport = await consume(cluster, database, async (wire) => {
      await effect(wire);
      handled();
    });
    relay.start();
  });
  await relay.close();
  await transport?.close();
  return ms;
};

const idleCpu = async (): Promise<string> => {
  const [cpu, since] = [process.cpuUsage(), performance.now()];
  await new Promise((resolve) => setTimeout(resolve, IDLE_SECONDS * 1000));
  const { user, system } = process.cpuUsage(cpu);
  return `${((user + system) / 10 / (performance.now() - since)).toFixed(1)} % of a core`;
};

/** The same for a plain consumer of kafkajs, in a process of its own: it has no guard against its timers. */
const idleCpuAlone = async (cluster: KafkaCluster): Promise<string> => {
  const program = `
    import kafkajs from 'kafkajs';
    const consumer = new kafkajs.Kafka({ brokers: ['${cluster.brokers[0]}'], logLevel: 0 }).consumer({ groupId: 'idle' });
    await consumer.connect();
    await consumer.subscribe({ topic: '${cluster.named(enrollmentContracts.name)}' });
    await consumer.run({ eachBatch: async () => undefined });
    const cpu = process.cpuUsage(), since = performance.now();
    await new Promise((resolve) => setTimeout(resolve, ${IDLE_SECONDS * 1000}));
    const { user, system } = process.cpuUsage(cpu);
    console.log(((user + system) / 10 / (performance.now() - since)).toFixed(1) + ' % of a core');
    process.exit(0);`;
  const cwd = fileURLToPath(new URL('../..', import.meta.url));
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--no-warnings', '--input-type=module', '-e', program],
    { cwd },
  );
  return stdout.trim();
};

const memory = async (cluster: KafkaCluster, database: PgDatabase, messages: readonly WireMessage[]): Promise<void> => {
  const producer = cluster.client.producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner });
  await producer.connect();
  const rss = (): string => `${Math.round(process.memoryUsage.rss() / 1024 / 1024)} MiB`;
  let handled = 0;
  const transport = await consume(cluster, database, async () => {
    handled += 1;
    if (handled % (MANY / 4) === 0) say(`resident after ${handled.toLocaleString('en')} messages`, rss());
  });
  say('resident before', rss());
  const since = performance.now();
  for (let sent = 0; sent < MANY; sent += 1_000) {
    const from = sent % (messages.length - 1_000);
    await producer.send({
      topic: cluster.named(enrollmentContracts.name),
      messages: messages.slice(from, from + 1_000).map((one) => ({ ...one, headers: { ...one.headers } })),
    });
  }
  await transport.idle();
  say(`${MANY.toLocaleString('en')} messages, handler without effect`, perSecond(MANY, performance.now() - since));
  await producer.disconnect();
  await transport.close();
};

const postgres = await realPostgres({});
const kafka = await realKafka();
const database = new PgDatabase(await postgres.createDatabase());
try {
  await freshTables(database);
  await enqueue(database, keysOf(KEYS), MESSAGES / KEYS);
  const log = new Outbox(database, SCHEMA, [enrollmentContracts]);
  const messages = (await log.read('start', MESSAGES)).map(({ message }) => message);
  for (const round of ['', ', again']) {
    say(`kafkajs alone${round}`, perSecond(MESSAGES, await alone(await fresh(kafka.brokers), messages)));
    const none = await endToEnd(await fresh(kafka.brokers), database, MESSAGES, async () => undefined);
    say(`log → Kafka → handler without effect${round}`, perSecond(MESSAGES, none));
  }
  const real = await endToEnd(await fresh(kafka.brokers), database, MESSAGES, (wire) => applyOnce(database, wire));
  say('log → Kafka → effect and inbox row in a transaction', perSecond(MESSAGES, real));
  const cluster = await fresh(kafka.brokers);
  const idle = await consume(cluster, database, async () => undefined);
  say('idle consumer', await idleCpu());
  await idle.close();
  say('idle consumer of kafkajs without the guard', await idleCpuAlone(cluster));
  if (MANY > 0) await memory(await fresh(kafka.brokers), database, messages);
} finally {
  await database.close();
  await kafka.stop();
  await postgres.stop();
}
