import type { Migration } from '@lib/database';
import { inboxMigration, inboxStandingMigration } from './delivery/inbox.js';
import { leasesMigration } from './delivery/leases.js';
import { parkingMigration, parkingPlacesMigrations } from './delivery/parking.js';
import { statesMigration } from './delivery/states.js';
import { settledMigration } from './delivery/settled.js';
import { cursorsMigration } from './local/cursors.js';

/** The tables a consumer needs in its schema. A sender needs `outboxMigration`. */
export const messagingMigrations = (schema: string): readonly Migration[] => [
  inboxMigration(schema),
  cursorsMigration(schema),
  parkingMigration(schema),
  ...parkingPlacesMigrations(schema),
  leasesMigration(schema),
  statesMigration(schema),
  inboxStandingMigration(schema),
  settledMigration(schema),
];
