import type { Migration } from '@lib/database';
import { cursorsMigration } from './cursors.js';
import { inboxMigration } from './inbox.js';
import { leasesMigration } from './leases.js';
import { parkingMigration, parkingPlacesMigration } from './parking.js';

/** The tables a consumer needs in its schema. A sender needs `outboxMigration`. */
export const messagingMigrations = (schema: string): readonly Migration[] => [
  inboxMigration(schema),
  cursorsMigration(schema),
  parkingMigration(schema),
  parkingPlacesMigration(schema),
  leasesMigration(schema),
];
