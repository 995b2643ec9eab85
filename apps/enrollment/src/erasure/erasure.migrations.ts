import type { Migration } from '@lib/database';

/** That a person is to be erased, and who asked and decided; by the surrogate id, which names nobody once it is done. */
export const erasureMigration: Migration = {
  name: '0009-erasures',
  sql: `
    CREATE TABLE enrollment.erasures (
      id uuid PRIMARY KEY,
      number bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
      holder_id uuid NOT NULL,
      reason text NOT NULL,
      state text NOT NULL CHECK (state IN ('waiting', 'done', 'dropped')),
      asked_by text NOT NULL,
      asked_at timestamptz NOT NULL,
      decided_by text,
      decided_at timestamptz
    );
    CREATE UNIQUE INDEX erasures_one_waiting ON enrollment.erasures (holder_id) WHERE state = 'waiting';`,
};
