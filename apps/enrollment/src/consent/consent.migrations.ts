import type { Migration } from '@lib/database';

/**
 * What families consented to. Nothing is changed here: a new consent is a new row. The number of a paper lies under the key
 * of its child and goes with it; who gave or recorded a consent is known by a code.
 */
export const consentMigration: Migration = {
  name: '0005-consents',
  sql: `
    CREATE TABLE enrollment.consents (
      id uuid PRIMARY KEY,
      number bigint GENERATED ALWAYS AS IDENTITY,
      application_id uuid NOT NULL,
      holder_id uuid NOT NULL,
      text_version text NOT NULL,
      terms text NOT NULL,
      co_payment_at_most_kopecks bigint NOT NULL,
      how text NOT NULL CHECK (how IN ('own-login', 'paper')),
      sealed_paper_number bytea,
      signed_on date,
      given_by text NOT NULL,
      given_at timestamptz NOT NULL
    );
    CREATE INDEX consents_of_application ON enrollment.consents (application_id, number);`,
};

/** What is held on a child, and on a parent. */
export const consentsOfPersons = `CREATE INDEX consents_of_child ON enrollment.consents (holder_id, number);
    CREATE INDEX consents_by_giver ON enrollment.consents (given_by) WHERE how = 'own-login';`;
