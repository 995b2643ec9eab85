import type { Migration } from '@lib/database';
import { idempotencyMigrations } from '@lib/http';
import { messagingMigrations } from '@lib/messaging';
import { readModelMigrations } from './balance/balance.migrations.js';

/** Schema `certificates`. The accounts themselves are in the event store. */
export const certificatesMigrations: readonly Migration[] = [
  ...idempotencyMigrations('certificates'),
  ...messagingMigrations('certificates'),
  ...readModelMigrations,
];
