import type { Migration, Schema } from '@lib/database';
import { idempotencyMigrations, idempotencyRights } from '@lib/http';
import { messagingMigrations, messagingRights, outboxMigrations, outboxRights } from '@lib/messaging';
import { groupCards } from './group/group.migrations.js';
import { cards, namesByNfkc, offers, registry } from './import/import.migrations.js';
import { municipalities } from './municipality/municipality.migrations.js';
import { daysOfPlaces, groupsByBytes, places } from './places/places.migrations.js';

/**
 * Schema `catalog`, step by step. Each table is made in its slice; here is the order. Ids sort as bytes, so that a list
 * has one order everywhere.
 */
export const catalogMigrations: readonly Migration[] = [
  {
    name: '0001-catalog',
    sql: `
      ${registry}

      ${places}

      ${cards}`,
  },
  ...idempotencyMigrations('catalog'),
  ...messagingMigrations('catalog'),
  ...outboxMigrations('catalog'),
  {
    name: '0002-closed-groups-and-days-of-places',
    sql: `
      ${offers}

      ${municipalities}

      ${daysOfPlaces}

      -- Where this process reads the facts of enrolment from their log, they are read once more, for the days and the
      -- standing that were not kept. A message that was ever parked would not come again, so then they are not.
      WITH again AS (
        DELETE FROM catalog.consumer_cursors
        WHERE consumer = 'catalog' AND log = 'enrollment.outbox' AND NOT EXISTS (SELECT 1 FROM catalog.parked_messages)
        RETURNING 1
      )
      DELETE FROM catalog.inbox WHERE EXISTS (SELECT 1 FROM again);

      ${namesByNfkc}`,
  },
  { name: '0003-places-by-bytes', sql: groupsByBytes },
  { name: '0004-group-cards', sql: groupCards },
];

/** A group that is not offered any more is closed, never deleted; a place that was given back is. */
export const catalogSchema: Schema = {
  name: 'catalog',
  migrations: catalogMigrations,
  rights: {
    ...idempotencyRights,
    ...messagingRights,
    ...outboxRights.ofStates,
    providers: ['INSERT', 'UPDATE'],
    programmes: ['INSERT', 'UPDATE'],
    modules: ['INSERT', 'UPDATE'],
    groups: ['INSERT', 'UPDATE'],
    fingerprints: ['INSERT', 'UPDATE'],
    cards: [],
    offers: [],
    group_cards: ['INSERT', 'UPDATE'],
    free_places: [],
    municipalities: ['INSERT', 'UPDATE'],
    places: ['INSERT', 'UPDATE', 'DELETE'],
  },
};
