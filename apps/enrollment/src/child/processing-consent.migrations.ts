import type { Migration } from '@lib/database';

/** What families have said about the processing of a child's data: a row for each time. They go with the child. */
export const processingConsentMigration: Migration = {
  name: '0006-processing-consents',
  sql: `
    CREATE TABLE enrollment.processing_consents (
      id uuid PRIMARY KEY,
      number bigint GENERATED ALWAYS AS IDENTITY,
      holder_id uuid NOT NULL REFERENCES enrollment.people,
      standing text NOT NULL CHECK (standing IN ('given', 'withdrawn')),
      text_version text,
      how text NOT NULL CHECK (how IN ('own-login', 'paper')),
      sealed_paper_number bytea,
      signed_on date,
      given_by text NOT NULL,
      given_at timestamptz NOT NULL
    );
    CREATE INDEX processing_consents_of_child ON enrollment.processing_consents (holder_id, number);`,
};

export const processingByGiver = `CREATE INDEX processing_consents_by_giver ON enrollment.processing_consents (given_by)
      WHERE how = 'own-login';`;
