import type { Migration } from '@lib/database';

/** Why a provider refused an application. The words may say anything about a child: under its key, like its birth date. */
export const refusalMigration: Migration = {
  name: '0005-provider-words',
  sql: `
    CREATE TABLE enrollment.provider_words (
      application_id uuid PRIMARY KEY,
      holder_id uuid NOT NULL,
      reason text NOT NULL,
      sealed bytea
    );`,
};
