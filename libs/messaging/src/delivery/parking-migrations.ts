import type { Migration } from '@lib/database';

/** The table of `Parking`. */
export const parkingMigration = (schema: string): Migration => ({
  name: 'messaging-parking',
  sql: `CREATE TABLE ${schema}.parked_messages (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    consumer text NOT NULL,
    origin text NOT NULL,
    topic text NOT NULL,
    key text NOT NULL,
    message json NOT NULL,
    cause text,
    parked_at timestamptz NOT NULL DEFAULT now(),
    status text NOT NULL DEFAULT 'parked' CHECK (status IN ('parked', 'released', 'discarded')),
    reason text,
    settled_at timestamptz,
    UNIQUE (consumer, origin)
  );
  CREATE INDEX parked_messages_by_key ON ${schema}.parked_messages (consumer, topic, key, id) WHERE status = 'parked';`,
});

/** Columns that came later. `place` was an offset, which another copy of the topic does not share; it is not used any more. */
export const parkingPlacesMigrations = (schema: string): readonly Migration[] => [
  { name: 'messaging-parking-places', sql: `ALTER TABLE ${schema}.parked_messages ADD COLUMN place bigint` },
  { name: 'messaging-parking-sequences', sql: `ALTER TABLE ${schema}.parked_messages ADD COLUMN sequence bigint` },
  {
    name: 'messaging-parking-standing',
    sql: `ALTER TABLE ${schema}.parked_messages ADD COLUMN recorded_at timestamptz;
    CREATE INDEX parked_messages_by_age ON ${schema}.parked_messages (settled_at) WHERE status <> 'parked';`,
  },
];
