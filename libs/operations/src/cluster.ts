import { TokenCheck, type Policy } from '@lib/access';
import { clockSchema } from '@lib/clock';
import { topics } from '@lib/contracts';
import { PgDatabase, expectMigrated, onceReached, type Database, type Schema } from '@lib/database';
import { PeerAway, type Peer } from '@lib/http';
import type { Clock } from '@lib/kernel';
import {
  KafkaCluster,
  type KafkaRelay,
  KafkaTransport,
  TransportCopyLevel,
  declareTopics,
  kafkaMigrations,
  kafkaRights,
  paceIn,
  topicSettings,
  type CopyLevel,
  type MessageLog,
  type Published,
} from '@lib/messaging';
import { JsonLogger, Metrics, startTracing } from '@lib/telemetry';
import { Logger } from '@nestjs/common';
import { z } from 'zod';
import type { Environment } from './environment.js';
import type { Dependencies } from './health.http.js';
import { openClock, type ServiceName } from './installation-clock.js';
import { kafkaSettings, type KafkaSettings } from './kafka-settings.js';
import { warnOwner } from './owner.js';
import { pruneSettings, type PruneSettings } from './prune-settings.js';
import { Pruning, type PruneParts, type PrunedTable } from './pruning.js';
import { sendingOf } from './sending.js';
import { serverSettings, type ServerSettings } from './server-settings.js';
import { startService, type Service, type ServiceParts } from './service.js';

/** As long as a request waits for a copy to become level. */
const ASK_WITHIN_MS = 2_000;
const PUBLISHED = z.object({ published: z.literal(true) });

/** What a service of a clustered installation is told by its environment. */
export type ClusterSettings = ServerSettings & {
  readonly kafka: KafkaSettings;
  readonly clock: 'settable' | 'system';
  /** Further behind, a service is not ready; undefined: that is not judged. */
  readonly readyLagMax: number | undefined;
  /** Undefined: nothing is pruned. */
  readonly pruning: PruneSettings | undefined;
};

/** Reads the settings that every service has. The caller adds its own and asks for the whole. */
export const clusterSettings = (env: Environment, port: number): ClusterSettings => {
  env.oneOf('PROFILE', ['cluster'], 'cluster');
  const clock = env.oneOf('CLOCK', ['system', 'settable'], 'system');
  if (clock === 'settable' && env.text('NODE_ENV') === 'production')
    env.wrong('CLOCK', 'a settable clock is refused where NODE_ENV is production', undefined);
  return {
    ...serverSettings(env, port),
    kafka: kafkaSettings(env),
    clock,
    readyLagMax: env.text('READY_LAG_MAX') === undefined ? undefined : env.count('READY_LAG_MAX', 1),
    pruning: pruneSettings(env),
  };
};

/** What a service of a cluster runs on: its database, its clock, Kafka, and what measures it. */
export type ClusterResources = {
  readonly database: Database;
  readonly clock: Clock;
  readonly metrics: Metrics | undefined;
  /** Another database of the service, with the service's limits; the schema is up to date there. */
  readonly connect: (url: string, schema: Schema) => Promise<Database>;
  /** How level this service's copies are, by the services that own the topics. */
  readonly copyLevel: (owners: Readonly<Record<string, Peer>>) => CopyLevel;
  /** Starts the service, the relay of its messages and their replays, where it has a log; `close` stops them and closes the connections. */
  readonly serve: (
    log: MessageLog | undefined,
    parts: Pick<ServiceParts, 'title' | 'description' | 'examples' | 'module' | 'lag'> & {
      readonly policy: Policy;
      readonly dependencies?: Dependencies;
      readonly pruned?: readonly PrunedTable[];
    },
    closing?: () => Promise<void>,
  ) => Promise<Service>;
};

/** The schemas of a service of a cluster, given its own and those that it shares its database with. */
export const clusterSchemas = (name: ServiceName, schemas: readonly Schema[]): readonly Schema[] => [
  clockSchema,
  ...schemas.map((schema) =>
    schema.name === name
      ? {
          ...schema,
          migrations: [...schema.migrations, ...kafkaMigrations(name)],
          rights: { ...schema.rights, ...kafkaRights },
        }
      : schema,
  ),
];

/**
 * Opens what the service `name` runs on: the topics are there then, and its schemas are found up to date, for it makes
 * none. Waits for PostgreSQL as long as it takes, or until it is told to stop. @throws SchemaIsBehind, DatabaseIsNewer
 */
export const openCluster = async (
  name: ServiceName,
  settings: ClusterSettings,
  schemas: readonly Schema[],
  stopping?: AbortSignal,
): Promise<ClusterResources> => {
  const stopTracing = settings.tracing && (await startTracing({ service: name, ...settings.tracing }));
  const logger = new JsonLogger(name, settings.logLevel);
  Logger.overrideLogger(logger);
  const metrics = settings.isMeasured ? new Metrics(name) : undefined;
  const say = (text: string): void => logger.warn(text, 'database');
  const open = (url: string): PgDatabase => new PgDatabase(url, { limits: settings.databaseLimits, say });
  const reached = <T>(work: () => Promise<T>): Promise<T> => onceReached(work, { say, signal: stopping });
  const database = open(settings.databaseUrl);
  const { clock, settable } = await reached(async () => {
    await database.check();
    await expectMigratedByOwner(database, clusterSchemas(name, schemas), say);
    return openClock(settings.clock, database, [name]);
  });
  const cluster = new KafkaCluster({ clientId: name, ...settings.kafka });
  await unlessStopped(declareTopics(cluster, topicSettings(topics, settings.kafka.topics)), stopping);
  const transport = new KafkaTransport({
    cluster,
    consumer: name,
    database,
    schema: name,
    pace: await paceIn(cluster),
  });
  return {
    database,
    clock,
    metrics,
    connect: async (url, schema) => {
      const other = open(url);
      await reached(async () => {
        await other.check();
        await expectMigratedByOwner(other, [schema], say);
      });
      return other;
    },
    copyLevel: (owners) => new TransportCopyLevel(transport, publishedBy(owners)),
    serve: async (log, { dependencies = {}, policy, pruned: more, ...parts }, closing) => {
      const sending = sendingOf(log, { cluster, database, schema: name });
      if (metrics) gauges(metrics, transport, sending.relay);
      const service = await startService({
        ...parts,
        lag: async (app) => (await sending.lag()) + ((await parts.lag?.(app)) ?? 0),
        access: { policy, tokens: new TokenCheck(settings.login) },
        transport,
        ...whereItListens(settings),
        settable,
        answers: { database, schema: name },
        ...sending.offered,
        dependencies: { ...everywhere(database, clock, transport), ...dependencies },
        readyLagMax: settings.readyLagMax,
        logger,
        metrics,
      });
      const pruned = { database, schema: name, clock, log, readers: sending.places, more, metrics };
      const pruning = pruningBy(settings.pruning, pruned);
      sending.start();
      pruning?.start();
      return {
        url: service.url,
        close: async () => {
          await service.close();
          await Promise.all([sending.close(), pruning?.close()]);
          await closing?.();
          await settable?.clock.close();
          await database.close();
          await stopTracing?.();
        },
      };
    },
  };
};

/** What every service runs on, as `/health/ready` names it. */
const everywhere = (database: Database, clock: Clock, transport: KafkaTransport): Dependencies => ({
  database: () => database.takesWrites(),
  clock: () => clock.refresh(),
  kafka: () => transport.reach(),
});
/** What the work comes to, unless the program is told to stop before: then nobody waits for it. @throws the signal's reason */
const unlessStopped = async <T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> => {
  const { promise: stopped, reject } = Promise.withResolvers<never>();
  const stop = (): void => reject(signal?.reason as Error);
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop);
  return Promise.race([work, stopped]).finally(() => signal?.removeEventListener('abort', stop));
};

const whereItListens = ({ host, port, http }: ClusterSettings) => ({ host, port, http });

const expectMigratedByOwner = async (
  database: Database,
  schemas: readonly Schema[],
  say: (text: string) => void,
): Promise<void> => {
  for (const schema of schemas) await expectMigrated(database, schema);
  await warnOwner(database, schemas, say);
};

const pruningBy = (settings: PruneSettings | undefined, parts: Omit<PruneParts, 'settings'>): Pruning | undefined =>
  settings && new Pruning({ ...parts, settings });

/** Asks the service that owns the topic. */
const publishedBy =
  (owners: Readonly<Record<string, Peer>>): Published =>
  async (topic) => {
    const owner = owners[topic];
    if (!owner) throw new TypeError(`the owner of ${topic} is not known here`);
    const answer = await owner.get('/messaging/published', ASK_WITHIN_MS).catch((error: unknown) => {
      if (error instanceof PeerAway) return undefined;
      throw error;
    });
    return PUBLISHED.safeParse(answer?.body).success;
  };

const gauges = (metrics: Metrics, transport: KafkaTransport, relay: KafkaRelay | undefined): void => {
  metrics.gauge(
    'consumer_lag_seconds',
    'How long the oldest message waits that is not dealt with, in this process, in another, or in none.',
    () => Promise.resolve(transport.lagSeconds()),
  );
  if (!relay) return;
  metrics.gauge('relay_lag_messages', 'Messages of this service that are not in Kafka yet.', () => relay.lag());
  metrics.gauge('relay_position', 'How far the log of this service has been taken to Kafka.', async () => {
    const position = await relay.position();
    return position === 'start' ? 0 : Number.parseInt(position, 10);
  });
};
