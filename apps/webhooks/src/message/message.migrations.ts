/** What the topics have told, in the form in which it is sent, as long as it may be sent again. */
export const messages = `CREATE TABLE webhooks.messages (
      position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      id text NOT NULL UNIQUE,
      type text NOT NULL,
      holder text NOT NULL,
      recorded_at timestamptz NOT NULL,
      kept_at timestamptz NOT NULL,
      body text NOT NULL
    );
    CREATE INDEX messages_by_record ON webhooks.messages (recorded_at);
    CREATE INDEX messages_by_holder ON webhooks.messages (holder, position);
    CREATE INDEX messages_by_age ON webhooks.messages (kept_at);`;
