/**
 * Children of whom there is something new to read, and which parents have a mail coming. A batch is one mail; an address
 * stands here nowhere, it is read from what the parent has said when the mail is sent.
 */
export const mailings = `CREATE TABLE enrollment.mail_news (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      holder_id uuid NOT NULL
    );
    CREATE TABLE enrollment.mailings (
      person uuid PRIMARY KEY REFERENCES enrollment.parents ON DELETE CASCADE,
      batch uuid,
      news bigint NOT NULL DEFAULT 0,
      attempts integer NOT NULL DEFAULT 0,
      due_at timestamptz NOT NULL,
      sent_at timestamptz
    );
    CREATE INDEX mailings_due ON enrollment.mailings (due_at) WHERE batch IS NOT NULL;`;
