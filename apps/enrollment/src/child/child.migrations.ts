// A part of released steps that made tables of several slices at once; what comes next is a step of its own.

/** Birth dates and categories are in `children.sealed` only. */
export const children = `CREATE TABLE enrollment.children (
        holder_id uuid PRIMARY KEY REFERENCES enrollment.people,
        child_id text NOT NULL UNIQUE,
        municipality bigint NOT NULL,
        sealed bytea NOT NULL
      );`;

/** `child_id` is what was stored before: the service seals it at its next start, and writes it no more. */
export const sealedChildren = `ALTER TABLE enrollment.children ALTER COLUMN child_id DROP NOT NULL,
      ADD COLUMN child_index bytea, ADD COLUMN registered_at timestamptz;
    CREATE UNIQUE INDEX children_by_index ON enrollment.children (child_index);`;

/** What a child is found by whose parent has said who it is: its document, and its name with its birth date as a hint. */
export const identifiedChildren = `ALTER TABLE enrollment.children ADD COLUMN document_index bytea, ADD COLUMN name_index bytea;
    CREATE INDEX children_by_document ON enrollment.children (document_index);
    CREATE INDEX children_by_name ON enrollment.children (name_index);`;

/** A child of the register that is another one: its account stays, its id leads to the other. */
export const mergedChildren = `ALTER TABLE enrollment.children ADD COLUMN merged_into uuid REFERENCES enrollment.children;
    CREATE INDEX children_by_merge ON enrollment.children (merged_into) WHERE merged_into IS NOT NULL;`;
