import type { Migration } from '@lib/database';

/** Who has read what the vault holds of a child. Of a person who was erased it says nothing but that somebody looked. */
export const readsMigration: Migration = {
  name: '0008-reads',
  sql: `
    CREATE TABLE enrollment.reads (
      number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      holder_id uuid NOT NULL,
      at timestamptz NOT NULL,
      what text NOT NULL,
      why text NOT NULL,
      kind text NOT NULL,
      roles text NOT NULL,
      name text NOT NULL
    );
    CREATE INDEX reads_of_child ON enrollment.reads (holder_id, number);
    CREATE INDEX reads_by_age ON enrollment.reads (at);`,
};
