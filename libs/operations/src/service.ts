import type { SettableClock } from '@lib/clock';
import type { Database } from '@lib/database';
import { createHttpApp, type Answered, type Examples, type HttpAccess, type HttpSettings } from '@lib/http';
import { connectTransport, isUnavailable, type MessageTransport, type Replays } from '@lib/messaging';
import type { Metrics } from '@lib/telemetry';
import { Logger, Module, type DynamicModule, type LoggerService } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Dependencies } from './health.http.js';
import { operationsExamples } from './operations.examples.js';
import { operationsPolicy } from './operations.policy.js';
import { OperationsModule } from './operations.module.js';

export type ServiceParts = {
  readonly title: string;
  readonly description: string;
  /** What the bodies of the service look like; those that every service has are added. */
  readonly examples?: Examples | undefined;
  readonly module: DynamicModule;
  /** Who may do what of it; what an operator may ask of every service is added. */
  readonly access: HttpAccess;
  readonly transport: MessageTransport;
  /** Where the answers to an operator's Idempotency-Keys are kept. Without it parked messages and replays are not offered. */
  readonly answers?: { readonly database: Database; readonly schema: string };
  readonly replays?: Replays;
  /** See `OperationsParts`. */
  readonly hasPublished?: (withinMs: number) => Promise<boolean>;
  readonly host: string;
  readonly port: number;
  readonly http?: HttpSettings | undefined;
  /** Present where time may be set: never in production. */
  readonly settable: { readonly clock: SettableClock; readonly database: Database } | undefined;
  /** What the service is behind with beside its messages. */
  readonly lag?: (app: NestFastifyApplication) => Promise<number>;
  readonly dependencies?: Dependencies;
  readonly readyLagMax?: number | undefined;
  readonly logger?: LoggerService | undefined;
  readonly metrics?: Metrics | undefined;
};

export type Service = {
  readonly url: string;
  /** Stops taking requests and messages and finishes what is in hand. */
  close(): Promise<void>;
};

/** Starts a service: its module and what an operator asks of every service, over HTTP; its handlers on the transport. */
export const startService = async (parts: ServiceParts): Promise<Service> => {
  const { title, description, module, transport, answers, replays, host, port, logger, metrics } = parts;
  const operations = OperationsModule.register({
    lag: async () => (await transport.lag()) + ((await parts.lag?.(app)) ?? 0),
    dependencies: parts.dependencies ?? {},
    readyLagMax: parts.readyLagMax,
    settable: parts.settable,
    hasPublished: parts.hasPublished,
    metrics,
    ...(answers ? { parked: { transport, ...answers } } : {}),
    ...(answers && replays ? { replays: { replays, ...answers } } : {}),
  });
  const requests = new Logger('http');
  const app = await createHttpApp(hosting(module, operations), {
    title,
    description,
    access: withOperations(parts.access),
    examples: { ...operationsExamples, ...parts.examples },
    logger: logger ?? false,
    isUnavailable,
    ...(parts.http ? { settings: parts.http } : {}),
    onAnswer: (answered) => {
      metrics?.request(answered.method, answered.route, answered.status, answered.seconds);
      if (logger && !isProbe(answered)) requests.log({ msg: 'answered', ...answered });
    },
  });
  connectTransport(app, transport);
  if (metrics) gauges(metrics, transport);
  try {
    // Messages first: a service whose handlers are not known yet would say that it is behind with nothing.
    await app.startAllMicroservices();
    await app.listen(port, host);
  } catch (error) {
    await app.close();
    throw error;
  }
  return { url: addressOf(app, host), close: () => app.close() };
};

const withOperations = (access: HttpAccess): HttpAccess =>
  access === 'open' ? access : { ...access, policy: { ...operationsPolicy, ...access.policy } };
const gauges = (metrics: Metrics, transport: MessageTransport): void => {
  metrics.gauge('consumer_lag_messages', 'Messages of the topics this service reads that it has not dealt with.', () =>
    transport.lag(),
  );
  metrics.gauge('parked_messages', 'Messages that could not be handled, and those of their keys behind them.', () =>
    transport.parking.count(),
  );
};

@Module({})
class Host {}

const hosting = (...imports: readonly DynamicModule[]): DynamicModule => ({ module: Host, imports: [...imports] });

const isProbe = ({ route }: Answered): boolean => route === '/metrics' || route.startsWith('/health/');

const addressOf = (app: NestFastifyApplication, host: string): string => {
  const address: unknown = app.getHttpServer().address();
  if (typeof address !== 'object' || address === null || !('port' in address))
    throw new TypeError('the service listens on no port');
  return `http://${host}:${String(address.port)}`;
};
