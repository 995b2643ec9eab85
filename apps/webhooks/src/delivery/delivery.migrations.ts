/**
 * What waits for an endpoint and what it has taken. The messages of one holder wait in a line, in the order of their ids;
 * a lane is a line that has something, and when its first message is due.
 */
export const deliveries = `CREATE TABLE webhooks.deliveries (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      endpoint_id uuid NOT NULL,
      message bigint NOT NULL,
      holder text NOT NULL,
      since timestamptz NOT NULL,
      done_at timestamptz
    );
    CREATE UNIQUE INDEX deliveries_wait_once ON webhooks.deliveries (endpoint_id, message) WHERE done_at IS NULL;
    CREATE INDEX deliveries_in_line ON webhooks.deliveries (endpoint_id, holder, id) WHERE done_at IS NULL;
    CREATE INDEX deliveries_waiting ON webhooks.deliveries (since) WHERE done_at IS NULL;
    CREATE INDEX deliveries_of_message ON webhooks.deliveries (message) WHERE done_at IS NULL;
    CREATE INDEX deliveries_done ON webhooks.deliveries (done_at) WHERE done_at IS NOT NULL;

    CREATE TABLE webhooks.lanes (
      endpoint_id uuid NOT NULL,
      holder text NOT NULL,
      failures integer NOT NULL DEFAULT 0,
      next_at timestamptz NOT NULL,
      PRIMARY KEY (endpoint_id, holder)
    );
    CREATE INDEX lanes_due ON webhooks.lanes (endpoint_id, next_at);

    CREATE TABLE webhooks.attempts (
      number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      endpoint_id uuid NOT NULL,
      message_id text NOT NULL,
      type text NOT NULL,
      holder text NOT NULL,
      at timestamptz NOT NULL,
      outcome text NOT NULL,
      status integer,
      duration_ms integer NOT NULL,
      answer text
    );
    CREATE INDEX attempts_of_endpoint ON webhooks.attempts (endpoint_id, number);
    CREATE INDEX attempts_by_age ON webhooks.attempts (at);`;
