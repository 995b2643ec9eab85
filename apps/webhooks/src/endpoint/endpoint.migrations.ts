/** Where webhooks go, and how they have been taken. The secret is not here: it derives from the id and the generation. */
export const endpoints = `CREATE TABLE webhooks.endpoints (
      id uuid PRIMARY KEY,
      number bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
      owner text NOT NULL,
      url text,
      types text[] NOT NULL,
      description text,
      generation integer NOT NULL DEFAULT 1,
      rotated_at timestamptz,
      state text NOT NULL DEFAULT 'on' CHECK (state IN ('on', 'off', 'removed')),
      off_reason text CHECK (off_reason IN ('failing', 'gone')),
      off_at timestamptz,
      failures integer NOT NULL DEFAULT 0,
      failing_since timestamptz,
      next_at timestamptz,
      created_at timestamptz NOT NULL
    );
    CREATE INDEX endpoints_of_owner ON webhooks.endpoints (owner) WHERE state <> 'removed';`;
