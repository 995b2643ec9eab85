import { startKafkaContainer } from '../../apps/cluster/src/kafka-container.js';
import { startBroker, type Broker } from './kafka-broker.js';

export type RealKafka = { readonly brokers: readonly string[]; stop(): Promise<void> };

/**
 * A broker that is started again when it dies, at the same address and with what it had, and says so each time: whoever
 * was in the middle of something fails, and not all that come after. Of a machine that has no room for it, the process
 * ends at the fourth death.
 */
export const startLastingBroker = async (say: (text: string) => void): Promise<Broker> => {
  let deaths = 0;
  const broker = await startBroker(undefined, (how) => {
    deaths += 1;
    const again = deaths <= DEATHS_MAX;
    say(`The Kafka of this run has ended by itself${again ? ', and is started again' : ' once more'}: ${how}`);
    const giveUp = (): never => process.exit(1);
    if (!again) giveUp();
    broker.restart().catch((error: unknown) => {
      say(String(error));
      giveUp();
    });
  });
  return broker;
};
const DEATHS_MAX = 3;

const tell = (text: string): void => void process.stderr.write(`${text}\n`);

/**
 * A Kafka for tests: KAFKA_BROKERS, else a container, else one by Maven and Java. Every spec of a run shares it.
 * @throws Error one sentence, when there is none
 */
export const realKafka = async (): Promise<RealKafka> => {
  const named = process.env.KAFKA_BROKERS;
  if (named) return { brokers: named.split(','), stop: async () => undefined };
  const reasons: string[] = [];
  for (const start of [startKafkaContainer, () => startLastingBroker(tell)]) {
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
