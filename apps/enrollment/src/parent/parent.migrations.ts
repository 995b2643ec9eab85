/** What parents have said of themselves, each under a key of its own; a person is known by the id derived from its login. */
export const parents = `CREATE TABLE enrollment.parents (
      person uuid PRIMARY KEY REFERENCES enrollment.people,
      version uuid NOT NULL,
      sealed bytea NOT NULL,
      told_at timestamptz NOT NULL
    );
    CREATE INDEX parents_by_age ON enrollment.parents (told_at);`;

/** Whether a parent wants a mail when there is news; what it was not asked, it has not said. */
export const mailedParents = `ALTER TABLE enrollment.parents ADD COLUMN wants_mail boolean NOT NULL DEFAULT false;`;
