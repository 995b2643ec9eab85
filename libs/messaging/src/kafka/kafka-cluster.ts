import { Logger } from '@nestjs/common';
import kafkajs, { type ISocketFactory, type Kafka, type LogEntry, type SASLOptions } from 'kafkajs';
import { quietTimers } from './quiet-timers.js';
import { seldom } from './seldom.js';

/** How often and how patiently a request is tried again. Always stated: kafkajs takes other defaults under NODE_ENV=test. */
export const RETRY = { initialRetryTime: 100, maxRetryTime: 2_000, factor: 0.2, multiplier: 2, retries: 8 };

export type KafkaOptions = {
  /** Who speaks, in the broker's log. */
  readonly clientId: string;
  readonly brokers: readonly string[];
  /** In front of the name of every topic and group, where installations share a cluster. */
  readonly prefix?: string;
  /** Whether TLS is spoken, with whom Node trusts or whom this authority has signed. */
  readonly ssl?: boolean | { readonly ca: string };
  readonly sasl?: SASLOptions;
  readonly socketFactory?: ISocketFactory;
};

/** A partition among those of all topics. */
export const partitionId = (topic: string, partition: number): string => `${topic} ${partition}`;

/** A Kafka cluster as this process reaches it. */
export class KafkaCluster {
  readonly client: Kafka;
  readonly brokers: readonly string[];
  private readonly prefix: string;

  constructor({ clientId, brokers, prefix = '', ssl, sasl, socketFactory }: KafkaOptions) {
    quietTimers();
    this.brokers = brokers;
    this.prefix = prefix;
    this.client = new kafkajs.Kafka({
      clientId,
      brokers: [...brokers],
      connectionTimeout: 3_000,
      requestTimeout: 10_000,
      retry: RETRY,
      logLevel: kafkajs.logLevel.WARN,
      logCreator: () => report,
      ...(ssl === undefined ? {} : { ssl }),
      ...(sasl === undefined ? {} : { sasl }),
      ...(socketFactory === undefined ? {} : { socketFactory }),
    });
  }

  /** The name that a topic or group of ours has in the cluster. */
  named(name: string): string {
    return `${this.prefix}${name}`;
  }

  /** The name of ours that a topic of the cluster has. */
  unnamed(name: string): string {
    return name.slice(this.prefix.length);
  }
}

const logger = new Logger('kafka');

/** A broker that is away or still starting is asked many times a second. */
const SAY_AGAIN_MS = 10_000;
const warn = seldom((text) => logger.warn(text), SAY_AGAIN_MS);

// kafkajs calls an error what it then tries again; what is given up comes to the caller.
const report = ({ level, namespace, log }: LogEntry): void => {
  if (level > kafkajs.logLevel.WARN) return;
  const { message, error } = log;
  warn(`${namespace}: ${message}${typeof error === 'string' ? `: ${error}` : ''}`);
};
