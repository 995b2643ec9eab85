/** That two children of the register are one, and who said so and agreed; by their surrogate ids. */
export const merges = `CREATE TABLE enrollment.merges (
      id uuid PRIMARY KEY,
      number bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
      keep uuid NOT NULL,
      other uuid NOT NULL,
      reason text NOT NULL,
      state text NOT NULL CHECK (state IN ('waiting', 'done', 'dropped')),
      asked_by text NOT NULL,
      asked_at timestamptz NOT NULL,
      decided_by text,
      decided_at timestamptz
    );
    CREATE UNIQUE INDEX merges_one_waiting ON enrollment.merges (other) WHERE state = 'waiting';`;
