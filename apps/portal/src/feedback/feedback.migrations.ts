/** What families say of providers, with a code for the login and nothing else of whoever said it. */
export const feedback = `CREATE TABLE portal.feedback (
      id uuid PRIMARY KEY,
      person text NOT NULL,
      provider_id text NOT NULL,
      provider_name text NOT NULL,
      said text NOT NULL,
      at timestamptz NOT NULL DEFAULT now(),
      answer text,
      answered_at timestamptz,
      answered_by text
    );
    CREATE INDEX feedback_by_person ON portal.feedback (person, at);
    CREATE INDEX feedback_by_answer ON portal.feedback (answered_at NULLS FIRST, at);`;
