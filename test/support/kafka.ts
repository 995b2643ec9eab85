import { startKafkaContainer } from '../../apps/cluster/src/kafka-container.js';
import { startBroker } from './kafka-broker.js';

export type RealKafka = { readonly brokers: readonly string[]; stop(): Promise<void> };

/**
 * A Kafka for tests: KAFKA_BROKERS, else a container, else one by Maven and Java. Every spec of a run shares it.
 * @throws Error one sentence, when there is none
 */
export const realKafka = async (): Promise<RealKafka> => {
  const named = process.env.KAFKA_BROKERS;
  if (named) return { brokers: named.split(','), stop: async () => undefined };
  const reasons: string[] = [];
  for (const start of [startKafkaContainer, startBroker]) {
    try {
      const kafka = await start();
      return { brokers: [kafka.address], stop: () => kafka.stop() };
    } catch (error) {
      reasons.push(error instanceof Error ? error.message : String(error));
    }
  }
  throw new Error(
    `no Kafka for the tests of brokers: set KAFKA_BROKERS, start Docker, or install Java 17 and Maven (${reasons.join('; ')})`,
  );
};
