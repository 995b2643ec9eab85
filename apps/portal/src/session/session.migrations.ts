/** Sessions and logins under way, each sealed under a secret that only the browser has. */
export const kept = `CREATE TABLE portal.kept (
      id bytea PRIMARY KEY,
      kind text NOT NULL,
      sealed bytea NOT NULL,
      until timestamptz NOT NULL
    );
    CREATE INDEX kept_by_end ON portal.kept (until);`;

/** By which an issuer that ends a session names it: keyed hashes, of sessions alone. */
export const namesOfSessions = `ALTER TABLE portal.kept ADD COLUMN subject bytea, ADD COLUMN issuer_session bytea;
    CREATE INDEX kept_by_subject ON portal.kept (subject) WHERE subject IS NOT NULL;
    CREATE INDEX kept_by_issuer_session ON portal.kept (issuer_session) WHERE issuer_session IS NOT NULL;`;
