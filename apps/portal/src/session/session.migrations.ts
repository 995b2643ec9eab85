/** Sessions and logins under way, each sealed under a secret that only the browser has. */
export const kept = `CREATE TABLE portal.kept (
      id bytea PRIMARY KEY,
      kind text NOT NULL,
      sealed bytea NOT NULL,
      until timestamptz NOT NULL
    );
    CREATE INDEX kept_by_end ON portal.kept (until);`;
