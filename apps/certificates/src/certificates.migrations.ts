import type { Migration, Schema } from '@lib/database';
import { idempotencyMigrations, idempotencyRights } from '@lib/http';
import { messagingMigrations, messagingRights } from '@lib/messaging';
import { readModelMigrations } from './balance/balance.migrations.js';
import { streamCacheMigrations } from './ledger/ledger.migrations.js';

/** Schema `certificates`. The accounts themselves are in the event store. */
export const certificatesMigrations: readonly Migration[] = [
  ...idempotencyMigrations('certificates'),
  ...messagingMigrations('certificates'),
  ...readModelMigrations,
  ...streamCacheMigrations,
];

/** Read models are added to; what the log says is never taken back. */
export const certificatesSchema: Schema = {
  name: 'certificates',
  migrations: certificatesMigrations,
  rights: {
    ...idempotencyRights,
    ...messagingRights,
    projection_position: ['INSERT', 'UPDATE'],
    programmes: ['INSERT', 'UPDATE'],
    accounts: ['INSERT', 'UPDATE'],
    certificates: ['INSERT', 'UPDATE'],
    contract_months: ['INSERT', 'UPDATE'],
    study_groups: ['INSERT', 'UPDATE'],
    entries: ['INSERT'],
    facts: ['INSERT'],
    month_debits: ['INSERT'],
    co_payments: ['INSERT'],
    stream_snapshots: ['INSERT', 'UPDATE'],
    stream_entries: ['INSERT', 'UPDATE'],
  },
};
