// A part of released steps that made tables of several slices at once; what comes next is a step of its own.

/** Birth dates and categories are in `children.sealed` only. */
export const children = `CREATE TABLE enrollment.people (holder_id uuid PRIMARY KEY, key bytea NOT NULL);
      CREATE TABLE enrollment.children (
        holder_id uuid PRIMARY KEY REFERENCES enrollment.people,
        child_id text NOT NULL UNIQUE,
        municipality bigint NOT NULL,
        sealed bytea NOT NULL
      );`;
