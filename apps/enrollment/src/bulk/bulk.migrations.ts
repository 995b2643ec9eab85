import type { Migration } from '@lib/database';

/**
 * Work on many items, and what became of each. Who is to be registered lies sealed under a key of the item's own, which is
 * destroyed with its outcome; nothing else here says anything of a child but its surrogate id. The day of a job is one of
 * real time, whatever a settable clock says.
 */
export const bulkMigration: Migration = {
  name: '0014-bulk-jobs',
  sql: `
    CREATE TABLE enrollment.bulk_jobs (
      id uuid PRIMARY KEY,
      number bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
      operation text NOT NULL CHECK (operation IN ('accept', 'conclude', 'report', 'register')),
      dry_run boolean NOT NULL,
      state text NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'cancelled', 'expired')),
      asked_by text NOT NULL,
      actor json NOT NULL,
      reach json NOT NULL,
      total integer NOT NULL,
      asked_at timestamptz NOT NULL,
      started_at timestamptz,
      ended_at timestamptz,
      over_at timestamptz NOT NULL DEFAULT now() + interval '24 hours',
      turn_at timestamptz
    );
    CREATE INDEX bulk_jobs_by_asker ON enrollment.bulk_jobs (asked_by, number);
    CREATE INDEX bulk_jobs_open ON enrollment.bulk_jobs (turn_at NULLS FIRST, number)
      WHERE state IN ('waiting', 'running');
    CREATE INDEX bulk_jobs_by_end ON enrollment.bulk_jobs (ended_at);
    CREATE TABLE enrollment.bulk_items (
      job uuid NOT NULL REFERENCES enrollment.bulk_jobs ON DELETE CASCADE,
      index integer NOT NULL,
      application_id uuid,
      report json,
      child_index bytea,
      sealed bytea,
      holder_id uuid,
      outcome text CHECK (outcome IN ('ok', 'refused', 'failed')),
      result json,
      problem json,
      attempts integer NOT NULL DEFAULT 0,
      PRIMARY KEY (job, index)
    );
    CREATE INDEX bulk_items_open ON enrollment.bulk_items (job, index) WHERE outcome IS NULL;
    CREATE INDEX bulk_items_by_child ON enrollment.bulk_items (child_index) WHERE child_index IS NOT NULL;
    CREATE INDEX bulk_items_by_holder ON enrollment.bulk_items (holder_id) WHERE holder_id IS NOT NULL;`,
};

/** How long it is known that whoever asked may do it; and how often an item has met the locks of others. */
export const bulkTrustMigration: Migration = {
  name: '0015-bulk-trust',
  sql: `
    ALTER TABLE enrollment.bulk_jobs ADD COLUMN trusted_until timestamptz;
    ALTER TABLE enrollment.bulk_items
      ADD COLUMN waits integer NOT NULL DEFAULT 0,
      ADD COLUMN rests_until timestamptz;`,
};
