import type { Migration } from '@lib/database';

// A part of released steps that made tables of several slices at once; what comes next is a step of its own.
export const lessons = `CREATE TABLE enrollment.lessons (
        group_id text NOT NULL REFERENCES enrollment.study_groups,
        month text NOT NULL,
        held bigint NOT NULL,
        planned bigint NOT NULL,
        reported_at timestamptz NOT NULL,
        PRIMARY KEY (group_id, month)
      );`;

export const correctionsMigration: Migration = {
  name: '0003-lesson-corrections',
  sql: `
      -- \`lessons\` has the report in force; what it was before stands with the correction.
      CREATE TABLE enrollment.lesson_corrections (
        id uuid PRIMARY KEY,
        group_id text NOT NULL,
        month text NOT NULL,
        held bigint NOT NULL,
        planned bigint NOT NULL,
        before_held bigint NOT NULL,
        before_planned bigint NOT NULL,
        before_reported_at timestamptz NOT NULL,
        reason text NOT NULL,
        words bytea,
        state text NOT NULL CHECK (state IN ('pending', 'applied', 'refused', 'cancelled')),
        submitted_at timestamptz NOT NULL,
        decided_at timestamptz,
        FOREIGN KEY (group_id, month) REFERENCES enrollment.lessons
      );
      CREATE INDEX lesson_corrections_by_report ON enrollment.lesson_corrections (group_id, month);
      CREATE UNIQUE INDEX lesson_corrections_one_pending ON enrollment.lesson_corrections (group_id, month)
        WHERE state = 'pending';

      CREATE TABLE enrollment.lesson_correction_contracts (
        correction uuid NOT NULL REFERENCES enrollment.lesson_corrections,
        contract uuid NOT NULL,
        holder_id uuid NOT NULL,
        asked_on date NOT NULL,
        reported_on date NOT NULL,
        answer text CHECK (answer IN ('held', 'refused')),
        certificate_number text,
        PRIMARY KEY (correction, contract)
      );`,
};

/** A correction is proposed by one person and approved by another; those from before were their own. */
export const correctionsByTwoMigration: Migration = {
  name: '0010-lesson-corrections-by-two',
  sql: `
      ALTER TABLE enrollment.lesson_corrections ADD COLUMN proposed_by text, ADD COLUMN approved_by text,
        ADD COLUMN approved_at timestamptz;
      ALTER TABLE enrollment.lesson_corrections DROP CONSTRAINT lesson_corrections_state_check,
        ADD CONSTRAINT lesson_corrections_state_check
          CHECK (state IN ('proposed', 'pending', 'applied', 'refused', 'cancelled'));
      DROP INDEX enrollment.lesson_corrections_one_pending;
      CREATE UNIQUE INDEX lesson_corrections_one_pending ON enrollment.lesson_corrections (group_id, month)
        WHERE state IN ('proposed', 'pending');`,
};

/** All corrections are read in the order in which they were asked for; few wait, and many have been decided. */
export const correctionsInOrderMigration: Migration = {
  name: '0016-lesson-corrections-in-order',
  sql: `
      CREATE INDEX lesson_corrections_in_order ON enrollment.lesson_corrections (submitted_at, id);
      CREATE INDEX lesson_corrections_open ON enrollment.lesson_corrections (submitted_at, id)
        WHERE state IN ('proposed', 'pending');`,
};
