import type { SettableClock } from '@lib/clock';
import type { Database } from '@lib/database';
import { createHttpApp } from '@lib/http';
import { connectTransport, isUnavailable, type MessageTransport } from '@lib/messaging';
import { Module, type DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { OperationsModule } from './operations.module.js';

export type ServiceParts = {
  readonly title: string;
  readonly description: string;
  readonly module: DynamicModule;
  readonly transport: MessageTransport;
  /** Where the answers to an operator's Idempotency-Keys are kept. Without it parked messages are not offered. */
  readonly answers?: { readonly database: Database; readonly schema: string };
  readonly host: string;
  readonly port: number;
  /** Present where time may be set: never in production. */
  readonly settable: { readonly clock: SettableClock; readonly database: Database } | undefined;
  /** What the service is behind with beside its messages. */
  readonly lag?: (app: NestFastifyApplication) => Promise<number>;
};

export type Service = {
  readonly url: string;
  /** Stops taking requests and messages and finishes what is in hand. */
  close(): Promise<void>;
};

/** Starts a service: its module and what an operator asks of every service, over HTTP; its handlers on the transport. */
export const startService = async (parts: ServiceParts): Promise<Service> => {
  const { title, description, module, transport, answers, host, port, settable } = parts;
  const operations = OperationsModule.register({
    lag: async () => (await transport.lag()) + ((await parts.lag?.(app)) ?? 0),
    ...(settable ? { settable } : {}),
    ...(answers ? { parked: { transport, ...answers } } : {}),
  });
  const app = await createHttpApp(hosting(module, operations), { title, description, logger: false, isUnavailable });
  connectTransport(app, transport);
  try {
    await app.startAllMicroservices();
    await app.listen(port, host);
  } catch (error) {
    await app.close();
    throw error;
  }
  return { url: addressOf(app, host), close: () => app.close() };
};

@Module({})
class Host {}

const hosting = (...imports: readonly DynamicModule[]): DynamicModule => ({ module: Host, imports: [...imports] });

const addressOf = (app: NestFastifyApplication, host: string): string => {
  const address: unknown = app.getHttpServer().address();
  if (typeof address !== 'object' || address === null || !('port' in address))
    throw new TypeError('the service listens on no port');
  return `http://${host}:${String(address.port)}`;
};
