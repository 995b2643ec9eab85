import type { Migration } from '@lib/database';

// A part of released steps that made tables of several slices at once; what comes next is a step of its own.

export const applications = `-- An application that fails the first checks names a child or a group that nobody knows: no foreign keys.
      CREATE TABLE enrollment.applications (
        id uuid PRIMARY KEY,
        child_id text,
        holder_id uuid,
        group_id text NOT NULL,
        module_id text,
        financing_programme text,
        time_zone text,
        certificate_group text,
        reserve_at text,
        start date NOT NULL,
        last_day date,
        submitted_on date NOT NULL,
        lapses_on date,
        lapse_reason text,
        state text NOT NULL CHECK (state IN ('requested', 'accepted', 'enrolled', 'terminated', 'refused', 'withdrawn')),
        awaiting text,
        awaiting_since date,
        reason text,
        concluded_on date
      );
      CREATE INDEX applications_live_in_group ON enrollment.applications (group_id, id)
        WHERE state IN ('requested', 'accepted', 'enrolled', 'terminated');
      CREATE INDEX applications_by_holder ON enrollment.applications (holder_id, module_id);
      CREATE INDEX applications_by_child ON enrollment.applications (child_id, id);
      CREATE INDEX applications_open ON enrollment.applications (financing_programme, lapses_on)
        WHERE state IN ('requested', 'accepted');`;

export const termsOfApplications = `ALTER TABLE enrollment.applications
        ADD COLUMN number bigint GENERATED ALWAYS AS IDENTITY,
        ADD COLUMN first_day date,
        ADD COLUMN group_last_day date,
        ADD COLUMN price_kopecks bigint,
        ADD COLUMN normative_cost_kopecks bigint,
        ADD COLUMN age_min_months bigint,
        ADD COLUMN age_max_months bigint,
        ADD COLUMN direction text,
        ADD COLUMN provider_id text,
        ADD COLUMN municipality bigint,
        ADD COLUMN reserved boolean NOT NULL DEFAULT false,
        ADD COLUMN asked_at timestamptz,
        ADD COLUMN attempt bigint NOT NULL DEFAULT 0,
        ADD COLUMN notice jsonb,
        ADD COLUMN notices bigint NOT NULL DEFAULT 0,
        ADD COLUMN revocations bigint NOT NULL DEFAULT 0;
      UPDATE enrollment.applications a SET
        first_day = g.first_day, group_last_day = g.last_day, price_kopecks = g.price_kopecks,
        normative_cost_kopecks = g.normative_cost_kopecks, age_min_months = g.age_min_months,
        age_max_months = g.age_max_months, direction = g.direction, provider_id = g.provider_id,
        municipality = p.municipality, asked_at = a.awaiting_since,
        reserved = a.awaiting IS NULL AND (a.concluded_on IS NOT NULL
          OR (a.state = 'accepted' AND a.reserve_at IN ('application', 'acceptance'))
          OR (a.state = 'requested' AND a.reserve_at = 'application'))
      FROM enrollment.study_groups g, enrollment.programmes p
      WHERE a.group_id = g.group_id AND a.financing_programme = p.financing_programme;
      CREATE UNIQUE INDEX applications_by_number ON enrollment.applications (number);
      CREATE INDEX applications_awaiting ON enrollment.applications (asked_at) WHERE awaiting IS NOT NULL;

      CREATE TABLE enrollment.certificates (
        holder_id uuid NOT NULL,
        financing_programme text NOT NULL,
        PRIMARY KEY (holder_id, financing_programme)
      );
      INSERT INTO enrollment.certificates (holder_id, financing_programme)
        SELECT DISTINCT holder_id, financing_programme FROM enrollment.applications WHERE reserved;`;

/** Of an application that names a child whom nobody knows; the others are named by their child. */
export const sealedApplications = `ALTER TABLE enrollment.applications
      ADD COLUMN child_index bytea, ADD COLUMN child_sealed bytea;
    CREATE INDEX applications_by_child_index ON enrollment.applications (child_index) WHERE child_index IS NOT NULL;`;
/** What the family had consented to when the money was asked for, and what certificates said of the co-payment. */
export const coPaymentMigration: Migration = {
  name: '0005-co-payments',
  sql: `
    ALTER TABLE enrollment.applications
      ADD COLUMN awaiting_co_payment_at_most_kopecks bigint,
      ADD COLUMN co_payment_kopecks bigint,
      ADD COLUMN exceeded bigint NOT NULL DEFAULT 0,
      ADD COLUMN not_taken text;`,
};

/**
 * Of every application of a group, also one whose notice may be revoked: the places of a group are counted by it. The index
 * before left those out, so that counting read all applications of the region.
 */
export const applicationsOfGroupsMigration: Migration = {
  name: '0018-applications-of-groups',
  sql: `
    CREATE INDEX applications_of_group ON enrollment.applications (group_id, id);
    DROP INDEX enrollment.applications_live_in_group;`,
};
