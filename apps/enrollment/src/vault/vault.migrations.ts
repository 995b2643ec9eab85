// A part of released steps that made tables of several slices at once; what comes next is a step of its own.

export const people = `CREATE TABLE enrollment.people (holder_id uuid PRIMARY KEY, key bytea NOT NULL);`;

/** Which key of the installation a key lies under; and keys of the installation that belong to no person. */
export const vaultKeys = `CREATE TABLE enrollment.vault_keys (name text PRIMARY KEY, kek text NOT NULL, key bytea NOT NULL);
    ALTER TABLE enrollment.people ADD COLUMN kek text;`;
