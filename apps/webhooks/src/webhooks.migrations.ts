import type { Migration, Schema } from '@lib/database';
import { idempotencyMigrations, idempotencyRights } from '@lib/http';
import { messagingMigrations, messagingRights } from '@lib/messaging';
import { deliveries } from './delivery/delivery.migrations.js';
import { endpoints } from './endpoint/endpoint.migrations.js';
import { requests } from './inbox/inbox.migrations.js';
import { messages } from './message/message.migrations.js';

/** Schema `webhooks`, step by step. Each table is made in its slice; here is the order. */
export const webhooksMigrations: readonly Migration[] = [
  {
    name: '0001-webhooks',
    sql: `
      ${endpoints}

      ${messages}

      ${deliveries}

      ${requests}`,
  },
  ...idempotencyMigrations('webhooks'),
  ...messagingMigrations('webhooks'),
];

/** Whatever a topic told is kept elsewhere for ever: here it goes when nobody can ask for it any more. */
export const webhooksSchema: Schema = {
  name: 'webhooks',
  migrations: webhooksMigrations,
  rights: {
    ...idempotencyRights,
    ...messagingRights,
    endpoints: ['INSERT', 'UPDATE', 'DELETE'],
    messages: ['INSERT', 'DELETE'],
    deliveries: ['INSERT', 'UPDATE', 'DELETE'],
    lanes: ['INSERT', 'UPDATE', 'DELETE'],
    attempts: ['INSERT', 'DELETE'],
    requests: ['INSERT', 'DELETE'],
  },
};
