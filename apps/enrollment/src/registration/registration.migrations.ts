/**
 * Children whom their parents have registered. What a parent says of its child is sealed under the child's own key, which
 * is there from the first moment; once it is decided nothing of it is left here.
 */
export const registrations = `CREATE TABLE enrollment.registrations (
      id uuid PRIMARY KEY,
      number bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
      holder_id uuid NOT NULL,
      person uuid NOT NULL,
      state text NOT NULL CHECK (state IN ('waiting', 'confirmed', 'refused')),
      sealed bytea,
      document_index bytea,
      name_index bytea,
      reason text,
      asked_at timestamptz NOT NULL,
      decided_by text,
      decided_at timestamptz
    );
    CREATE INDEX registrations_by_person ON enrollment.registrations (person);
    CREATE INDEX registrations_by_holder ON enrollment.registrations (holder_id);
    CREATE INDEX registrations_by_document ON enrollment.registrations (document_index) WHERE state = 'waiting';
    CREATE INDEX registrations_by_name ON enrollment.registrations (name_index) WHERE state = 'waiting';
    CREATE INDEX registrations_by_age ON enrollment.registrations (state, asked_at);`;
