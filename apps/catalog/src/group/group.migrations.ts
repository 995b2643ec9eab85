/**
 * The cards as they are shown and looked for, each in one row that a search reads and nothing else. The database keeps
 * them level (docs/adr/0067): instances of the version before write beside this one, and know nothing of them.
 */
export const groupCards = `
  CREATE TABLE catalog.group_cards (
    group_id text COLLATE "C" PRIMARY KEY,
    -- What is looked for comes first: what stands before a column is read with it.
    municipality bigint NOT NULL,
    age_min_months bigint NOT NULL,
    age_max_months bigint NOT NULL,
    first_day date NOT NULL,
    last_day date NOT NULL,
    places bigint NOT NULL,
    payable boolean NOT NULL,
    closed boolean NOT NULL,
    direction text NOT NULL,
    -- The folded names of the programme and of the provider, a line each. By bytes, LIKE is several times faster.
    folded_names text COLLATE "C" NOT NULL,
    -- From the day free_days[n] on, until the next of them, free_counts[n] places are free on every day to the end.
    free_days date[] NOT NULL DEFAULT '{}',
    free_counts bigint[] NOT NULL DEFAULT '{}',
    name text NOT NULL,
    module_id text NOT NULL,
    module_name text NOT NULL,
    hours bigint,
    price_kopecks bigint NOT NULL,
    normative_cost_kopecks bigint NOT NULL,
    programme_id text NOT NULL,
    programme_name text NOT NULL,
    short_name text,
    provider_id text NOT NULL,
    provider_name text NOT NULL,
    inn text,
    address text
  );
  -- Where old seasons stay in the catalogue, most groups are over.
  CREATE INDEX group_cards_by_last_day ON catalog.group_cards (last_day);

  -- What free_days and free_counts are made of. A place is held on days (docs/rules.md §2 check 7), so that to somebody
  -- who starts on a day most count on which as many as on no other day from then to the end are held. Whoever looks before
  -- the first day starts on that. From the last day on, and where the group is closed, no start is possible.
  CREATE VIEW catalog.free_places AS
    SELECT c.group_id, coalesce(free.days, '{}') AS free_days, coalesce(free.counts, '{}') AS free_counts
    FROM catalog.group_cards c LEFT JOIN LATERAL (
      WITH changes AS (
        SELECT on_day, change FROM catalog.places p
        CROSS JOIN LATERAL (
          VALUES (greatest(p.start, c.first_day), 1), (p.last_day + 1, -1)
        ) AS changes (on_day, change)
        WHERE p.group_id = c.group_id AND p.last_day >= c.first_day
          AND (p.start IS NULL OR p.start <= least(c.last_day, p.last_day))
        UNION ALL VALUES ('-infinity'::date, 0)
      ), held AS (
        SELECT on_day, sum(sum(change)) OVER (ORDER BY on_day) AS held FROM changes GROUP BY on_day
      ), from_then_on AS (
        SELECT on_day, max(held) OVER (ORDER BY on_day ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS most FROM held
      ), steps AS (
        SELECT on_day, most, lag(most) OVER (ORDER BY on_day) AS most_before FROM from_then_on
      ), free AS (
        SELECT on_day, greatest(c.places - most, 0)::bigint AS count FROM steps
          WHERE on_day < c.last_day AND most IS DISTINCT FROM most_before
        UNION ALL VALUES (c.last_day, 0)
      )
      SELECT array_agg(on_day ORDER BY on_day) AS days, array_agg(count ORDER BY on_day) AS counts FROM free
    ) free ON c.first_day < c.last_day AND NOT c.closed;

  -- Whoever counts does so after all who have counted before and with all that they have written: an import may move the
  -- days of a group, or bring it, while a place of it is taken.
  CREATE FUNCTION catalog.count_free_places(groups text[]) RETURNS void LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('catalog free places'));
    UPDATE catalog.group_cards c SET free_days = f.free_days, free_counts = f.free_counts
    FROM catalog.free_places f
    WHERE f.group_id = c.group_id AND f.group_id = ANY(groups)
      AND (f.free_days, f.free_counts) IS DISTINCT FROM (c.free_days, c.free_counts);
  END $$;

  CREATE FUNCTION catalog.write_group_cards(groups text[]) RETURNS void LANGUAGE plpgsql AS $$
  BEGIN
    -- Before the rows, as whoever counts: in two orders they would wait for each other.
    PERFORM pg_advisory_xact_lock(hashtext('catalog free places'));
    INSERT INTO catalog.group_cards (
      group_id, municipality, age_min_months, age_max_months, first_day, last_day, places, payable, closed, direction,
      folded_names, name, module_id, module_name, hours, price_kopecks, normative_cost_kopecks, programme_id,
      programme_name, short_name, provider_id, provider_name, inn, address)
    SELECT
      group_id, municipality, age_min_months, age_max_months, first_day, last_day, places, payable, closed, direction,
      folded_programme || E'\\n' || folded_provider, name, module_id, module_name, hours, price_kopecks,
      normative_cost_kopecks, programme_id, programme_name, short_name, provider_id, provider_name, inn, address
    FROM catalog.offers WHERE group_id = ANY(groups)
    ON CONFLICT (group_id) DO UPDATE SET
      municipality = excluded.municipality, age_min_months = excluded.age_min_months,
      age_max_months = excluded.age_max_months, first_day = excluded.first_day, last_day = excluded.last_day,
      places = excluded.places, payable = excluded.payable, closed = excluded.closed, direction = excluded.direction,
      folded_names = excluded.folded_names, name = excluded.name, module_id = excluded.module_id,
      module_name = excluded.module_name, hours = excluded.hours, price_kopecks = excluded.price_kopecks,
      normative_cost_kopecks = excluded.normative_cost_kopecks, programme_id = excluded.programme_id,
      programme_name = excluded.programme_name, short_name = excluded.short_name, provider_id = excluded.provider_id,
      provider_name = excluded.provider_name, inn = excluded.inn, address = excluded.address;
    PERFORM catalog.count_free_places(groups);
  END $$;

  -- An import ends with a new fingerprint of every group whose card it has changed.
  CREATE FUNCTION catalog.follow_imports() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE groups text[] := (SELECT array_agg(group_id) FROM came);
  BEGIN
    IF groups IS NOT NULL THEN PERFORM catalog.write_group_cards(groups); END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER cards_of_new_groups AFTER INSERT ON catalog.fingerprints
    REFERENCING NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION catalog.follow_imports();
  CREATE TRIGGER cards_of_changed_groups AFTER UPDATE ON catalog.fingerprints
    REFERENCING NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION catalog.follow_imports();

  CREATE FUNCTION catalog.follow_places() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE groups text[];
  BEGIN
    IF TG_OP = 'INSERT' THEN
      groups := (SELECT array_agg(DISTINCT group_id) FROM came);
    ELSIF TG_OP = 'DELETE' THEN
      groups := (SELECT array_agg(DISTINCT group_id) FROM gone);
    ELSE
      groups := (
        SELECT array_agg(DISTINCT moved.group_id) FROM gone JOIN came USING (contract)
        CROSS JOIN LATERAL (VALUES (gone.group_id), (came.group_id)) AS moved (group_id)
        WHERE (gone.group_id, gone.start, gone.last_day) IS DISTINCT FROM (came.group_id, came.start, came.last_day)
      );
    END IF;
    IF groups IS NOT NULL THEN PERFORM catalog.count_free_places(groups); END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER count_taken AFTER INSERT ON catalog.places
    REFERENCING NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION catalog.follow_places();
  CREATE TRIGGER count_moved AFTER UPDATE ON catalog.places
    REFERENCING OLD TABLE AS gone NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION catalog.follow_places();
  CREATE TRIGGER count_freed AFTER DELETE ON catalog.places
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION catalog.follow_places();

  -- Behind the triggers, which wait for whoever writes: what comes next they tell.
  SELECT catalog.write_group_cards(array_agg(group_id)) FROM catalog.groups;`;
