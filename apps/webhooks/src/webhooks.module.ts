import { Logger, Module, type DynamicModule, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Database } from '@lib/database';
import { Clock, SystemClock } from '@lib/kernel';
import { Inbox } from '@lib/messaging';
import type { PrunedTable, WebhookSettings } from '@lib/operations';
import type { Metrics } from '@lib/telemetry';
import { Addresses, type Resolve } from './address/addresses.js';
import { DeliveryController } from './delivery/delivery.http.js';
import { waitingNow } from './delivery/delivery.query.js';
import { Connections } from './delivery/connections.js';
import { post } from './delivery/post.js';
import { Sender } from './delivery/sender.js';
import { EndpointController } from './endpoint/endpoint.http.js';
import { InboxController } from './inbox/inbox.http.js';
import { IntakeConsumer } from './intake/intake.consumer.js';
import { Secrets } from './secret/secrets.js';
import { webhooksExamples } from './webhooks.examples.js';
import { prunedTables } from './webhooks.jobs.js';

export type WebhooksParts = {
  readonly database: Database;
  readonly settings: WebhookSettings;
  /** Secrets derive from it. 32 bytes. */
  readonly key: Buffer;
  readonly metrics?: Metrics | undefined;
  /** The system's, unless a test says otherwise: receivers hold the time of a signature against theirs. */
  readonly clock?: Clock;
  readonly resolve?: Resolve;
};

/** Until the headers of an answer are there. */
const DEADLINE_MS = 15_000;

/** Takes messages of the topics to subscribers without Kafka. The one service that asks foreign addresses. */
@Module({})
export class WebhooksModule implements OnApplicationBootstrap, OnModuleDestroy {
  static readonly about = {
    title: 'Webhooks',
    description: 'Messages of the topics over HTTPS, signed by Standard Webhooks, in order for each child.',
    examples: webhooksExamples,
  };

  constructor(
    private readonly sender: Sender,
    private readonly connections: Connections,
  ) {}

  /** What is deleted with time. */
  static pruned(database: Database, { keepDays }: WebhookSettings): readonly PrunedTable[] {
    return prunedTables(database, new SystemClock(), keepDays);
  }

  static register({
    database,
    settings,
    key,
    metrics,
    clock = new SystemClock(),
    resolve,
  }: WebhooksParts): DynamicModule {
    const logger = new Logger('webhooks');
    const addresses = new Addresses(settings, resolve);
    const secrets = new Secrets(key);
    const { deadlineMs = DEADLINE_MS, ca, offAfterDays } = settings;
    const connections = new Connections(ca);
    const sender = new Sender({
      database,
      clock,
      secrets,
      addresses,
      offAfterDays,
      post: (posted, signal) => post(posted, { deadlineMs, ca, signal, agent: connections.to(posted) }),
      onAttempt: (outcome) => metrics?.webhookAttempt(outcome),
      say: (text) => logger.warn(text),
    });
    metrics?.gauge('webhook_messages_waiting', 'Messages that wait for endpoints that are on.', async () => {
      return (await waitingNow(database)).messages;
    });
    metrics?.gauge('webhook_oldest_waiting_seconds', 'Since when the first of them waits.', async () => {
      return (await waitingNow(database)).seconds;
    });
    return {
      module: WebhooksModule,
      controllers: [EndpointController, DeliveryController, InboxController, IntakeConsumer],
      providers: [
        { provide: Database, useValue: database },
        { provide: Clock, useValue: clock },
        { provide: Inbox, useValue: new Inbox('webhooks') },
        { provide: Addresses, useValue: addresses },
        { provide: Secrets, useValue: secrets },
        { provide: Connections, useValue: connections },
        { provide: Sender, useValue: sender },
      ],
    };
  }

  onApplicationBootstrap(): void {
    this.sender.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.sender.close();
    this.connections.close();
  }
}
