import type { Migration } from '@lib/database';
import { idempotencyMigrations } from '@lib/http';
import { messagingMigrations, outboxMigration } from '@lib/messaging';
import { refusalMigration } from './refusal/refusal.migrations.js';

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
  {
    // The terms of an application, by which it lives whatever becomes of its group and child (docs/rules.md §2). What was
    // open before had none of its own: it takes those that its group has today.
    name: '0002-terms',
    sql: `
      ALTER TABLE enrollment.study_groups ADD COLUMN closed boolean NOT NULL DEFAULT false;
      ALTER TABLE enrollment.programmes
        ADD COLUMN certificate_group_ages jsonb NOT NULL DEFAULT '[]',
        ADD COLUMN late_entry_days bigint NOT NULL DEFAULT 31;
      ALTER TABLE enrollment.applications
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
        SELECT DISTINCT holder_id, financing_programme FROM enrollment.applications WHERE reserved;`,
  },
  refusalMigration,
  {
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
  },
  ...idempotencyMigrations('enrollment'),
  ...messagingMigrations('enrollment'),
  outboxMigration('enrollment'),
  {
    name: '0003-plain-child-ids',
    sql: `
      -- Ids are kept trimmed and in NFKC, so that one child is never two. Two that are one by now stay as they are: each
      -- may have its certificate.
      DO $$ BEGIN
        IF current_setting('server_encoding') = 'UTF8' THEN
          CREATE TEMPORARY TABLE plain_ids ON COMMIT DROP AS
            SELECT holder_id, plain FROM (
              SELECT holder_id, child_id, plain, count(*) OVER (PARTITION BY plain) AS children
              FROM (SELECT holder_id, child_id, btrim(normalize(child_id, NFKC), E' \t\r\n') AS plain FROM enrollment.children) c
            ) c
            WHERE plain <> child_id AND plain <> '' AND length(plain) <= 100 AND children = 1;
          UPDATE enrollment.children c SET child_id = p.plain FROM plain_ids p WHERE c.holder_id = p.holder_id;
          UPDATE enrollment.applications a SET child_id = p.plain FROM plain_ids p WHERE a.holder_id = p.holder_id;
        END IF;
      END $$;`,
  },
];
