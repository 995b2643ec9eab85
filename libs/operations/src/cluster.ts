import { SettableClock, clockMigrations } from '@lib/clock';
import { catalogGroups, certificatesAccounts, certificatesProgrammes, enrollmentContracts } from '@lib/contracts';
import { PgDatabase, migrate, type Database, type Migration } from '@lib/database';
import { SystemClock, type Clock } from '@lib/kernel';
import {
  KafkaCluster,
  KafkaRelay,
  KafkaTransport,
  declareTopics,
  relayMigration,
  topicSettings,
  type MessageLog,
} from '@lib/messaging';
import type { Environment } from './environment.js';
import { startService, type Service, type ServiceParts } from './service.js';

/** What a service of a clustered installation is told by its environment. */
export type ClusterSettings = {
  readonly databaseUrl: string;
  readonly brokers: readonly string[];
  readonly topics: { readonly partitions: number; readonly replicas: number; readonly minInsyncReplicas: number };
  readonly host: string;
  readonly port: number;
  readonly clock: 'settable' | 'system';
};

/** Reads the settings that every service has. The caller adds its own and asks for the whole. */
export const clusterSettings = (env: Environment, port: number): ClusterSettings => {
  env.oneOf('PROFILE', ['cluster'], 'cluster');
  const clock = env.oneOf('CLOCK', ['system', 'settable'], 'system');
  if (clock === 'settable' && env.text('NODE_ENV') === 'production')
    env.wrong('CLOCK', 'a settable clock is refused where NODE_ENV is production', undefined);
  return {
    databaseUrl: env.required('DATABASE_URL', env.address('DATABASE_URL', ['postgres', 'postgresql'])),
    brokers: env.required('KAFKA_BROKERS', env.hosts('KAFKA_BROKERS')),
    topics: {
      partitions: env.count('KAFKA_PARTITIONS', 6),
      replicas: env.count('KAFKA_REPLICAS', 3),
      minInsyncReplicas: env.count('KAFKA_MIN_INSYNC_REPLICAS', 2),
    },
    host: env.text('HOST') ?? '127.0.0.1',
    port: env.port('PORT', port),
    clock,
  };
};

/** The ground a service of a cluster stands on: its database, its clock, Kafka. */
export type ClusterGround = {
  readonly database: Database;
  readonly clock: Clock;
  /** Starts the service and the relay of its messages; `close` stops both and lets go of the ground. */
  readonly serve: (
    log: MessageLog,
    parts: Pick<ServiceParts, 'title' | 'description' | 'module' | 'lag'>,
    closing?: () => Promise<void>,
  ) => Promise<Service>;
};

const TOPICS = [catalogGroups, enrollmentContracts, certificatesAccounts, certificatesProgrammes];

/** Opens the ground of the service `name`: its schema is brought up to date and the topics are there. */
export const openCluster = async (
  name: string,
  settings: ClusterSettings,
  migrations: Readonly<Record<string, readonly Migration[]>>,
): Promise<ClusterGround> => {
  const database = new PgDatabase(settings.databaseUrl);
  await migrate(database, 'clock', clockMigrations);
  for (const [schema, steps] of Object.entries(migrations))
    await migrate(database, schema, schema === name ? [...steps, relayMigration(schema)] : steps);
  const settableClock = settings.clock === 'settable' ? await SettableClock.open(database) : undefined;
  const cluster = new KafkaCluster({ clientId: name, brokers: settings.brokers });
  await declareTopics(cluster, topicSettings(TOPICS, settings.topics));
  return {
    database,
    clock: settableClock ?? new SystemClock(),
    serve: async (log, parts, closing) => {
      const relay = new KafkaRelay({ cluster, log, database, schema: name });
      const service = await startService({
        ...parts,
        lag: async (app) => (await relay.lag()) + ((await parts.lag?.(app)) ?? 0),
        transport: new KafkaTransport({ cluster, consumer: name, database, schema: name }),
        host: settings.host,
        port: settings.port,
        settable: settableClock && { clock: settableClock, database },
        answers: { database, schema: name },
      });
      relay.start();
      return {
        url: service.url,
        close: async () => {
          await service.close();
          await relay.close();
          await closing?.();
          await settableClock?.close();
          await database.close();
        },
      };
    },
  };
};
