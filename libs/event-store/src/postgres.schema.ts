import type { Migration, Schema } from '@lib/database';

/** The schema `event_store`, for `migrate(database, 'event_store', eventStoreMigrations)`. */
export const eventStoreMigrations: readonly Migration[] = [
  {
    name: '0001-events',
    sql: `
-- json, not jsonb: the bytes that were hashed stay. COLLATE "C": the order of an index on names must not change with the
-- operating system's library.
CREATE TABLE event_store.events (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  stream text COLLATE "C" NOT NULL,
  revision int NOT NULL CHECK (revision >= 0),
  id uuid NOT NULL,
  type text NOT NULL,
  version smallint NOT NULL,
  data json NOT NULL,
  meta json NOT NULL,
  recorded_at timestamptz NOT NULL,
  hash text NOT NULL,
  UNIQUE (stream, revision)
);

CREATE FUNCTION event_store.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what is recorded stays: % of event_store.events is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON event_store.events
  FOR EACH STATEMENT EXECUTE FUNCTION event_store.refuse_change();
ALTER TABLE event_store.events ENABLE ALWAYS TRIGGER refuse_change;

-- Whoever inserts holds this lock until its transaction has ended and can be seen, or is gone. So positions become visible
-- in their order, and a reader that has seen one will not miss an earlier one.
CREATE FUNCTION event_store.take_turn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('event_store.events'), 0);
  RETURN NULL;
END $$;
CREATE TRIGGER take_turn BEFORE INSERT ON event_store.events
  FOR EACH STATEMENT EXECUTE FUNCTION event_store.take_turn();

-- Appends each item whose stream ends with the revision (-1: there is no such stream) and hash that it expects, whole, and
-- leaves the others out. Answers with a place for every event that was written, and with the actual revision and no place
-- for every item left out. No two items may have the same stream.
CREATE FUNCTION event_store.append(
  streams text[], expected int[], heads text[],
  items int[], revisions int[], ids uuid[], types text[], versions smallint[], data text[], meta text[],
  recorded timestamptz[], hashes text[]
) RETURNS TABLE (item int, revision int, place bigint) LANGUAGE plpgsql
-- One plan for every batch, because planning costs more than the work of a small one. It may be made while the table is
-- still empty, and must suit the full one.
SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off
AS $$
#variable_conflict use_column
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'event_store.append needs the isolation level read committed';
  END IF;
  -- A statement of its own: the next one takes its snapshot when the lock is held, and sees what its last holder wrote.
  PERFORM pg_advisory_xact_lock(hashtext('event_store.events'), 0);
  RETURN QUERY
    WITH asked AS MATERIALIZED (
      SELECT a.item::int, a.stream, coalesce(last.revision, -1) AS actual,
             coalesce(last.revision, -1) = a.expected AND coalesce(last.hash, '') = a.head AS fits
      FROM unnest(streams, expected, heads) WITH ORDINALITY AS a(stream, expected, head, item)
      LEFT JOIN LATERAL (
        SELECT e.revision, e.hash FROM event_store.events e WHERE e.stream = a.stream ORDER BY e.revision DESC LIMIT 1
      ) last ON true
    ), written AS (
      INSERT INTO event_store.events (stream, revision, id, type, version, data, meta, recorded_at, hash)
      SELECT asked.stream, n.revision, n.id, n.type, n.version, n.data::json, n.meta::json, n.recorded_at, n.hash
      FROM unnest(items, revisions, ids, types, versions, data, meta, recorded, hashes)
        WITH ORDINALITY AS n(item, revision, id, type, version, data, meta, recorded_at, hash, place)
      JOIN asked ON asked.item = n.item AND asked.fits
      ORDER BY n.place
      RETURNING stream, revision, position
    )
    SELECT asked.item, written.revision, written.position FROM written JOIN asked ON asked.stream = written.stream
    UNION ALL
    SELECT asked.item, asked.actual, NULL FROM asked WHERE NOT asked.fits;
  PERFORM pg_notify('event_store', '');
END $$;
`,
  },
];

/**
 * A service reads and appends, nothing else. The refusing trigger holds for every role; that the role of the service does
 * not own the table keeps it from switching it off.
 */
export const eventStoreSchema: Schema = {
  name: 'event_store',
  migrations: eventStoreMigrations,
  rights: { events: ['INSERT'] },
};
