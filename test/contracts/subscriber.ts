import { Kafka, type Consumer, type KafkaConfig } from 'kafkajs';

export type Fact = { id: string; type: string; source: string; key: string; sequence: number; data: unknown };
type Sql = { query(text: string, values: unknown[]): Promise<readonly Record<string, unknown>[]> };
type Subscription = {
  topics: string[]; // the topic, and the one to which you ask for replays
  database: { transaction<T>(work: (tx: Sql) => Promise<T>): Promise<T> };
  apply: (tx: Sql, fact: Fact) => Promise<void>; // your work: once for each fact, those of a key in their order
  onGap: (fact: Fact, expected: number) => void; // ask for a replay; a gap may be told more than once
};

export const TABLES = `CREATE TABLE seen (id text PRIMARY KEY);
  CREATE TABLE heard (key text PRIMARY KEY, sequence bigint);`;

export const subscribe = async (kafka: KafkaConfig, groupId: string, mine: Subscription): Promise<Consumer> => {
  const consumer = new Kafka(kafka).consumer({ groupId });
  await consumer.connect();
  await consumer.subscribe({ topics: mine.topics, fromBeginning: true });
  await consumer.run({
    eachMessage: async ({ topic, partition, message: { key, headers, value } }) => {
      const [id, type, source, n] = ['id', 'type', 'source', 'sequence'].map((name) => String(headers?.[`ce_${name}`]));
      const fact = { id, type, source, key: String(key), sequence: Number(n), data: JSON.parse(String(value)) } as Fact;
      const stream = `${source} ${fact.key}`;
      const missing = await mine.database.transaction(async (tx) => {
        const [last] = await tx.query('SELECT sequence FROM heard WHERE key = $1', [stream]);
        const next = last ? Number(last['sequence']) + 1 : 0;
        if (fact.sequence > next) return next;
        const fresh = await tx.query('INSERT INTO seen VALUES ($1) ON CONFLICT DO NOTHING RETURNING id', [id]);
        if (fresh.length === 0) return undefined;
        await tx.query('INSERT INTO heard VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET sequence = $2', [stream, n]);
        return mine.apply(tx, fact).then(() => undefined);
      });
      if (missing === undefined) return headers?.['ce_replay'] ? consumer.resume(consumer.paused()) : undefined;
      consumer.pause([{ topic, partitions: [partition] }]); // until a replay has brought what is missing
      mine.onGap(fact, missing);
      throw new Error(`${stream}: ${fact.sequence} came, ${missing} is missing`); // the message is not passed over
    },
  });
  return consumer;
};
