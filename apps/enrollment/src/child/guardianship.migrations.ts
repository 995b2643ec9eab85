import type { Migration } from '@lib/database';

/**
 * Who acts for a child, and the codes by which that is claimed. A person is known by an id derived from its login; of a
 * code its hash alone is kept.
 */
export const guardianshipMigration: Migration = {
  name: '0004-guardianships',
  sql: `
    CREATE TABLE enrollment.guardianships (
      id uuid PRIMARY KEY,
      holder_id uuid NOT NULL REFERENCES enrollment.people,
      person uuid NOT NULL,
      relation text NOT NULL CHECK (relation IN ('guardian', 'self')),
      since timestamptz NOT NULL,
      ended_at timestamptz
    );
    CREATE UNIQUE INDEX guardianships_of_child ON enrollment.guardianships (holder_id, person, relation)
      WHERE ended_at IS NULL;
    CREATE UNIQUE INDEX guardianships_one_self ON enrollment.guardianships (holder_id)
      WHERE ended_at IS NULL AND relation = 'self';
    CREATE INDEX guardianships_by_person ON enrollment.guardianships (person) WHERE ended_at IS NULL;
    CREATE TABLE enrollment.claim_codes (
      hash bytea PRIMARY KEY,
      holder_id uuid NOT NULL REFERENCES enrollment.people,
      relation text NOT NULL CHECK (relation IN ('guardian', 'self')),
      expires_at timestamptz NOT NULL
    );
    CREATE INDEX claim_codes_by_child ON enrollment.claim_codes (holder_id);`,
};

/** Those that have ended, too: what is held on a person. */
export const guardianshipsOfPersons = `CREATE INDEX guardianships_ever_by_person ON enrollment.guardianships (person);`;
