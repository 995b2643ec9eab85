// A part of released steps that made tables of several slices at once; what comes next is a step of its own.

export const registry = `CREATE TABLE catalog.providers (
        provider_id text COLLATE "C" PRIMARY KEY,
        name text NOT NULL,
        folded_name text NOT NULL,
        inn text,
        address text,
        payable boolean NOT NULL
      );
      CREATE TABLE catalog.programmes (
        programme_id text COLLATE "C" PRIMARY KEY,
        provider_id text NOT NULL REFERENCES catalog.providers,
        name text NOT NULL,
        short_name text,
        folded_name text NOT NULL,
        direction text NOT NULL,
        municipality bigint NOT NULL,
        age_min_months bigint NOT NULL,
        age_max_months bigint NOT NULL
      );
      CREATE INDEX programmes_by_provider ON catalog.programmes (provider_id);
      CREATE TABLE catalog.modules (
        module_id text COLLATE "C" PRIMARY KEY,
        programme_id text NOT NULL REFERENCES catalog.programmes,
        name text NOT NULL,
        hours bigint,
        price_kopecks bigint NOT NULL,
        normative_cost_kopecks bigint NOT NULL
      );
      CREATE INDEX modules_by_programme ON catalog.modules (programme_id);
      CREATE TABLE catalog.groups (
        group_id text COLLATE "C" PRIMARY KEY,
        module_id text NOT NULL REFERENCES catalog.modules,
        name text NOT NULL,
        first_day date NOT NULL,
        last_day date NOT NULL,
        places bigint NOT NULL
      );
      CREATE INDEX groups_by_module ON catalog.groups (module_id);
      CREATE INDEX groups_in_order ON catalog.groups (first_day, group_id);

      -- What each group looked like after the last import: its card, and the state that was published of it.
      CREATE TABLE catalog.fingerprints (group_id text COLLATE "C" PRIMARY KEY, card text NOT NULL, state text NOT NULL);`;

export const cards = `CREATE VIEW catalog.cards AS
        SELECT g.group_id, g.name, g.first_day, g.last_day, g.places,
               m.module_id, m.name AS module_name, m.hours, m.price_kopecks, m.normative_cost_kopecks,
               p.programme_id, p.name AS programme_name, p.short_name, p.direction, p.municipality,
               p.age_min_months, p.age_max_months, p.folded_name AS folded_programme,
               o.provider_id, o.name AS provider_name, o.inn, o.address, o.payable, o.folded_name AS folded_provider
        FROM catalog.groups g
        JOIN catalog.modules m USING (module_id)
        JOIN catalog.programmes p USING (programme_id)
        JOIN catalog.providers o USING (provider_id);`;

export const offers = `-- An archived programme, or one that is absent from a whole catalogue, takes no new applications; a group of it that
      -- the programme no longer names takes none either.
      ALTER TABLE catalog.programmes ADD COLUMN closed boolean NOT NULL DEFAULT false;
      ALTER TABLE catalog.groups ADD COLUMN closed boolean NOT NULL DEFAULT false;
      CREATE INDEX programmes_by_municipality ON catalog.programmes (municipality);

      -- Beside the view of the cards, not in it: what groups looked like is remembered by that view's columns.
      CREATE VIEW catalog.offers AS
        SELECT c.*, p.closed OR g.closed AS closed
        FROM catalog.cards c JOIN catalog.groups g USING (group_id) JOIN catalog.programmes p USING (programme_id);`;

export const namesByNfkc = `-- Names are compared by NFKC. A card that is only compared in another way has not changed.
      DO $$ BEGIN
        IF current_setting('server_encoding') = 'UTF8' THEN
          CREATE TEMPORARY TABLE level_cards ON COMMIT DROP AS
            SELECT f.group_id FROM catalog.fingerprints f JOIN catalog.cards c USING (group_id) WHERE f.card = md5(c::text);
          UPDATE catalog.providers SET folded_name = replace(lower(normalize(folded_name, NFKC)), 'ё', 'е')
            WHERE folded_name <> replace(lower(normalize(folded_name, NFKC)), 'ё', 'е');
          UPDATE catalog.programmes SET folded_name = replace(lower(normalize(folded_name, NFKC)), 'ё', 'е')
            WHERE folded_name <> replace(lower(normalize(folded_name, NFKC)), 'ё', 'е');
          UPDATE catalog.fingerprints f SET card = md5(c::text)
            FROM catalog.cards c JOIN level_cards USING (group_id) WHERE c.group_id = f.group_id AND f.card <> md5(c::text);
        END IF;
      END $$;`;
