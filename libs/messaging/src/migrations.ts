import type { Migration, Rights } from '@lib/database';
import { inboxMigration, inboxStandingMigration } from './delivery/inbox.js';
import { leasesMigration } from './delivery/leases.js';
import { parkingMigration, parkingPlacesMigrations } from './delivery/parking-migrations.js';
import { statesMigration } from './delivery/states.js';
import { settledMigration } from './delivery/settled.js';
import { tooLongMigration } from './delivery/too-long.js';
import { cursorsMigration } from './local/cursors.js';

/** The tables a consumer needs in its schema. A sender needs `outboxMigrations`. */
export const messagingMigrations = (schema: string): readonly Migration[] => [
  inboxMigration(schema),
  cursorsMigration(schema),
  parkingMigration(schema),
  ...parkingPlacesMigrations(schema),
  leasesMigration(schema),
  statesMigration(schema),
  inboxStandingMigration(schema),
  settledMigration(schema),
  tooLongMigration(schema),
];

/** What a consumer does in them. A row of the inbox never changes, but to prune it is to lock it first. */
export const messagingRights: Rights = {
  inbox: ['INSERT', 'UPDATE', 'DELETE'],
  consumer_cursors: ['INSERT', 'UPDATE'],
  parked_messages: ['INSERT', 'UPDATE', 'DELETE'],
  leases: ['INSERT', 'UPDATE', 'DELETE'],
  latest_states: ['INSERT', 'UPDATE'],
  settled_keys: ['INSERT', 'UPDATE'],
  slow_messages: ['INSERT', 'UPDATE', 'DELETE'],
};

const arrivals = { outbox_arrivals: ['INSERT', 'DELETE'] } as const;

/** What a sender does: facts stay, and of states, which a later one replaces, the old ones are pruned. */
export const outboxRights = {
  ofFacts: { outbox: ['INSERT'], ...arrivals },
  ofStates: { outbox: ['INSERT', 'DELETE'], ...arrivals },
} as const;
