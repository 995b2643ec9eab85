import type { Migration } from '@lib/database';
import { idempotencyMigration } from '@lib/http';
import { messagingMigrations, outboxMigration } from '@lib/messaging';

/** Schema `enrollment`. Birth dates and categories are in `children.sealed` only; what else names a child is `child_id`. */
export const enrollmentMigrations: readonly Migration[] = [
  {
    name: '0001-enrollment',
    sql: `
      CREATE TABLE enrollment.study_groups (
        group_id text PRIMARY KEY,
        module_id text NOT NULL,
        provider_id text NOT NULL,
        direction text NOT NULL,
        price_kopecks bigint NOT NULL,
        normative_cost_kopecks bigint NOT NULL,
        first_day date NOT NULL,
        last_day date NOT NULL,
        places bigint NOT NULL,
        payable boolean NOT NULL,
        age_min_months bigint NOT NULL,
        age_max_months bigint NOT NULL
      );
      CREATE TABLE enrollment.programmes (
        financing_programme text PRIMARY KEY,
        municipality bigint NOT NULL,
        time_zone text NOT NULL,
        period_from date NOT NULL,
        to_exclusive date NOT NULL,
        reserve_at text NOT NULL,
        certificate_groups text[] NOT NULL
      );
      CREATE INDEX programmes_by_municipality ON enrollment.programmes (municipality);

      CREATE TABLE enrollment.people (holder_id uuid PRIMARY KEY, key bytea NOT NULL);
      CREATE TABLE enrollment.children (
        holder_id uuid PRIMARY KEY REFERENCES enrollment.people,
        child_id text NOT NULL UNIQUE,
        municipality bigint NOT NULL,
        sealed bytea NOT NULL
      );

      -- An application that fails the first checks names a child or a group that nobody knows: no foreign keys.
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
        WHERE state IN ('requested', 'accepted');

      CREATE TABLE enrollment.lessons (
        group_id text NOT NULL REFERENCES enrollment.study_groups,
        month text NOT NULL,
        held bigint NOT NULL,
        planned bigint NOT NULL,
        reported_at timestamptz NOT NULL,
        PRIMARY KEY (group_id, month)
      );`,
  },
  idempotencyMigration('enrollment'),
  ...messagingMigrations('enrollment'),
  outboxMigration('enrollment'),
];
