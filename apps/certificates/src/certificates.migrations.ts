import type { Migration } from '@lib/database';
import { idempotencyMigration } from '@lib/http';
import { messagingMigrations } from '@lib/messaging';
import { readModelMigrations } from './balance/migrations.js';

/** Schema `certificates`. The accounts themselves are in the event store. */
export const certificatesMigrations: readonly Migration[] = [
  idempotencyMigration('certificates'),
  ...messagingMigrations('certificates'),
  ...readModelMigrations,
];
