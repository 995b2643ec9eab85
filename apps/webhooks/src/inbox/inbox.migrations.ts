/** What would have been sent to endpoints without a URL: the last of each. */
export const requests = `CREATE TABLE webhooks.requests (
      number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      endpoint_id uuid NOT NULL,
      at timestamptz NOT NULL,
      headers json NOT NULL,
      body text NOT NULL
    );
    CREATE INDEX requests_of_endpoint ON webhooks.requests (endpoint_id, number);`;
