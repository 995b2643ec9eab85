// The first two are a part of released steps that made tables of several slices at once.

export const places = `-- Who occupies a place; enrolment tells it, possibly of a group that the catalogue does not know yet.
      CREATE TABLE catalog.places (contract uuid PRIMARY KEY, group_id text NOT NULL, last_day date NOT NULL);
      CREATE INDEX places_by_group ON catalog.places (group_id, last_day);`;

export const daysOfPlaces = `-- A place is a place on days. Where the start was not told, the place is held from the beginning of time.
      ALTER TABLE catalog.places ADD COLUMN start date;
      ALTER TABLE catalog.places
        ADD COLUMN standing text CHECK (standing IN ('open', 'reserving', 'concluded'));`;

export const groupsByBytes = `-- As the ids of groups elsewhere: an index of another order is of no use to who compares the two.
  ALTER TABLE catalog.places ALTER COLUMN group_id TYPE text COLLATE "C";`;
