import type { Migration } from '@lib/database';
import { idempotencyMigration } from '@lib/http';
import { messagingMigrations, outboxMigration } from '@lib/messaging';

/** Schema `catalog`. Ids sort as bytes, so that a list has one order everywhere. */
export const catalogMigrations: readonly Migration[] = [
  {
    name: '0001-catalog',
    sql: `
      CREATE TABLE catalog.providers (
        provider_id text COLLATE "C" PRIMARY KEY,
        name text NOT NULL,
        folded_name text NOT NULL,
        inn text,
        address text,
        payable boolean NOT NULL
      );
      CREATE TABLE catalog.programmes (
        programme_id text COLLATE "C" PRIMARY KEY,
        provider_id text NOT NULL REFERENCES catalog.providers,
        name text NOT NULL,
        short_name text,
        folded_name text NOT NULL,
        direction text NOT NULL,
        municipality bigint NOT NULL,
        age_min_months bigint NOT NULL,
        age_max_months bigint NOT NULL
      );
      CREATE INDEX programmes_by_provider ON catalog.programmes (provider_id);
      CREATE TABLE catalog.modules (
        module_id text COLLATE "C" PRIMARY KEY,
        programme_id text NOT NULL REFERENCES catalog.programmes,
        name text NOT NULL,
        hours bigint,
        price_kopecks bigint NOT NULL,
        normative_cost_kopecks bigint NOT NULL
      );
      CREATE INDEX modules_by_programme ON catalog.modules (programme_id);
      CREATE TABLE catalog.groups (
        group_id text COLLATE "C" PRIMARY KEY,
        module_id text NOT NULL REFERENCES catalog.modules,
        name text NOT NULL,
        first_day date NOT NULL,
        last_day date NOT NULL,
        places bigint NOT NULL
      );
      CREATE INDEX groups_by_module ON catalog.groups (module_id);
      CREATE INDEX groups_in_order ON catalog.groups (first_day, group_id);

      -- What each group looked like after the last import: its card, and the state that was published of it.
      CREATE TABLE catalog.fingerprints (group_id text COLLATE "C" PRIMARY KEY, card text NOT NULL, state text NOT NULL);

      -- Who occupies a place; enrolment tells it, possibly of a group that the catalogue does not know yet.
      CREATE TABLE catalog.places (contract uuid PRIMARY KEY, group_id text NOT NULL, last_day date NOT NULL);
      CREATE INDEX places_by_group ON catalog.places (group_id, last_day);

      CREATE VIEW catalog.cards AS
        SELECT g.group_id, g.name, g.first_day, g.last_day, g.places,
               m.module_id, m.name AS module_name, m.hours, m.price_kopecks, m.normative_cost_kopecks,
               p.programme_id, p.name AS programme_name, p.short_name, p.direction, p.municipality,
               p.age_min_months, p.age_max_months, p.folded_name AS folded_programme,
               o.provider_id, o.name AS provider_name, o.inn, o.address, o.payable, o.folded_name AS folded_provider
        FROM catalog.groups g
        JOIN catalog.modules m USING (module_id)
        JOIN catalog.programmes p USING (programme_id)
        JOIN catalog.providers o USING (provider_id);`,
  },
  idempotencyMigration('catalog'),
  ...messagingMigrations('catalog'),
  outboxMigration('catalog'),
];
