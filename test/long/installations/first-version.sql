SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
CREATE SCHEMA catalog;
CREATE SCHEMA certificates;
CREATE SCHEMA clock;
CREATE SCHEMA enrollment;
CREATE SCHEMA event_store;
CREATE FUNCTION event_store.append(streams text[], expected integer[], heads text[], items integer[], revisions integer[], ids uuid[], types text[], versions smallint[], data text[], meta text[], recorded timestamp with time zone[], hashes text[]) RETURNS TABLE(item integer, revision integer, place bigint)
    LANGUAGE plpgsql
    SET plan_cache_mode TO 'force_generic_plan'
    SET enable_seqscan TO 'off'
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
CREATE FUNCTION event_store.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  RAISE EXCEPTION 'what is recorded stays: % of event_store.events is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE FUNCTION event_store.take_turn() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('event_store.events'), 0);
  RETURN NULL;
END $$;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE catalog.groups (
    group_id text NOT NULL COLLATE pg_catalog."C",
    module_id text NOT NULL,
    name text NOT NULL,
    first_day date NOT NULL,
    last_day date NOT NULL,
    places bigint NOT NULL
);
CREATE TABLE catalog.modules (
    module_id text NOT NULL COLLATE pg_catalog."C",
    programme_id text NOT NULL,
    name text NOT NULL,
    hours bigint,
    price_kopecks bigint NOT NULL,
    normative_cost_kopecks bigint NOT NULL
);
CREATE TABLE catalog.programmes (
    programme_id text NOT NULL COLLATE pg_catalog."C",
    provider_id text NOT NULL,
    name text NOT NULL,
    short_name text,
    folded_name text NOT NULL,
    direction text NOT NULL,
    municipality bigint NOT NULL,
    age_min_months bigint NOT NULL,
    age_max_months bigint NOT NULL
);
CREATE TABLE catalog.providers (
    provider_id text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL,
    folded_name text NOT NULL,
    inn text,
    address text,
    payable boolean NOT NULL
);
CREATE VIEW catalog.cards AS
 SELECT g.group_id,
    g.name,
    g.first_day,
    g.last_day,
    g.places,
    m.module_id,
    m.name AS module_name,
    m.hours,
    m.price_kopecks,
    m.normative_cost_kopecks,
    p.programme_id,
    p.name AS programme_name,
    p.short_name,
    p.direction,
    p.municipality,
    p.age_min_months,
    p.age_max_months,
    p.folded_name AS folded_programme,
    o.provider_id,
    o.name AS provider_name,
    o.inn,
    o.address,
    o.payable,
    o.folded_name AS folded_provider
   FROM (((catalog.groups g
     JOIN catalog.modules m USING (module_id))
     JOIN catalog.programmes p USING (programme_id))
     JOIN catalog.providers o USING (provider_id));
CREATE TABLE catalog.consumer_cursors (
    consumer text NOT NULL,
    log text NOT NULL,
    cursor text NOT NULL
);
CREATE TABLE catalog.fingerprints (
    group_id text NOT NULL COLLATE pg_catalog."C",
    card text NOT NULL,
    state text NOT NULL
);
CREATE TABLE catalog.idempotency_keys (
    key text NOT NULL,
    request_hash text NOT NULL,
    status integer NOT NULL,
    answer json NOT NULL,
    answered_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE catalog.inbox (
    consumer text NOT NULL,
    message_id text NOT NULL,
    received_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE catalog.leases (
    name text NOT NULL,
    holder text NOT NULL,
    expires_at timestamp with time zone NOT NULL
);
CREATE TABLE catalog.migrations (
    name text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE catalog.outbox (
    "position" bigint NOT NULL,
    topic text NOT NULL,
    key text NOT NULL,
    sequence bigint NOT NULL,
    headers json NOT NULL,
    value text
);
ALTER TABLE catalog.outbox ALTER COLUMN "position" ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME catalog.outbox_position_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE catalog.parked_messages (
    id bigint NOT NULL,
    consumer text NOT NULL,
    origin text NOT NULL,
    topic text NOT NULL,
    key text NOT NULL,
    message json NOT NULL,
    cause text,
    parked_at timestamp with time zone DEFAULT now() NOT NULL,
    status text DEFAULT 'parked'::text NOT NULL,
    reason text,
    settled_at timestamp with time zone,
    place bigint,
    CONSTRAINT parked_messages_status_check CHECK ((status = ANY (ARRAY['parked'::text, 'released'::text, 'discarded'::text])))
);
ALTER TABLE catalog.parked_messages ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME catalog.parked_messages_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE catalog.places (
    contract uuid NOT NULL,
    group_id text NOT NULL,
    last_day date NOT NULL
);
CREATE TABLE certificates.accounts (
    holder uuid NOT NULL,
    revision integer NOT NULL,
    next_due date
);
CREATE TABLE certificates.certificates (
    holder uuid NOT NULL,
    programme text NOT NULL,
    number text NOT NULL,
    certificate_group text NOT NULL,
    nominal_kopecks bigint NOT NULL,
    available_kopecks bigint NOT NULL,
    reserved_kopecks bigint NOT NULL,
    spent_kopecks bigint NOT NULL,
    expired_kopecks bigint NOT NULL,
    closed boolean NOT NULL,
    CONSTRAINT certificates_available_kopecks_check CHECK ((available_kopecks >= 0)),
    CONSTRAINT certificates_check CHECK ((nominal_kopecks = (((available_kopecks + reserved_kopecks) + spent_kopecks) + expired_kopecks))),
    CONSTRAINT certificates_expired_kopecks_check CHECK ((expired_kopecks >= 0)),
    CONSTRAINT certificates_reserved_kopecks_check CHECK ((reserved_kopecks >= 0)),
    CONSTRAINT certificates_spent_kopecks_check CHECK ((spent_kopecks >= 0))
);
CREATE TABLE certificates.consumer_cursors (
    consumer text NOT NULL,
    log text NOT NULL,
    cursor text NOT NULL
);
CREATE TABLE certificates.contract_months (
    contract uuid NOT NULL,
    month text NOT NULL,
    holder uuid NOT NULL,
    programme text NOT NULL,
    provider text NOT NULL,
    opened boolean NOT NULL,
    status text NOT NULL,
    share_kopecks bigint NOT NULL,
    co_payment_kopecks bigint NOT NULL,
    debited_kopecks bigint NOT NULL
);
CREATE TABLE certificates.entries (
    holder uuid NOT NULL,
    revision integer NOT NULL,
    line integer NOT NULL,
    programme text NOT NULL,
    booked_on date NOT NULL,
    account text NOT NULL,
    kopecks bigint NOT NULL
);
CREATE TABLE certificates.idempotency_keys (
    key text NOT NULL,
    request_hash text NOT NULL,
    status integer NOT NULL,
    answer json NOT NULL,
    answered_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE certificates.inbox (
    consumer text NOT NULL,
    message_id text NOT NULL,
    received_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE certificates.leases (
    name text NOT NULL,
    holder text NOT NULL,
    expires_at timestamp with time zone NOT NULL
);
CREATE TABLE certificates.migrations (
    name text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE certificates.parked_messages (
    id bigint NOT NULL,
    consumer text NOT NULL,
    origin text NOT NULL,
    topic text NOT NULL,
    key text NOT NULL,
    message json NOT NULL,
    cause text,
    parked_at timestamp with time zone DEFAULT now() NOT NULL,
    status text DEFAULT 'parked'::text NOT NULL,
    reason text,
    settled_at timestamp with time zone,
    place bigint,
    CONSTRAINT parked_messages_status_check CHECK ((status = ANY (ARRAY['parked'::text, 'released'::text, 'discarded'::text])))
);
ALTER TABLE certificates.parked_messages ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME certificates.parked_messages_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE certificates.programmes (
    id text NOT NULL,
    municipality bigint NOT NULL,
    time_zone text NOT NULL,
    settings json NOT NULL
);
CREATE TABLE certificates.projection_position (
    singleton boolean DEFAULT true NOT NULL,
    "position" text NOT NULL,
    CONSTRAINT projection_position_singleton_check CHECK (singleton)
);
CREATE TABLE certificates.study_groups (
    id text NOT NULL,
    sequence bigint NOT NULL,
    state json NOT NULL
);
CREATE TABLE clock.day_runs (
    service text NOT NULL,
    programme text NOT NULL,
    time_zone text NOT NULL,
    done_through date NOT NULL
);
CREATE TABLE clock.migrations (
    name text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE clock.setting (
    singleton boolean DEFAULT true NOT NULL,
    now timestamp with time zone NOT NULL,
    CONSTRAINT setting_singleton_check CHECK (singleton)
);
CREATE TABLE enrollment.applications (
    id uuid NOT NULL,
    child_id text,
    holder_id uuid,
    group_id text NOT NULL,
    module_id text,
    financing_programme text,
    time_zone text,
    certificate_group text,
    reserve_at text,
    start date NOT NULL,
    last_day date,
    submitted_on date NOT NULL,
    lapses_on date,
    lapse_reason text,
    state text NOT NULL,
    awaiting text,
    awaiting_since date,
    reason text,
    concluded_on date,
    CONSTRAINT applications_state_check CHECK ((state = ANY (ARRAY['requested'::text, 'accepted'::text, 'enrolled'::text, 'terminated'::text, 'refused'::text, 'withdrawn'::text])))
);
CREATE TABLE enrollment.children (
    holder_id uuid NOT NULL,
    child_id text NOT NULL,
    municipality bigint NOT NULL,
    sealed bytea NOT NULL
);
CREATE TABLE enrollment.consumer_cursors (
    consumer text NOT NULL,
    log text NOT NULL,
    cursor text NOT NULL
);
CREATE TABLE enrollment.idempotency_keys (
    key text NOT NULL,
    request_hash text NOT NULL,
    status integer NOT NULL,
    answer json NOT NULL,
    answered_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE enrollment.inbox (
    consumer text NOT NULL,
    message_id text NOT NULL,
    received_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE enrollment.leases (
    name text NOT NULL,
    holder text NOT NULL,
    expires_at timestamp with time zone NOT NULL
);
CREATE TABLE enrollment.lessons (
    group_id text NOT NULL,
    month text NOT NULL,
    held bigint NOT NULL,
    planned bigint NOT NULL,
    reported_at timestamp with time zone NOT NULL
);
CREATE TABLE enrollment.migrations (
    name text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE enrollment.outbox (
    "position" bigint NOT NULL,
    topic text NOT NULL,
    key text NOT NULL,
    sequence bigint NOT NULL,
    headers json NOT NULL,
    value text
);
ALTER TABLE enrollment.outbox ALTER COLUMN "position" ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME enrollment.outbox_position_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE enrollment.parked_messages (
    id bigint NOT NULL,
    consumer text NOT NULL,
    origin text NOT NULL,
    topic text NOT NULL,
    key text NOT NULL,
    message json NOT NULL,
    cause text,
    parked_at timestamp with time zone DEFAULT now() NOT NULL,
    status text DEFAULT 'parked'::text NOT NULL,
    reason text,
    settled_at timestamp with time zone,
    place bigint,
    CONSTRAINT parked_messages_status_check CHECK ((status = ANY (ARRAY['parked'::text, 'released'::text, 'discarded'::text])))
);
ALTER TABLE enrollment.parked_messages ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME enrollment.parked_messages_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE enrollment.people (
    holder_id uuid NOT NULL,
    key bytea NOT NULL
);
CREATE TABLE enrollment.programmes (
    financing_programme text NOT NULL,
    municipality bigint NOT NULL,
    time_zone text NOT NULL,
    period_from date NOT NULL,
    to_exclusive date NOT NULL,
    reserve_at text NOT NULL,
    certificate_groups text[] NOT NULL
);
CREATE TABLE enrollment.study_groups (
    group_id text NOT NULL,
    module_id text NOT NULL,
    provider_id text NOT NULL,
    direction text NOT NULL,
    price_kopecks bigint NOT NULL,
    normative_cost_kopecks bigint NOT NULL,
    first_day date NOT NULL,
    last_day date NOT NULL,
    places bigint NOT NULL,
    payable boolean NOT NULL,
    age_min_months bigint NOT NULL,
    age_max_months bigint NOT NULL
);
CREATE TABLE event_store.events (
    "position" bigint NOT NULL,
    stream text NOT NULL COLLATE pg_catalog."C",
    revision integer NOT NULL,
    id uuid NOT NULL,
    type text NOT NULL,
    version smallint NOT NULL,
    data json NOT NULL,
    meta json NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    hash text NOT NULL,
    CONSTRAINT events_revision_check CHECK ((revision >= 0))
);
ALTER TABLE event_store.events ALTER COLUMN "position" ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME event_store.events_position_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE event_store.migrations (
    name text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);
INSERT INTO catalog.consumer_cursors VALUES ('catalog', 'enrollment.outbox', '14');
INSERT INTO catalog.fingerprints VALUES ('100', 'bfae0fa68740cef58ad04d81eec9ca96', '63747d5e33883323680b215928d8fb05');
INSERT INTO catalog.fingerprints VALUES ('101', 'c2541510c11a2af3771e117792f74d03', '270325af8ba1a09f29b7a54ebcd2f7a6');
INSERT INTO catalog.fingerprints VALUES ('110', '512089848a223d92429be18b1b75b038', '6a8621cf27d7173e8e50ddcada534031');
INSERT INTO catalog.groups VALUES ('100', '10', 'Group 100', '2020-10-01', '2020-12-31', 2);
INSERT INTO catalog.groups VALUES ('101', '10', 'Group 101', '2020-11-01', '2021-05-31', 15);
INSERT INTO catalog.groups VALUES ('110', '11', 'Group 110', '2020-10-15', '2020-12-15', 5);
INSERT INTO catalog.idempotency_keys VALUES ('programs', '52c76401c69381ef5eadea41012de27d0c3b01ef30a0a3619d4e4890e4145c2d', 200, '{"body":{"rows":1,"taken":1,"refused":[],"changed":{"created":3,"updated":0,"unchanged":0}}}', '2026-11-29 14:06:20.073679+00');
INSERT INTO catalog.inbox VALUES ('catalog', 'dbe72db8-b053-51cc-8f2b-d892c89b4e25', '2026-11-29 14:06:20.384797+00');
INSERT INTO catalog.inbox VALUES ('catalog', '2c304045-25a4-5e03-be74-62b1f521ffa2', '2026-11-29 14:06:20.436957+00');
INSERT INTO catalog.inbox VALUES ('catalog', 'c3004e52-e4f4-54c8-93f0-a3a8b6f5b79e', '2026-11-29 14:06:20.527005+00');
INSERT INTO catalog.inbox VALUES ('catalog', 'cbd63c5d-fc7f-5aea-9980-7feed2b3dd9c', '2026-11-29 14:06:20.602572+00');
INSERT INTO catalog.inbox VALUES ('catalog', '49587f25-cf21-5afd-aa5f-a6f7632cb793', '2026-11-29 14:06:20.827402+00');
INSERT INTO catalog.inbox VALUES ('catalog', '8af648fe-fb60-530b-8e59-33f9f09529b9', '2026-11-29 14:06:20.874937+00');
INSERT INTO catalog.inbox VALUES ('catalog', 'dc382614-08e1-520b-83a3-8995c5ef28ea', '2026-11-29 14:06:20.976838+00');
INSERT INTO catalog.inbox VALUES ('catalog', '72f0a256-8bd0-5f61-b662-8a5bd2fa37da', '2026-11-29 14:06:21.03916+00');
INSERT INTO catalog.inbox VALUES ('catalog', 'e02f5753-55a1-5e99-a92e-2ee136e80bb3', '2026-11-29 14:06:21.191162+00');
INSERT INTO catalog.inbox VALUES ('catalog', '7bba705e-da75-54aa-8010-91f575a26816', '2026-11-29 14:06:21.217913+00');
INSERT INTO catalog.inbox VALUES ('catalog', 'd6412eb2-c7d1-5487-86f7-a690522c4187', '2026-11-29 14:06:21.252074+00');
INSERT INTO catalog.inbox VALUES ('catalog', '86567f2a-aa61-5d74-833e-cf500ece6543', '2026-11-29 14:06:21.334421+00');
INSERT INTO catalog.inbox VALUES ('catalog', '41200503-1888-5895-a8d8-1bb123ded258', '2026-11-29 14:06:21.585344+00');
INSERT INTO catalog.inbox VALUES ('catalog', '4311f180-920c-5332-bffd-c26815df15a4', '2026-11-29 14:06:21.585383+00');
INSERT INTO catalog.migrations VALUES ('0001-catalog', '2026-11-29 14:06:18.239275+00');
INSERT INTO catalog.migrations VALUES ('idempotency-keys', '2026-11-29 14:06:18.239275+00');
INSERT INTO catalog.migrations VALUES ('messaging-inbox', '2026-11-29 14:06:18.239275+00');
INSERT INTO catalog.migrations VALUES ('messaging-cursors', '2026-11-29 14:06:18.239275+00');
INSERT INTO catalog.migrations VALUES ('messaging-parking', '2026-11-29 14:06:18.239275+00');
INSERT INTO catalog.migrations VALUES ('messaging-parking-places', '2026-11-29 14:06:18.239275+00');
INSERT INTO catalog.migrations VALUES ('messaging-leases', '2026-11-29 14:06:18.239275+00');
INSERT INTO catalog.migrations VALUES ('messaging-outbox', '2026-11-29 14:06:18.239275+00');
INSERT INTO catalog.modules VALUES ('10', '1', 'Module 1', 48, 920000, 460000);
INSERT INTO catalog.modules VALUES ('11', '1', 'Module 2', 12, 123456, 123456);
INSERT INTO catalog.outbox OVERRIDING SYSTEM VALUE VALUES (1, 'catalog.groups.v1', '100', 0, '{"ce_specversion":"1.0","ce_id":"0a0e15df-2456-513b-8414-2fa5f1f5348d","ce_source":"/catalog","ce_type":"catalog.group-changed.v1","ce_time":"2020-09-24T17:00:00.000Z","ce_recordedtime":"2020-09-24T17:00:00.000Z","ce_sequence":"0","content-type":"application/json"}', '{"groupId":"100","moduleId":"10","programmeId":"1","providerId":"7","municipality":2442,"direction":"physical-culture-and-sport","priceKopecks":920000,"normativeCostKopecks":460000,"firstDay":"2020-10-01","lastDay":"2020-12-31","places":2,"payable":true,"ageMinMonths":60,"ageMaxMonths":216}');
INSERT INTO catalog.outbox OVERRIDING SYSTEM VALUE VALUES (2, 'catalog.groups.v1', '101', 0, '{"ce_specversion":"1.0","ce_id":"40adcb81-13cc-54be-a925-01ff9f85bffa","ce_source":"/catalog","ce_type":"catalog.group-changed.v1","ce_time":"2020-09-24T17:00:00.000Z","ce_recordedtime":"2020-09-24T17:00:00.000Z","ce_sequence":"0","content-type":"application/json"}', '{"groupId":"101","moduleId":"10","programmeId":"1","providerId":"7","municipality":2442,"direction":"physical-culture-and-sport","priceKopecks":920000,"normativeCostKopecks":460000,"firstDay":"2020-11-01","lastDay":"2021-05-31","places":15,"payable":true,"ageMinMonths":60,"ageMaxMonths":216}');
INSERT INTO catalog.outbox OVERRIDING SYSTEM VALUE VALUES (3, 'catalog.groups.v1', '110', 0, '{"ce_specversion":"1.0","ce_id":"07ec8bd3-dcfc-57ab-9eca-0c6c44a79fd0","ce_source":"/catalog","ce_type":"catalog.group-changed.v1","ce_time":"2020-09-24T17:00:00.000Z","ce_recordedtime":"2020-09-24T17:00:00.000Z","ce_sequence":"0","content-type":"application/json"}', '{"groupId":"110","moduleId":"11","programmeId":"1","providerId":"7","municipality":2442,"direction":"physical-culture-and-sport","priceKopecks":123456,"normativeCostKopecks":123456,"firstDay":"2020-10-15","lastDay":"2020-12-15","places":5,"payable":true,"ageMinMonths":60,"ageMaxMonths":216}');
INSERT INTO catalog.places VALUES ('01a227a0-d0c0-7187-90c0-686ff6418ab0', '100', '2020-12-31');
INSERT INTO catalog.places VALUES ('01a227a0-d280-70a8-a558-b432b842af52', '100', '2020-12-31');
INSERT INTO catalog.places VALUES ('01a227a0-d3eb-74df-a253-f38a978c6158', '110', '2020-12-15');
INSERT INTO catalog.programmes VALUES ('1', '7', 'Chess', 'Chess', 'chess chess', 'physical-culture-and-sport', 2442, 60, 216);
INSERT INTO catalog.providers VALUES ('7', 'A school', 'a school', '7757961674', 'A street', true);
INSERT INTO certificates.accounts VALUES ('01a227a0-d03c-7150-a261-7e414f004f1a', 4, '2020-12-01');
INSERT INTO certificates.accounts VALUES ('01a227a0-d032-7064-8a6c-cc9dd84f36cc', 5, '2020-12-01');
INSERT INTO certificates.accounts VALUES ('01a227a0-d03c-7150-a261-7909a4d81370', 5, '2020-12-01');
INSERT INTO certificates.certificates VALUES ('01a227a0-d03c-7150-a261-7e414f004f1a', '2442-2020-autumn', '2400000003', 'general', 500000, 386501, 44802, 68697, 0, false);
INSERT INTO certificates.certificates VALUES ('01a227a0-d032-7064-8a6c-cc9dd84f36cc', '2442-2020-autumn', '2400000001', 'general', 500000, 78750, 152500, 268750, 0, false);
INSERT INTO certificates.certificates VALUES ('01a227a0-d03c-7150-a261-7909a4d81370', '2442-2020-autumn', '2400000002', 'special', 900000, 531250, 152500, 216250, 0, false);
INSERT INTO certificates.consumer_cursors VALUES ('certificates', 'catalog.outbox', '3');
INSERT INTO certificates.consumer_cursors VALUES ('certificates', 'enrollment.outbox', '14');
INSERT INTO certificates.contract_months VALUES ('01a227a0-d3eb-74df-a253-f38a978c6158', '2020-10', '01a227a0-d03c-7150-a261-7e414f004f1a', '2442-2020-autumn', '7', true, 'debited', 23895, 0, 23895);
INSERT INTO certificates.contract_months VALUES ('01a227a0-d3eb-74df-a253-f38a978c6158', '2020-11', '01a227a0-d03c-7150-a261-7e414f004f1a', '2442-2020-autumn', '7', true, 'debited', 44802, 0, 44802);
INSERT INTO certificates.contract_months VALUES ('01a227a0-d3eb-74df-a253-f38a978c6158', '2020-12', '01a227a0-d03c-7150-a261-7e414f004f1a', '2442-2020-autumn', '7', true, 'reserved', 44802, 0, 0);
INSERT INTO certificates.contract_months VALUES ('01a227a0-d0c0-7187-90c0-686ff6418ab0', '2020-10', '01a227a0-d032-7064-8a6c-cc9dd84f36cc', '2442-2020-autumn', '7', true, 'debited', 155000, 155000, 116250);
INSERT INTO certificates.contract_months VALUES ('01a227a0-d0c0-7187-90c0-686ff6418ab0', '2020-11', '01a227a0-d032-7064-8a6c-cc9dd84f36cc', '2442-2020-autumn', '7', true, 'debited', 152500, 152500, 152500);
INSERT INTO certificates.contract_months VALUES ('01a227a0-d0c0-7187-90c0-686ff6418ab0', '2020-12', '01a227a0-d032-7064-8a6c-cc9dd84f36cc', '2442-2020-autumn', '7', true, 'reserved', 152500, 152500, 0);
INSERT INTO certificates.contract_months VALUES ('01a227a0-d280-70a8-a558-b432b842af52', '2020-10', '01a227a0-d03c-7150-a261-7909a4d81370', '2442-2020-autumn', '7', true, 'debited', 85000, 85000, 63750);
INSERT INTO certificates.contract_months VALUES ('01a227a0-d280-70a8-a558-b432b842af52', '2020-11', '01a227a0-d03c-7150-a261-7909a4d81370', '2442-2020-autumn', '7', true, 'debited', 152500, 152500, 152500);
INSERT INTO certificates.contract_months VALUES ('01a227a0-d280-70a8-a558-b432b842af52', '2020-12', '01a227a0-d03c-7150-a261-7909a4d81370', '2442-2020-autumn', '7', true, 'reserved', 152500, 152500, 0);
INSERT INTO certificates.entries VALUES ('01a227a0-d032-7064-8a6c-cc9dd84f36cc', 0, 0, '2442-2020-autumn', '2020-09-26', 'budget', -500000);
INSERT INTO certificates.entries VALUES ('01a227a0-d032-7064-8a6c-cc9dd84f36cc', 0, 1, '2442-2020-autumn', '2020-09-26', 'available', 500000);
INSERT INTO certificates.entries VALUES ('01a227a0-d032-7064-8a6c-cc9dd84f36cc', 1, 0, '2442-2020-autumn', '2020-09-26', 'available', -460000);
INSERT INTO certificates.entries VALUES ('01a227a0-d032-7064-8a6c-cc9dd84f36cc', 1, 1, '2442-2020-autumn', '2020-09-26', 'reserved', 460000);
INSERT INTO certificates.entries VALUES ('01a227a0-d032-7064-8a6c-cc9dd84f36cc', 3, 0, '2442-2020-autumn', '2020-10-01', 'reserved', -155000);
INSERT INTO certificates.entries VALUES ('01a227a0-d032-7064-8a6c-cc9dd84f36cc', 3, 1, '2442-2020-autumn', '2020-10-01', 'payable', 155000);
INSERT INTO certificates.entries VALUES ('01a227a0-d03c-7150-a261-7909a4d81370', 0, 0, '2442-2020-autumn', '2020-10-06', 'budget', -900000);
INSERT INTO certificates.entries VALUES ('01a227a0-d03c-7150-a261-7909a4d81370', 0, 1, '2442-2020-autumn', '2020-10-06', 'available', 900000);
INSERT INTO certificates.entries VALUES ('01a227a0-d03c-7150-a261-7909a4d81370', 1, 0, '2442-2020-autumn', '2020-10-06', 'available', -390000);
INSERT INTO certificates.entries VALUES ('01a227a0-d03c-7150-a261-7909a4d81370', 1, 1, '2442-2020-autumn', '2020-10-06', 'reserved', 390000);
INSERT INTO certificates.entries VALUES ('01a227a0-d03c-7150-a261-7909a4d81370', 3, 0, '2442-2020-autumn', '2020-10-06', 'reserved', -85000);
INSERT INTO certificates.entries VALUES ('01a227a0-d03c-7150-a261-7909a4d81370', 3, 1, '2442-2020-autumn', '2020-10-06', 'payable', 85000);
INSERT INTO certificates.entries VALUES ('01a227a0-d03c-7150-a261-7e414f004f1a', 0, 0, '2442-2020-autumn', '2020-10-20', 'budget', -500000);
INSERT INTO certificates.entries VALUES ('01a227a0-d03c-7150-a261-7e414f004f1a', 0, 1, '2442-2020-autumn', '2020-10-20', 'available', 500000);
INSERT INTO certificates.entries VALUES ('01a227a0-d03c-7150-a261-7e414f004f1a', 1, 0, '2442-2020-autumn', '2020-10-20', 'available', -113499);
INSERT INTO certificates.entries VALUES ('01a227a0-d03c-7150-a261-7e414f004f1a', 1, 1, '2442-2020-autumn', '2020-10-20', 'reserved', 113499);
INSERT INTO certificates.entries VALUES ('01a227a0-d03c-7150-a261-7e414f004f1a', 3, 0, '2442-2020-autumn', '2020-10-20', 'reserved', -23895);
INSERT INTO certificates.entries VALUES ('01a227a0-d03c-7150-a261-7e414f004f1a', 3, 1, '2442-2020-autumn', '2020-10-20', 'payable', 23895);
INSERT INTO certificates.entries VALUES ('01a227a0-d032-7064-8a6c-cc9dd84f36cc', 4, 0, '2442-2020-autumn', '2020-11-01', 'reserved', -152500);
INSERT INTO certificates.entries VALUES ('01a227a0-d032-7064-8a6c-cc9dd84f36cc', 4, 1, '2442-2020-autumn', '2020-11-01', 'payable', 152500);
INSERT INTO certificates.entries VALUES ('01a227a0-d03c-7150-a261-7909a4d81370', 4, 0, '2442-2020-autumn', '2020-11-01', 'reserved', -152500);
INSERT INTO certificates.entries VALUES ('01a227a0-d03c-7150-a261-7909a4d81370', 4, 1, '2442-2020-autumn', '2020-11-01', 'payable', 152500);
INSERT INTO certificates.entries VALUES ('01a227a0-d03c-7150-a261-7e414f004f1a', 4, 0, '2442-2020-autumn', '2020-11-01', 'reserved', -44802);
INSERT INTO certificates.entries VALUES ('01a227a0-d03c-7150-a261-7e414f004f1a', 4, 1, '2442-2020-autumn', '2020-11-01', 'payable', 44802);
INSERT INTO certificates.entries VALUES ('01a227a0-d032-7064-8a6c-cc9dd84f36cc', 5, 0, '2442-2020-autumn', '2020-11-03', 'payable', -38750);
INSERT INTO certificates.entries VALUES ('01a227a0-d032-7064-8a6c-cc9dd84f36cc', 5, 1, '2442-2020-autumn', '2020-11-03', 'available', 38750);
INSERT INTO certificates.entries VALUES ('01a227a0-d03c-7150-a261-7909a4d81370', 5, 0, '2442-2020-autumn', '2020-11-03', 'payable', -21250);
INSERT INTO certificates.entries VALUES ('01a227a0-d03c-7150-a261-7909a4d81370', 5, 1, '2442-2020-autumn', '2020-11-03', 'available', 21250);
INSERT INTO certificates.idempotency_keys VALUES ('region', 'aa5b2f5654d1b92e0f41fdad0bffe2259ffd9b96d0b1348431d547ab90ad5c85', 201, '{"body":{"programme":"2442-2020-autumn","settings":{"region":"24","name":"A small region","timeZone":"Asia/Krasnoyarsk","municipality":{"id":2442,"name":"A town"},"certificateNumber":{"prefix":"24","length":10},"period":{"id":"2020-autumn","from":"2020-10-01","toExclusive":"2021-01-01"},"rules":{"reserveAt":"enrolment","split":"calendar-days","rounding":"down","terminationTakesEffect":"end-of-month","releaseAt":"notice","refundAt":"report","minBalanceKopecks":100},"groups":[{"id":"general","name":"All","nominalKopecks":500000,"countLimit":10,"sumLimitKopecks":null},{"id":"special","name":"Some","nominalKopecks":900000,"countLimit":null,"sumLimitKopecks":null}]}}}', '2026-11-29 14:06:20.048301+00');
INSERT INTO certificates.migrations VALUES ('idempotency-keys', '2026-11-29 14:06:18.788429+00');
INSERT INTO certificates.migrations VALUES ('messaging-inbox', '2026-11-29 14:06:18.788429+00');
INSERT INTO certificates.migrations VALUES ('messaging-cursors', '2026-11-29 14:06:18.788429+00');
INSERT INTO certificates.migrations VALUES ('messaging-parking', '2026-11-29 14:06:18.788429+00');
INSERT INTO certificates.migrations VALUES ('messaging-parking-places', '2026-11-29 14:06:18.788429+00');
INSERT INTO certificates.migrations VALUES ('messaging-leases', '2026-11-29 14:06:18.788429+00');
INSERT INTO certificates.migrations VALUES ('0001-read-models', '2026-11-29 14:06:18.788429+00');
INSERT INTO certificates.programmes VALUES ('2442-2020-autumn', 2442, 'Asia/Krasnoyarsk', '{"region":"24","name":"A small region","timeZone":"Asia/Krasnoyarsk","municipality":{"id":2442,"name":"A town"},"certificateNumber":{"prefix":"24","length":10},"period":{"id":"2020-autumn","from":"2020-10-01","toExclusive":"2021-01-01"},"rules":{"reserveAt":"enrolment","split":"calendar-days","rounding":"down","terminationTakesEffect":"end-of-month","releaseAt":"notice","refundAt":"report","minBalanceKopecks":100},"groups":[{"id":"general","name":"All","nominalKopecks":500000,"countLimit":10,"sumLimitKopecks":null},{"id":"special","name":"Some","nominalKopecks":900000,"countLimit":null,"sumLimitKopecks":null}]}');
INSERT INTO certificates.projection_position VALUES (true, '21');
INSERT INTO certificates.study_groups VALUES ('110', 0, '{"groupId":"110","moduleId":"11","programmeId":"1","providerId":"7","municipality":2442,"direction":"physical-culture-and-sport","priceKopecks":123456,"normativeCostKopecks":123456,"firstDay":"2020-10-15","lastDay":"2020-12-15","places":5,"payable":true,"ageMinMonths":60,"ageMaxMonths":216}');
INSERT INTO certificates.study_groups VALUES ('101', 0, '{"groupId":"101","moduleId":"10","programmeId":"1","providerId":"7","municipality":2442,"direction":"physical-culture-and-sport","priceKopecks":920000,"normativeCostKopecks":460000,"firstDay":"2020-11-01","lastDay":"2021-05-31","places":15,"payable":true,"ageMinMonths":60,"ageMaxMonths":216}');
INSERT INTO certificates.study_groups VALUES ('100', 0, '{"groupId":"100","moduleId":"10","programmeId":"1","providerId":"7","municipality":2442,"direction":"physical-culture-and-sport","priceKopecks":920000,"normativeCostKopecks":460000,"firstDay":"2020-10-01","lastDay":"2020-12-31","places":2,"payable":true,"ageMinMonths":60,"ageMaxMonths":216}');
INSERT INTO clock.day_runs VALUES ('enrollment', '2442-2020-autumn', 'Asia/Krasnoyarsk', '2020-11-04');
INSERT INTO clock.day_runs VALUES ('certificates', '2442-2020-autumn', 'Asia/Krasnoyarsk', '2020-11-04');
INSERT INTO clock.migrations VALUES ('0001-clock', '2026-11-29 14:06:18.02893+00');
INSERT INTO clock.setting VALUES (true, '2020-11-03 17:00:00+00');
INSERT INTO enrollment.applications VALUES ('01a227a0-d0c0-7187-90c0-686ff6418ab0', 't-1', '01a227a0-d032-7064-8a6c-cc9dd84f36cc', '100', '10', '2442-2020-autumn', 'Asia/Krasnoyarsk', 'general', 'enrolment', '2020-10-01', '2020-12-31', '2020-09-25', '2020-12-01', 'start-too-old', 'enrolled', NULL, NULL, NULL, '2020-09-26');
INSERT INTO enrollment.applications VALUES ('01a227a0-d29d-7362-8ef4-6f6209432e3b', 't-3', '01a227a0-d03c-7150-a261-7e414f004f1a', '100', NULL, NULL, NULL, NULL, NULL, '2020-10-15', NULL, '2020-10-05', NULL, NULL, 'refused', NULL, NULL, 'group-full', NULL);
INSERT INTO enrollment.applications VALUES ('01a227a0-d280-70a8-a558-b432b842af52', 't-2', '01a227a0-d03c-7150-a261-7909a4d81370', '100', '10', '2442-2020-autumn', 'Asia/Krasnoyarsk', 'special', 'enrolment', '2020-10-15', '2020-12-31', '2020-10-05', '2020-12-01', 'start-too-old', 'enrolled', NULL, NULL, NULL, '2020-10-06');
INSERT INTO enrollment.applications VALUES ('01a227a0-d3eb-74df-a253-f38a978c6158', 't-3', '01a227a0-d03c-7150-a261-7e414f004f1a', '110', '11', '2442-2020-autumn', 'Asia/Krasnoyarsk', 'general', 'enrolment', '2020-10-20', '2020-12-15', '2020-10-20', '2020-12-01', 'start-too-old', 'enrolled', NULL, NULL, NULL, '2020-10-20');
INSERT INTO enrollment.children VALUES ('01a227a0-d032-7064-8a6c-cc9dd84f36cc', 't-1', 2442, '\x4d91ed0d820b33c30d6c03f11b6e124f5b03a42b968799d58943786d9e5fdf270365feede004034b35d1ca96bd706ff36092fceea69083a4a08fc92494a34a4a36a3770b72fe0b5ef46cfe');
INSERT INTO enrollment.children VALUES ('01a227a0-d03c-7150-a261-7909a4d81370', 't-2', 2442, '\xfd5e4040c0ca490b127769c36514a9dc4a8dfabaed0d40d0175318251880e88905bf5176314dfca0d7b283300bca1b0a68dec1db4936bf6278b8960ff0f4648f84db9ccccc9ce3269979e2');
INSERT INTO enrollment.children VALUES ('01a227a0-d03c-7150-a261-7e414f004f1a', 't-3', 2442, '\x295ced0dc767c11224613c0cb07da80c8816a0b271acdd9e66f193fca26487ce30a0011f7e7b9834e94526266cdab3a52cd7fb0d1456a92aaa97881cf6fc8e1f3af20d7ca9eca2fc169f9d70f7a97e1c');
INSERT INTO enrollment.consumer_cursors VALUES ('enrollment', 'catalog.outbox', '3');
INSERT INTO enrollment.consumer_cursors VALUES ('enrollment', 'certificates.events', '21');
INSERT INTO enrollment.idempotency_keys VALUES ('children', 'fdf370393a839c9cfd45d40fc9abb4b5a27f0343718ee4cdd649e49f168b0139', 200, '{"body":{"rows":3,"taken":3,"refused":[],"changed":{"created":3,"updated":0,"unchanged":0}}}', '2026-11-29 14:06:20.200102+00');
INSERT INTO enrollment.idempotency_keys VALUES ('line 2', 'b6fee625ae03524745162fe034ff923266428d0e9b318271782733d12e345569', 201, '{"body":{"id":"01a227a0-d0c0-7187-90c0-686ff6418ab0","childId":"t-1","holderId":"01a227a0-d032-7064-8a6c-cc9dd84f36cc","groupId":"100","financingProgramme":"2442-2020-autumn","state":"requested","awaiting":null,"reason":null,"start":"2020-10-01","lastDay":"2020-12-31","submittedOn":"2020-09-25","concludedOn":null}}', '2026-11-29 14:06:20.352674+00');
INSERT INTO enrollment.idempotency_keys VALUES ('line 3', '61c21a301e9eedcfdfba239ad4c483bc88bbc0350d5ddc2db0748d2a55121f03', 200, '{"body":{"id":"01a227a0-d0c0-7187-90c0-686ff6418ab0","childId":"t-1","holderId":"01a227a0-d032-7064-8a6c-cc9dd84f36cc","groupId":"100","financingProgramme":"2442-2020-autumn","state":"accepted","awaiting":null,"reason":null,"start":"2020-10-01","lastDay":"2020-12-31","submittedOn":"2020-09-25","concludedOn":null}}', '2026-11-29 14:06:20.395928+00');
INSERT INTO enrollment.idempotency_keys VALUES ('line 4', 'a19d35c47ddd256fcbcae41eff78589153b61c9412ab37c8f3f4a896c33f8ed9', 200, '{"body":{"id":"01a227a0-d0c0-7187-90c0-686ff6418ab0","childId":"t-1","holderId":"01a227a0-d032-7064-8a6c-cc9dd84f36cc","groupId":"100","financingProgramme":"2442-2020-autumn","state":"accepted","awaiting":"enrolment","reason":null,"start":"2020-10-01","lastDay":"2020-12-31","submittedOn":"2020-09-25","concludedOn":null}}', '2026-11-29 14:06:20.497669+00');
INSERT INTO enrollment.idempotency_keys VALUES ('line 5', '84abdf9e7166d109bec6e72ae121d9031fbc3662f8dc87eee7f1fcbf81d3ad81', 201, '{"body":{"id":"01a227a0-d280-70a8-a558-b432b842af52","childId":"t-2","holderId":"01a227a0-d03c-7150-a261-7909a4d81370","groupId":"100","financingProgramme":"2442-2020-autumn","state":"requested","awaiting":null,"reason":null,"start":"2020-10-15","lastDay":"2020-12-31","submittedOn":"2020-10-05","concludedOn":null}}', '2026-11-29 14:06:20.804315+00');
INSERT INTO enrollment.idempotency_keys VALUES ('line 6', '95f7c36132e0d9dfcda47be6bdfb31d1880258d5ef098e2194a86e185f8d81a3', 201, '{"body":{"id":"01a227a0-d29d-7362-8ef4-6f6209432e3b","childId":"t-3","holderId":"01a227a0-d03c-7150-a261-7e414f004f1a","groupId":"100","financingProgramme":null,"state":"refused","awaiting":null,"reason":"group-full","start":"2020-10-15","lastDay":null,"submittedOn":"2020-10-05","concludedOn":null}}', '2026-11-29 14:06:20.82926+00');
INSERT INTO enrollment.idempotency_keys VALUES ('line 7', 'ba4885ba16dc6f131b1db38dcfcaf4637141dd351b967c982f48090d4997d11c', 200, '{"body":{"id":"01a227a0-d280-70a8-a558-b432b842af52","childId":"t-2","holderId":"01a227a0-d03c-7150-a261-7909a4d81370","groupId":"100","financingProgramme":"2442-2020-autumn","state":"accepted","awaiting":null,"reason":null,"start":"2020-10-15","lastDay":"2020-12-31","submittedOn":"2020-10-05","concludedOn":null}}', '2026-11-29 14:06:20.857043+00');
INSERT INTO enrollment.idempotency_keys VALUES ('line 8', '9c17f8d8b67ddd21554832d9d15336b4470163558bcda5bc32e8f7774e5457b2', 200, '{"body":{"id":"01a227a0-d280-70a8-a558-b432b842af52","childId":"t-2","holderId":"01a227a0-d03c-7150-a261-7909a4d81370","groupId":"100","financingProgramme":"2442-2020-autumn","state":"accepted","awaiting":"enrolment","reason":null,"start":"2020-10-15","lastDay":"2020-12-31","submittedOn":"2020-10-05","concludedOn":null}}', '2026-11-29 14:06:20.938027+00');
INSERT INTO enrollment.idempotency_keys VALUES ('line 9', '9c17f8d8b67ddd21554832d9d15336b4470163558bcda5bc32e8f7774e5457b2', 409, '{"reason":"action-not-allowed","extensions":{"state":"enrolled","awaiting":null,"action":"conclude"},"faults":[]}', '2026-11-29 14:06:21.05644+00');
INSERT INTO enrollment.idempotency_keys VALUES ('line 10', '1c251ea9e81481c1c6b068d14f7639076f5784f7235ad0844f1e00a1bfb39262', 201, '{"body":{"id":"01a227a0-d3eb-74df-a253-f38a978c6158","childId":"t-3","holderId":"01a227a0-d03c-7150-a261-7e414f004f1a","groupId":"110","financingProgramme":"2442-2020-autumn","state":"requested","awaiting":null,"reason":null,"start":"2020-10-20","lastDay":"2020-12-15","submittedOn":"2020-10-20","concludedOn":null}}', '2026-11-29 14:06:21.16353+00');
INSERT INTO enrollment.idempotency_keys VALUES ('line 11', '74e8e6bd67c173dd7e4dc754c91d7aa09fb68946265f840c3110404c2ab36ec9', 200, '{"body":{"id":"01a227a0-d3eb-74df-a253-f38a978c6158","childId":"t-3","holderId":"01a227a0-d03c-7150-a261-7e414f004f1a","groupId":"110","financingProgramme":"2442-2020-autumn","state":"accepted","awaiting":null,"reason":null,"start":"2020-10-20","lastDay":"2020-12-15","submittedOn":"2020-10-20","concludedOn":null}}', '2026-11-29 14:06:21.192663+00');
INSERT INTO enrollment.idempotency_keys VALUES ('line 12', '7db60dc2980ed858e8d243749fee9f1d2ff30eb6e6b3b1587654ace75915c9e4', 200, '{"body":{"id":"01a227a0-d3eb-74df-a253-f38a978c6158","childId":"t-3","holderId":"01a227a0-d03c-7150-a261-7e414f004f1a","groupId":"110","financingProgramme":"2442-2020-autumn","state":"accepted","awaiting":"enrolment","reason":null,"start":"2020-10-20","lastDay":"2020-12-15","submittedOn":"2020-10-20","concludedOn":null}}', '2026-11-29 14:06:21.219967+00');
INSERT INTO enrollment.idempotency_keys VALUES ('line 13', '3ae393356b0e47801a71bbbd06aab2abe3d3f619c25a3137e3209ee90f4d03ba', 201, '{"body":{"groupId":"100","month":"2020-10","held":3,"planned":4,"contracts":2}}', '2026-11-29 14:06:21.556879+00');
INSERT INTO enrollment.idempotency_keys VALUES ('line 14', 'b7ec237c9bd883b7de41e0d37753e333f311afd4d950c889180e7f0047e8f4ce', 409, '{"reason":"already-reported","extensions":{"groupId":"100","month":"2020-10"},"faults":[]}', '2026-11-29 14:06:21.601761+00');
INSERT INTO enrollment.inbox VALUES ('enrollment', 'f04490f4-14d1-52ae-9ebc-fa2421094757', '2026-11-29 14:06:20.088887+00');
INSERT INTO enrollment.inbox VALUES ('enrollment', '0a0e15df-2456-513b-8414-2fa5f1f5348d', '2026-11-29 14:06:20.192202+00');
INSERT INTO enrollment.inbox VALUES ('enrollment', '40adcb81-13cc-54be-a925-01ff9f85bffa', '2026-11-29 14:06:20.191983+00');
INSERT INTO enrollment.inbox VALUES ('enrollment', '07ec8bd3-dcfc-57ab-9eca-0c6c44a79fd0', '2026-11-29 14:06:20.192994+00');
INSERT INTO enrollment.inbox VALUES ('enrollment', '35bbd3ad-06a7-5d2d-89d0-16846c7d5587', '2026-11-29 14:06:20.580785+00');
INSERT INTO enrollment.inbox VALUES ('enrollment', '7d54decf-eef4-5979-9827-66752fa88cbd', '2026-11-29 14:06:21.016188+00');
INSERT INTO enrollment.inbox VALUES ('enrollment', '941ede2e-c9bd-53fd-85f9-8b37ebb5c9c5', '2026-11-29 14:06:21.31613+00');
INSERT INTO enrollment.lessons VALUES ('100', '2020-10', 3, 4, '2020-11-02 17:00:00+00');
INSERT INTO enrollment.migrations VALUES ('0001-enrollment', '2026-11-29 14:06:18.522124+00');
INSERT INTO enrollment.migrations VALUES ('idempotency-keys', '2026-11-29 14:06:18.522124+00');
INSERT INTO enrollment.migrations VALUES ('messaging-inbox', '2026-11-29 14:06:18.522124+00');
INSERT INTO enrollment.migrations VALUES ('messaging-cursors', '2026-11-29 14:06:18.522124+00');
INSERT INTO enrollment.migrations VALUES ('messaging-parking', '2026-11-29 14:06:18.522124+00');
INSERT INTO enrollment.migrations VALUES ('messaging-parking-places', '2026-11-29 14:06:18.522124+00');
INSERT INTO enrollment.migrations VALUES ('messaging-leases', '2026-11-29 14:06:18.522124+00');
INSERT INTO enrollment.migrations VALUES ('messaging-outbox', '2026-11-29 14:06:18.522124+00');
INSERT INTO enrollment.outbox OVERRIDING SYSTEM VALUE VALUES (1, 'enrollment.contracts.v1', '01a227a0-d032-7064-8a6c-cc9dd84f36cc', 0, '{"ce_specversion":"1.0","ce_id":"dbe72db8-b053-51cc-8f2b-d892c89b4e25","ce_source":"/enrollment","ce_type":"enrollment.application-submitted.v1","ce_time":"2020-09-24T17:00:00.000Z","ce_recordedtime":"2020-09-24T17:00:00.000Z","ce_sequence":"0","content-type":"application/json"}', '{"contract":"01a227a0-d0c0-7187-90c0-686ff6418ab0","holder":"01a227a0-d032-7064-8a6c-cc9dd84f36cc","on":"2020-09-25","financingProgramme":"2442-2020-autumn","certificateGroup":"general","group":"100","module":"10","provider":"7","direction":"physical-culture-and-sport","start":"2020-10-01","lastDay":"2020-12-31"}');
INSERT INTO enrollment.outbox OVERRIDING SYSTEM VALUE VALUES (2, 'enrollment.contracts.v1', '01a227a0-d032-7064-8a6c-cc9dd84f36cc', 1, '{"ce_specversion":"1.0","ce_id":"2c304045-25a4-5e03-be74-62b1f521ffa2","ce_source":"/enrollment","ce_type":"enrollment.application-accepted.v1","ce_time":"2020-09-24T17:00:00.000Z","ce_recordedtime":"2020-09-24T17:00:00.000Z","ce_sequence":"0","content-type":"application/json"}', '{"contract":"01a227a0-d0c0-7187-90c0-686ff6418ab0","holder":"01a227a0-d032-7064-8a6c-cc9dd84f36cc","on":"2020-09-25"}');
INSERT INTO enrollment.outbox OVERRIDING SYSTEM VALUE VALUES (3, 'enrollment.contracts.v1', '01a227a0-d032-7064-8a6c-cc9dd84f36cc', 2, '{"ce_specversion":"1.0","ce_id":"c3004e52-e4f4-54c8-93f0-a3a8b6f5b79e","ce_source":"/enrollment","ce_type":"enrollment.funds-requested.v1","ce_time":"2020-09-25T17:00:00.000Z","ce_recordedtime":"2020-09-25T17:00:00.000Z","ce_sequence":"0","content-type":"application/json"}', '{"contract":"01a227a0-d0c0-7187-90c0-686ff6418ab0","holder":"01a227a0-d032-7064-8a6c-cc9dd84f36cc","on":"2020-09-26","financingProgramme":"2442-2020-autumn","certificateGroup":"general","group":"100","module":"10","provider":"7","direction":"physical-culture-and-sport","start":"2020-10-01","groupFirstDay":"2020-10-01","groupLastDay":"2020-12-31","priceKopecks":920000,"normativeCostKopecks":460000}');
INSERT INTO enrollment.outbox OVERRIDING SYSTEM VALUE VALUES (4, 'enrollment.contracts.v1', '01a227a0-d032-7064-8a6c-cc9dd84f36cc', 3, '{"ce_specversion":"1.0","ce_id":"cbd63c5d-fc7f-5aea-9980-7feed2b3dd9c","ce_source":"/enrollment","ce_type":"enrollment.contract-concluded.v1","ce_time":"2020-09-25T17:00:00.000Z","ce_recordedtime":"2020-09-25T17:00:00.000Z","ce_sequence":"0","ce_causationid":"35bbd3ad-06a7-5d2d-89d0-16846c7d5587","content-type":"application/json"}', '{"contract":"01a227a0-d0c0-7187-90c0-686ff6418ab0","holder":"01a227a0-d032-7064-8a6c-cc9dd84f36cc","on":"2020-09-26","group":"100","completeness":[]}');
INSERT INTO enrollment.outbox OVERRIDING SYSTEM VALUE VALUES (5, 'enrollment.contracts.v1', '01a227a0-d03c-7150-a261-7909a4d81370', 0, '{"ce_specversion":"1.0","ce_id":"49587f25-cf21-5afd-aa5f-a6f7632cb793","ce_source":"/enrollment","ce_type":"enrollment.application-submitted.v1","ce_time":"2020-10-04T17:00:00.000Z","ce_recordedtime":"2020-10-04T17:00:00.000Z","ce_sequence":"0","content-type":"application/json"}', '{"contract":"01a227a0-d280-70a8-a558-b432b842af52","holder":"01a227a0-d03c-7150-a261-7909a4d81370","on":"2020-10-05","financingProgramme":"2442-2020-autumn","certificateGroup":"special","group":"100","module":"10","provider":"7","direction":"physical-culture-and-sport","start":"2020-10-15","lastDay":"2020-12-31"}');
INSERT INTO enrollment.outbox OVERRIDING SYSTEM VALUE VALUES (6, 'enrollment.contracts.v1', '01a227a0-d03c-7150-a261-7909a4d81370', 1, '{"ce_specversion":"1.0","ce_id":"8af648fe-fb60-530b-8e59-33f9f09529b9","ce_source":"/enrollment","ce_type":"enrollment.application-accepted.v1","ce_time":"2020-10-04T17:00:00.000Z","ce_recordedtime":"2020-10-04T17:00:00.000Z","ce_sequence":"0","content-type":"application/json"}', '{"contract":"01a227a0-d280-70a8-a558-b432b842af52","holder":"01a227a0-d03c-7150-a261-7909a4d81370","on":"2020-10-05"}');
INSERT INTO enrollment.outbox OVERRIDING SYSTEM VALUE VALUES (7, 'enrollment.contracts.v1', '01a227a0-d03c-7150-a261-7909a4d81370', 2, '{"ce_specversion":"1.0","ce_id":"dc382614-08e1-520b-83a3-8995c5ef28ea","ce_source":"/enrollment","ce_type":"enrollment.funds-requested.v1","ce_time":"2020-10-05T17:00:00.000Z","ce_recordedtime":"2020-10-05T17:00:00.000Z","ce_sequence":"0","content-type":"application/json"}', '{"contract":"01a227a0-d280-70a8-a558-b432b842af52","holder":"01a227a0-d03c-7150-a261-7909a4d81370","on":"2020-10-06","financingProgramme":"2442-2020-autumn","certificateGroup":"special","group":"100","module":"10","provider":"7","direction":"physical-culture-and-sport","start":"2020-10-15","groupFirstDay":"2020-10-01","groupLastDay":"2020-12-31","priceKopecks":920000,"normativeCostKopecks":460000}');
INSERT INTO enrollment.outbox OVERRIDING SYSTEM VALUE VALUES (8, 'enrollment.contracts.v1', '01a227a0-d03c-7150-a261-7909a4d81370', 3, '{"ce_specversion":"1.0","ce_id":"72f0a256-8bd0-5f61-b662-8a5bd2fa37da","ce_source":"/enrollment","ce_type":"enrollment.contract-concluded.v1","ce_time":"2020-10-05T17:00:00.000Z","ce_recordedtime":"2020-10-05T17:00:00.000Z","ce_sequence":"0","ce_causationid":"7d54decf-eef4-5979-9827-66752fa88cbd","content-type":"application/json"}', '{"contract":"01a227a0-d280-70a8-a558-b432b842af52","holder":"01a227a0-d03c-7150-a261-7909a4d81370","on":"2020-10-06","group":"100","completeness":[]}');
INSERT INTO enrollment.outbox OVERRIDING SYSTEM VALUE VALUES (9, 'enrollment.contracts.v1', '01a227a0-d03c-7150-a261-7e414f004f1a', 0, '{"ce_specversion":"1.0","ce_id":"e02f5753-55a1-5e99-a92e-2ee136e80bb3","ce_source":"/enrollment","ce_type":"enrollment.application-submitted.v1","ce_time":"2020-10-19T17:00:00.000Z","ce_recordedtime":"2020-10-19T17:00:00.000Z","ce_sequence":"0","content-type":"application/json"}', '{"contract":"01a227a0-d3eb-74df-a253-f38a978c6158","holder":"01a227a0-d03c-7150-a261-7e414f004f1a","on":"2020-10-20","financingProgramme":"2442-2020-autumn","certificateGroup":"general","group":"110","module":"11","provider":"7","direction":"physical-culture-and-sport","start":"2020-10-20","lastDay":"2020-12-15"}');
INSERT INTO enrollment.outbox OVERRIDING SYSTEM VALUE VALUES (10, 'enrollment.contracts.v1', '01a227a0-d03c-7150-a261-7e414f004f1a', 1, '{"ce_specversion":"1.0","ce_id":"7bba705e-da75-54aa-8010-91f575a26816","ce_source":"/enrollment","ce_type":"enrollment.application-accepted.v1","ce_time":"2020-10-19T17:00:00.000Z","ce_recordedtime":"2020-10-19T17:00:00.000Z","ce_sequence":"0","content-type":"application/json"}', '{"contract":"01a227a0-d3eb-74df-a253-f38a978c6158","holder":"01a227a0-d03c-7150-a261-7e414f004f1a","on":"2020-10-20"}');
INSERT INTO enrollment.outbox OVERRIDING SYSTEM VALUE VALUES (11, 'enrollment.contracts.v1', '01a227a0-d03c-7150-a261-7e414f004f1a', 2, '{"ce_specversion":"1.0","ce_id":"d6412eb2-c7d1-5487-86f7-a690522c4187","ce_source":"/enrollment","ce_type":"enrollment.funds-requested.v1","ce_time":"2020-10-19T17:00:00.000Z","ce_recordedtime":"2020-10-19T17:00:00.000Z","ce_sequence":"0","content-type":"application/json"}', '{"contract":"01a227a0-d3eb-74df-a253-f38a978c6158","holder":"01a227a0-d03c-7150-a261-7e414f004f1a","on":"2020-10-20","financingProgramme":"2442-2020-autumn","certificateGroup":"general","group":"110","module":"11","provider":"7","direction":"physical-culture-and-sport","start":"2020-10-20","groupFirstDay":"2020-10-15","groupLastDay":"2020-12-15","priceKopecks":123456,"normativeCostKopecks":123456}');
INSERT INTO enrollment.outbox OVERRIDING SYSTEM VALUE VALUES (12, 'enrollment.contracts.v1', '01a227a0-d03c-7150-a261-7e414f004f1a', 3, '{"ce_specversion":"1.0","ce_id":"86567f2a-aa61-5d74-833e-cf500ece6543","ce_source":"/enrollment","ce_type":"enrollment.contract-concluded.v1","ce_time":"2020-10-19T17:00:00.000Z","ce_recordedtime":"2020-10-19T17:00:00.000Z","ce_sequence":"0","ce_causationid":"941ede2e-c9bd-53fd-85f9-8b37ebb5c9c5","content-type":"application/json"}', '{"contract":"01a227a0-d3eb-74df-a253-f38a978c6158","holder":"01a227a0-d03c-7150-a261-7e414f004f1a","on":"2020-10-20","group":"110","completeness":[]}');
INSERT INTO enrollment.outbox OVERRIDING SYSTEM VALUE VALUES (13, 'enrollment.contracts.v1', '01a227a0-d032-7064-8a6c-cc9dd84f36cc', 4, '{"ce_specversion":"1.0","ce_id":"41200503-1888-5895-a8d8-1bb123ded258","ce_source":"/enrollment","ce_type":"enrollment.lessons-reported.v1","ce_time":"2020-11-02T17:00:00.000Z","ce_recordedtime":"2020-11-02T17:00:00.000Z","ce_sequence":"0","content-type":"application/json"}', '{"contract":"01a227a0-d0c0-7187-90c0-686ff6418ab0","holder":"01a227a0-d032-7064-8a6c-cc9dd84f36cc","on":"2020-11-03","group":"100","month":"2020-10","held":3,"planned":4}');
INSERT INTO enrollment.outbox OVERRIDING SYSTEM VALUE VALUES (14, 'enrollment.contracts.v1', '01a227a0-d03c-7150-a261-7909a4d81370', 4, '{"ce_specversion":"1.0","ce_id":"4311f180-920c-5332-bffd-c26815df15a4","ce_source":"/enrollment","ce_type":"enrollment.lessons-reported.v1","ce_time":"2020-11-02T17:00:00.000Z","ce_recordedtime":"2020-11-02T17:00:00.000Z","ce_sequence":"0","content-type":"application/json"}', '{"contract":"01a227a0-d280-70a8-a558-b432b842af52","holder":"01a227a0-d03c-7150-a261-7909a4d81370","on":"2020-11-03","group":"100","month":"2020-10","held":3,"planned":4}');
INSERT INTO enrollment.people VALUES ('01a227a0-d032-7064-8a6c-cc9dd84f36cc', '\x309f3fc6be2e0eac6826be8c120c220f0fc4c318e28c8ba68b47c2cbff035c9b7336d8dbf7791752480c5f51898924c20c1ad4529a1c17f902070299');
INSERT INTO enrollment.people VALUES ('01a227a0-d03c-7150-a261-7909a4d81370', '\x1106afef2838145fe38b03b9af9eb7b6fd37ba876d951814c66ad00c77e0f34def7e12f102fcb9650453c798601fc7f6236e6d7959b647f8338f4373');
INSERT INTO enrollment.people VALUES ('01a227a0-d03c-7150-a261-7e414f004f1a', '\xc566dfce827a60b9229259e7872e0ef2d94fcaf1f040738c86e349e9ad8acb6a6f75a33b4a8755ef27d7eeccf28b0ae585f8b8c0464ea237cc190fc9');
INSERT INTO enrollment.programmes VALUES ('2442-2020-autumn', 2442, 'Asia/Krasnoyarsk', '2020-10-01', '2021-01-01', 'enrolment', '{general,special}');
INSERT INTO enrollment.study_groups VALUES ('100', '10', '7', 'physical-culture-and-sport', 920000, 460000, '2020-10-01', '2020-12-31', 2, true, 60, 216);
INSERT INTO enrollment.study_groups VALUES ('101', '10', '7', 'physical-culture-and-sport', 920000, 460000, '2020-11-01', '2021-05-31', 15, true, 60, 216);
INSERT INTO enrollment.study_groups VALUES ('110', '11', '7', 'physical-culture-and-sport', 123456, 123456, '2020-10-15', '2020-12-15', 5, true, 60, 216);
INSERT INTO event_store.events OVERRIDING SYSTEM VALUE VALUES (1, 'programme-2442-2020-autumn', 0, 'f04490f4-14d1-52ae-9ebc-fa2421094757', 'ProgrammeRegistered', 1, '{"programme":"2442-2020-autumn","settings":{"certificateNumber":{"length":10,"prefix":"24"},"groups":[{"countLimit":10,"id":"general","name":"All","nominalKopecks":500000,"sumLimitKopecks":null},{"countLimit":null,"id":"special","name":"Some","nominalKopecks":900000,"sumLimitKopecks":null}],"municipality":{"id":2442,"name":"A town"},"name":"A small region","period":{"from":"2020-10-01","id":"2020-autumn","toExclusive":"2021-01-01"},"region":"24","rules":{"minBalanceKopecks":100,"refundAt":"report","releaseAt":"notice","reserveAt":"enrolment","rounding":"down","split":"calendar-days","terminationTakesEffect":"end-of-month"},"timeZone":"Asia/Krasnoyarsk"}}', '{"commandId":"register"}', '2020-09-24 17:00:00+00', '0f4f88fdf4e56a378765220869db657a00829936d253a707d09cd3bb3191e280');
INSERT INTO event_store.events OVERRIDING SYSTEM VALUE VALUES (2, 'limit-2442-2020-autumn', 0, '6115a661-fbe5-59ea-9840-5c3a66e071aa', 'PlaceTaken', 1, '{"certificateGroup":"general","holder":"01a227a0-d032-7064-8a6c-cc9dd84f36cc","nominalKopecks":500000,"on":"2020-09-26","ordinal":1}', '{"causationId":"c3004e52-e4f4-54c8-93f0-a3a8b6f5b79e","commandId":"c3004e52-e4f4-54c8-93f0-a3a8b6f5b79e"}', '2020-09-25 17:00:00+00', 'f556db8d56a3e023f5c3aeb79d7986416897ba068285c2853ca9c80220ec6f32');
INSERT INTO event_store.events OVERRIDING SYSTEM VALUE VALUES (3, 'account-01a227a0-d032-7064-8a6c-cc9dd84f36cc', 0, '2a5379d7-6c6b-542f-b26b-f00b5ff6c49b', 'CertificateIssued', 1, '{"certificateGroup":"general","from":"2020-10-01","nominalKopecks":500000,"number":"2400000001","on":"2020-09-26","programme":"2442-2020-autumn","toExclusive":"2021-01-01"}', '{"causationId":"c3004e52-e4f4-54c8-93f0-a3a8b6f5b79e","commandId":"c3004e52-e4f4-54c8-93f0-a3a8b6f5b79e"}', '2020-09-25 17:00:00+00', '5edcb1ffbb9cdb789f15d6ae82fef3b16051eeb74632eb93539bf4df1eb4978d');
INSERT INTO event_store.events OVERRIDING SYSTEM VALUE VALUES (4, 'account-01a227a0-d032-7064-8a6c-cc9dd84f36cc', 1, '35bbd3ad-06a7-5d2d-89d0-16846c7d5587', 'FundsReserved', 1, '{"coPaymentKopecks":460000,"contract":"01a227a0-d0c0-7187-90c0-686ff6418ab0","direction":"physical-culture-and-sport","fullNormKopecks":460000,"fullPriceKopecks":920000,"group":"100","lastDay":"2020-12-31","module":"10","on":"2020-09-26","parts":[{"coPaymentKopecks":155000,"month":"2020-10","shareKopecks":155000},{"coPaymentKopecks":152500,"month":"2020-11","shareKopecks":152500},{"coPaymentKopecks":152500,"month":"2020-12","shareKopecks":152500}],"programme":"2442-2020-autumn","provider":"7","shareKopecks":460000,"start":"2020-10-01"}', '{"causationId":"c3004e52-e4f4-54c8-93f0-a3a8b6f5b79e","commandId":"c3004e52-e4f4-54c8-93f0-a3a8b6f5b79e"}', '2020-09-25 17:00:00+00', '85bf93062f8d8ff1088ea3aebb38736d959e4162cd906ae9c054cdb2ee4c85cc');
INSERT INTO event_store.events OVERRIDING SYSTEM VALUE VALUES (5, 'account-01a227a0-d032-7064-8a6c-cc9dd84f36cc', 2, '0981fc92-1fbc-5de5-ab2d-3b996d2f73c4', 'ContractOpened', 1, '{"contract":"01a227a0-d0c0-7187-90c0-686ff6418ab0","on":"2020-09-26","programme":"2442-2020-autumn"}', '{"causationId":"cbd63c5d-fc7f-5aea-9980-7feed2b3dd9c","commandId":"cbd63c5d-fc7f-5aea-9980-7feed2b3dd9c"}', '2020-09-25 17:00:00+00', '23d2479492d88a728724de9d74939ecafbe9320cf3e4740ba0baaf459f65d2ad');
INSERT INTO event_store.events OVERRIDING SYSTEM VALUE VALUES (6, 'account-01a227a0-d032-7064-8a6c-cc9dd84f36cc', 3, '9c69de56-f7d7-53cb-8e63-8de83c74cf35', 'MonthDebited', 1, '{"contract":"01a227a0-d0c0-7187-90c0-686ff6418ab0","debitedKopecks":155000,"month":"2020-10","on":"2020-10-01","programme":"2442-2020-autumn","provider":"7","returnedKopecks":0,"returnsTo":"available"}', '{"commandId":"settle 2020-10-01"}', '2020-09-30 17:00:00+00', 'a928aa5f0325c0ea2bf6f8294d3661b85f67fade489e5450b29648b9aa39ed96');
INSERT INTO event_store.events OVERRIDING SYSTEM VALUE VALUES (7, 'limit-2442-2020-autumn', 1, '67c5d281-62d4-5389-bc81-f36afebadf4c', 'PlaceTaken', 1, '{"certificateGroup":"special","holder":"01a227a0-d03c-7150-a261-7909a4d81370","nominalKopecks":900000,"on":"2020-10-06","ordinal":2}', '{"causationId":"dc382614-08e1-520b-83a3-8995c5ef28ea","commandId":"dc382614-08e1-520b-83a3-8995c5ef28ea"}', '2020-10-05 17:00:00+00', 'be1482e375b0e60c3a5b93e536994579dada491d045b63d8f844ccdb5658bc6a');
INSERT INTO event_store.events OVERRIDING SYSTEM VALUE VALUES (8, 'account-01a227a0-d03c-7150-a261-7909a4d81370', 0, '1acc52ae-5799-5aba-91ef-7ebd283f1fd9', 'CertificateIssued', 1, '{"certificateGroup":"special","from":"2020-10-01","nominalKopecks":900000,"number":"2400000002","on":"2020-10-06","programme":"2442-2020-autumn","toExclusive":"2021-01-01"}', '{"causationId":"dc382614-08e1-520b-83a3-8995c5ef28ea","commandId":"dc382614-08e1-520b-83a3-8995c5ef28ea"}', '2020-10-05 17:00:00+00', '95d589bd530f4eb24208c8566b18732ab95d945b7e26494c26a9f7f67a65be1e');
INSERT INTO event_store.events OVERRIDING SYSTEM VALUE VALUES (9, 'account-01a227a0-d03c-7150-a261-7909a4d81370', 1, '7d54decf-eef4-5979-9827-66752fa88cbd', 'FundsReserved', 1, '{"coPaymentKopecks":390000,"contract":"01a227a0-d280-70a8-a558-b432b842af52","direction":"physical-culture-and-sport","fullNormKopecks":390000,"fullPriceKopecks":780000,"group":"100","lastDay":"2020-12-31","module":"10","on":"2020-10-06","parts":[{"coPaymentKopecks":85000,"month":"2020-10","shareKopecks":85000},{"coPaymentKopecks":152500,"month":"2020-11","shareKopecks":152500},{"coPaymentKopecks":152500,"month":"2020-12","shareKopecks":152500}],"programme":"2442-2020-autumn","provider":"7","shareKopecks":390000,"start":"2020-10-15"}', '{"causationId":"dc382614-08e1-520b-83a3-8995c5ef28ea","commandId":"dc382614-08e1-520b-83a3-8995c5ef28ea"}', '2020-10-05 17:00:00+00', 'd5ccf30946933be139045a5fd16b012790c95da9b8cb62c3693b0cdda259c328');
INSERT INTO event_store.events OVERRIDING SYSTEM VALUE VALUES (10, 'account-01a227a0-d03c-7150-a261-7909a4d81370', 2, 'b0b15ebf-df7c-5b55-8090-701b481c222d', 'ContractOpened', 1, '{"contract":"01a227a0-d280-70a8-a558-b432b842af52","on":"2020-10-06","programme":"2442-2020-autumn"}', '{"causationId":"72f0a256-8bd0-5f61-b662-8a5bd2fa37da","commandId":"72f0a256-8bd0-5f61-b662-8a5bd2fa37da"}', '2020-10-05 17:00:00+00', '130d8e0b94714e82a4935d807db2ebacd7c84f00bfcefc3cab3dd62886bbb342');
INSERT INTO event_store.events OVERRIDING SYSTEM VALUE VALUES (11, 'account-01a227a0-d03c-7150-a261-7909a4d81370', 3, '4a4ef202-0114-5f14-9f26-c68dd78cb9e0', 'MonthDebited', 1, '{"contract":"01a227a0-d280-70a8-a558-b432b842af52","debitedKopecks":85000,"month":"2020-10","on":"2020-10-06","programme":"2442-2020-autumn","provider":"7","returnedKopecks":0,"returnsTo":"available"}', '{"causationId":"72f0a256-8bd0-5f61-b662-8a5bd2fa37da","commandId":"72f0a256-8bd0-5f61-b662-8a5bd2fa37da"}', '2020-10-05 17:00:00+00', '5e149dfaca730cb1d900685716977fb73503a6fdbcc5d6f46738967652e79690');
INSERT INTO event_store.events OVERRIDING SYSTEM VALUE VALUES (12, 'limit-2442-2020-autumn', 2, 'a157049c-d74b-5aeb-9d03-580056a25b45', 'PlaceTaken', 1, '{"certificateGroup":"general","holder":"01a227a0-d03c-7150-a261-7e414f004f1a","nominalKopecks":500000,"on":"2020-10-20","ordinal":3}', '{"causationId":"d6412eb2-c7d1-5487-86f7-a690522c4187","commandId":"d6412eb2-c7d1-5487-86f7-a690522c4187"}', '2020-10-19 17:00:00+00', '48a698e353b8e15065de15915ed22ba0988b7d8ad8cd285798583ac9fe83d6c6');
INSERT INTO event_store.events OVERRIDING SYSTEM VALUE VALUES (13, 'account-01a227a0-d03c-7150-a261-7e414f004f1a', 0, '6103967b-19a0-59ee-a890-600f227eb885', 'CertificateIssued', 1, '{"certificateGroup":"general","from":"2020-10-01","nominalKopecks":500000,"number":"2400000003","on":"2020-10-20","programme":"2442-2020-autumn","toExclusive":"2021-01-01"}', '{"causationId":"d6412eb2-c7d1-5487-86f7-a690522c4187","commandId":"d6412eb2-c7d1-5487-86f7-a690522c4187"}', '2020-10-19 17:00:00+00', '2a4799208e8b12ef973cf6bb28ff5c00a1bc52c1c4ae2015574074a1d3d78b7d');
INSERT INTO event_store.events OVERRIDING SYSTEM VALUE VALUES (14, 'account-01a227a0-d03c-7150-a261-7e414f004f1a', 1, '941ede2e-c9bd-53fd-85f9-8b37ebb5c9c5', 'FundsReserved', 1, '{"coPaymentKopecks":0,"contract":"01a227a0-d3eb-74df-a253-f38a978c6158","direction":"physical-culture-and-sport","fullNormKopecks":113499,"fullPriceKopecks":113499,"group":"110","lastDay":"2020-12-15","module":"11","on":"2020-10-20","parts":[{"coPaymentKopecks":0,"month":"2020-10","shareKopecks":23895},{"coPaymentKopecks":0,"month":"2020-11","shareKopecks":44802},{"coPaymentKopecks":0,"month":"2020-12","shareKopecks":44802}],"programme":"2442-2020-autumn","provider":"7","shareKopecks":113499,"start":"2020-10-20"}', '{"causationId":"d6412eb2-c7d1-5487-86f7-a690522c4187","commandId":"d6412eb2-c7d1-5487-86f7-a690522c4187"}', '2020-10-19 17:00:00+00', 'c1623dc88b9875290622ea757e57b2f3b2835907f586d37492a8aa31d6f8c9c4');
INSERT INTO event_store.events OVERRIDING SYSTEM VALUE VALUES (15, 'account-01a227a0-d03c-7150-a261-7e414f004f1a', 2, '98738a9f-93a1-5b68-b747-b22be4aa1b28', 'ContractOpened', 1, '{"contract":"01a227a0-d3eb-74df-a253-f38a978c6158","on":"2020-10-20","programme":"2442-2020-autumn"}', '{"causationId":"86567f2a-aa61-5d74-833e-cf500ece6543","commandId":"86567f2a-aa61-5d74-833e-cf500ece6543"}', '2020-10-19 17:00:00+00', 'ebd6b02e4055274ee08211ef707c219d5d1ebc6e44af3595ab8fe3031d79f563');
INSERT INTO event_store.events OVERRIDING SYSTEM VALUE VALUES (16, 'account-01a227a0-d03c-7150-a261-7e414f004f1a', 3, 'ace0f0b7-7c13-5419-84c9-e6da2f7c64c3', 'MonthDebited', 1, '{"contract":"01a227a0-d3eb-74df-a253-f38a978c6158","debitedKopecks":23895,"month":"2020-10","on":"2020-10-20","programme":"2442-2020-autumn","provider":"7","returnedKopecks":0,"returnsTo":"available"}', '{"causationId":"86567f2a-aa61-5d74-833e-cf500ece6543","commandId":"86567f2a-aa61-5d74-833e-cf500ece6543"}', '2020-10-19 17:00:00+00', '9c23d4265d354ee3358bab7216263bc68e31b21c9ab5a1352fcce66e4e4daca5');
INSERT INTO event_store.events OVERRIDING SYSTEM VALUE VALUES (17, 'account-01a227a0-d032-7064-8a6c-cc9dd84f36cc', 4, 'eff04945-c8dc-5bc9-8cb9-2d412caba3c4', 'MonthDebited', 1, '{"contract":"01a227a0-d0c0-7187-90c0-686ff6418ab0","debitedKopecks":152500,"month":"2020-11","on":"2020-11-01","programme":"2442-2020-autumn","provider":"7","returnedKopecks":0,"returnsTo":"available"}', '{"commandId":"settle 2020-11-01"}', '2020-10-31 17:00:00+00', 'fd1daf5e3c4ca6b07f3b44d03de20d62ea0d647fa11934e1e3095a354fe95147');
INSERT INTO event_store.events OVERRIDING SYSTEM VALUE VALUES (18, 'account-01a227a0-d03c-7150-a261-7909a4d81370', 4, '584192ac-a3e0-566a-99a9-121cb9e51363', 'MonthDebited', 1, '{"contract":"01a227a0-d280-70a8-a558-b432b842af52","debitedKopecks":152500,"month":"2020-11","on":"2020-11-01","programme":"2442-2020-autumn","provider":"7","returnedKopecks":0,"returnsTo":"available"}', '{"commandId":"settle 2020-11-01"}', '2020-10-31 17:00:00+00', '0e203a82ce2fec002ddb7fde0c0772af68abd12682db5a089055fcb848274877');
INSERT INTO event_store.events OVERRIDING SYSTEM VALUE VALUES (19, 'account-01a227a0-d03c-7150-a261-7e414f004f1a', 4, 'e4383680-07e9-5c54-8a44-065c7737ff9a', 'MonthDebited', 1, '{"contract":"01a227a0-d3eb-74df-a253-f38a978c6158","debitedKopecks":44802,"month":"2020-11","on":"2020-11-01","programme":"2442-2020-autumn","provider":"7","returnedKopecks":0,"returnsTo":"available"}', '{"commandId":"settle 2020-11-01"}', '2020-10-31 17:00:00+00', 'e9e40d3c2296920d1426b58f63f318c61153f31f70bcfdea30f623287be86599');
INSERT INTO event_store.events OVERRIDING SYSTEM VALUE VALUES (20, 'account-01a227a0-d032-7064-8a6c-cc9dd84f36cc', 5, '1a51cedc-9311-5599-aed7-082f71577b57', 'CompletenessReported', 1, '{"contract":"01a227a0-d0c0-7187-90c0-686ff6418ab0","held":3,"month":"2020-10","on":"2020-11-03","planned":4,"programme":"2442-2020-autumn","provider":"7","returnedKopecks":38750,"returnsTo":"available"}', '{"causationId":"41200503-1888-5895-a8d8-1bb123ded258","commandId":"41200503-1888-5895-a8d8-1bb123ded258"}', '2020-11-02 17:00:00+00', '7eb3b2e32d2670f30952b37b06cb397704950972ffc387d5308b95df3b8622bb');
INSERT INTO event_store.events OVERRIDING SYSTEM VALUE VALUES (21, 'account-01a227a0-d03c-7150-a261-7909a4d81370', 5, 'e37a05bd-c9f7-5422-a7b0-1d2fa4e0496f', 'CompletenessReported', 1, '{"contract":"01a227a0-d280-70a8-a558-b432b842af52","held":3,"month":"2020-10","on":"2020-11-03","planned":4,"programme":"2442-2020-autumn","provider":"7","returnedKopecks":21250,"returnsTo":"available"}', '{"causationId":"4311f180-920c-5332-bffd-c26815df15a4","commandId":"4311f180-920c-5332-bffd-c26815df15a4"}', '2020-11-02 17:00:00+00', 'c4a1d549551cfd1351c7e3c0c7acc6c4f2f3596b3b31bf80ed6af9e6668b8c87');
INSERT INTO event_store.migrations VALUES ('0001-events', '2026-11-29 14:06:18.147688+00');
SELECT pg_catalog.setval('catalog.outbox_position_seq', 3, true);
SELECT pg_catalog.setval('catalog.parked_messages_id_seq', 1, false);
SELECT pg_catalog.setval('certificates.parked_messages_id_seq', 1, false);
SELECT pg_catalog.setval('enrollment.outbox_position_seq', 14, true);
SELECT pg_catalog.setval('enrollment.parked_messages_id_seq', 1, false);
SELECT pg_catalog.setval('event_store.events_position_seq', 21, true);
ALTER TABLE ONLY catalog.consumer_cursors
    ADD CONSTRAINT consumer_cursors_pkey PRIMARY KEY (consumer, log);
ALTER TABLE ONLY catalog.fingerprints
    ADD CONSTRAINT fingerprints_pkey PRIMARY KEY (group_id);
ALTER TABLE ONLY catalog.groups
    ADD CONSTRAINT groups_pkey PRIMARY KEY (group_id);
ALTER TABLE ONLY catalog.idempotency_keys
    ADD CONSTRAINT idempotency_keys_pkey PRIMARY KEY (key);
ALTER TABLE ONLY catalog.inbox
    ADD CONSTRAINT inbox_pkey PRIMARY KEY (consumer, message_id);
ALTER TABLE ONLY catalog.leases
    ADD CONSTRAINT leases_pkey PRIMARY KEY (name);
ALTER TABLE ONLY catalog.migrations
    ADD CONSTRAINT migrations_pkey PRIMARY KEY (name);
ALTER TABLE ONLY catalog.modules
    ADD CONSTRAINT modules_pkey PRIMARY KEY (module_id);
ALTER TABLE ONLY catalog.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY ("position");
ALTER TABLE ONLY catalog.outbox
    ADD CONSTRAINT outbox_topic_key_sequence_key UNIQUE (topic, key, sequence);
ALTER TABLE ONLY catalog.parked_messages
    ADD CONSTRAINT parked_messages_consumer_origin_key UNIQUE (consumer, origin);
ALTER TABLE ONLY catalog.parked_messages
    ADD CONSTRAINT parked_messages_pkey PRIMARY KEY (id);
ALTER TABLE ONLY catalog.places
    ADD CONSTRAINT places_pkey PRIMARY KEY (contract);
ALTER TABLE ONLY catalog.programmes
    ADD CONSTRAINT programmes_pkey PRIMARY KEY (programme_id);
ALTER TABLE ONLY catalog.providers
    ADD CONSTRAINT providers_pkey PRIMARY KEY (provider_id);
ALTER TABLE ONLY certificates.accounts
    ADD CONSTRAINT accounts_pkey PRIMARY KEY (holder);
ALTER TABLE ONLY certificates.certificates
    ADD CONSTRAINT certificates_holder_programme_key UNIQUE (holder, programme);
ALTER TABLE ONLY certificates.certificates
    ADD CONSTRAINT certificates_pkey PRIMARY KEY (programme, number);
ALTER TABLE ONLY certificates.consumer_cursors
    ADD CONSTRAINT consumer_cursors_pkey PRIMARY KEY (consumer, log);
ALTER TABLE ONLY certificates.contract_months
    ADD CONSTRAINT contract_months_pkey PRIMARY KEY (contract, month);
ALTER TABLE ONLY certificates.entries
    ADD CONSTRAINT entries_pkey PRIMARY KEY (holder, revision, line);
ALTER TABLE ONLY certificates.idempotency_keys
    ADD CONSTRAINT idempotency_keys_pkey PRIMARY KEY (key);
ALTER TABLE ONLY certificates.inbox
    ADD CONSTRAINT inbox_pkey PRIMARY KEY (consumer, message_id);
ALTER TABLE ONLY certificates.leases
    ADD CONSTRAINT leases_pkey PRIMARY KEY (name);
ALTER TABLE ONLY certificates.migrations
    ADD CONSTRAINT migrations_pkey PRIMARY KEY (name);
ALTER TABLE ONLY certificates.parked_messages
    ADD CONSTRAINT parked_messages_consumer_origin_key UNIQUE (consumer, origin);
ALTER TABLE ONLY certificates.parked_messages
    ADD CONSTRAINT parked_messages_pkey PRIMARY KEY (id);
ALTER TABLE ONLY certificates.programmes
    ADD CONSTRAINT programmes_pkey PRIMARY KEY (id);
ALTER TABLE ONLY certificates.projection_position
    ADD CONSTRAINT projection_position_pkey PRIMARY KEY (singleton);
ALTER TABLE ONLY certificates.study_groups
    ADD CONSTRAINT study_groups_pkey PRIMARY KEY (id);
ALTER TABLE ONLY clock.day_runs
    ADD CONSTRAINT day_runs_pkey PRIMARY KEY (service, programme);
ALTER TABLE ONLY clock.migrations
    ADD CONSTRAINT migrations_pkey PRIMARY KEY (name);
ALTER TABLE ONLY clock.setting
    ADD CONSTRAINT setting_pkey PRIMARY KEY (singleton);
ALTER TABLE ONLY enrollment.applications
    ADD CONSTRAINT applications_pkey PRIMARY KEY (id);
ALTER TABLE ONLY enrollment.children
    ADD CONSTRAINT children_child_id_key UNIQUE (child_id);
ALTER TABLE ONLY enrollment.children
    ADD CONSTRAINT children_pkey PRIMARY KEY (holder_id);
ALTER TABLE ONLY enrollment.consumer_cursors
    ADD CONSTRAINT consumer_cursors_pkey PRIMARY KEY (consumer, log);
ALTER TABLE ONLY enrollment.idempotency_keys
    ADD CONSTRAINT idempotency_keys_pkey PRIMARY KEY (key);
ALTER TABLE ONLY enrollment.inbox
    ADD CONSTRAINT inbox_pkey PRIMARY KEY (consumer, message_id);
ALTER TABLE ONLY enrollment.leases
    ADD CONSTRAINT leases_pkey PRIMARY KEY (name);
ALTER TABLE ONLY enrollment.lessons
    ADD CONSTRAINT lessons_pkey PRIMARY KEY (group_id, month);
ALTER TABLE ONLY enrollment.migrations
    ADD CONSTRAINT migrations_pkey PRIMARY KEY (name);
ALTER TABLE ONLY enrollment.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY ("position");
ALTER TABLE ONLY enrollment.outbox
    ADD CONSTRAINT outbox_topic_key_sequence_key UNIQUE (topic, key, sequence);
ALTER TABLE ONLY enrollment.parked_messages
    ADD CONSTRAINT parked_messages_consumer_origin_key UNIQUE (consumer, origin);
ALTER TABLE ONLY enrollment.parked_messages
    ADD CONSTRAINT parked_messages_pkey PRIMARY KEY (id);
ALTER TABLE ONLY enrollment.people
    ADD CONSTRAINT people_pkey PRIMARY KEY (holder_id);
ALTER TABLE ONLY enrollment.programmes
    ADD CONSTRAINT programmes_pkey PRIMARY KEY (financing_programme);
ALTER TABLE ONLY enrollment.study_groups
    ADD CONSTRAINT study_groups_pkey PRIMARY KEY (group_id);
ALTER TABLE ONLY event_store.events
    ADD CONSTRAINT events_pkey PRIMARY KEY ("position");
ALTER TABLE ONLY event_store.events
    ADD CONSTRAINT events_stream_revision_key UNIQUE (stream, revision);
ALTER TABLE ONLY event_store.migrations
    ADD CONSTRAINT migrations_pkey PRIMARY KEY (name);
CREATE INDEX groups_by_module ON catalog.groups USING btree (module_id);
CREATE INDEX groups_in_order ON catalog.groups USING btree (first_day, group_id);
CREATE INDEX modules_by_programme ON catalog.modules USING btree (programme_id);
CREATE INDEX parked_messages_by_key ON catalog.parked_messages USING btree (consumer, topic, key, id) WHERE (status = 'parked'::text);
CREATE INDEX places_by_group ON catalog.places USING btree (group_id, last_day);
CREATE INDEX programmes_by_provider ON catalog.programmes USING btree (provider_id);
CREATE INDEX accounts_by_due ON certificates.accounts USING btree (next_due) WHERE (next_due IS NOT NULL);
CREATE INDEX contract_months_by_programme ON certificates.contract_months USING btree (programme, month);
CREATE INDEX parked_messages_by_key ON certificates.parked_messages USING btree (consumer, topic, key, id) WHERE (status = 'parked'::text);
CREATE INDEX applications_by_child ON enrollment.applications USING btree (child_id, id);
CREATE INDEX applications_by_holder ON enrollment.applications USING btree (holder_id, module_id);
CREATE INDEX applications_live_in_group ON enrollment.applications USING btree (group_id, id) WHERE (state = ANY (ARRAY['requested'::text, 'accepted'::text, 'enrolled'::text, 'terminated'::text]));
CREATE INDEX applications_open ON enrollment.applications USING btree (financing_programme, lapses_on) WHERE (state = ANY (ARRAY['requested'::text, 'accepted'::text]));
CREATE INDEX parked_messages_by_key ON enrollment.parked_messages USING btree (consumer, topic, key, id) WHERE (status = 'parked'::text);
CREATE INDEX programmes_by_municipality ON enrollment.programmes USING btree (municipality);
CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE OR TRUNCATE ON event_store.events FOR EACH STATEMENT EXECUTE FUNCTION event_store.refuse_change();
ALTER TABLE event_store.events ENABLE ALWAYS TRIGGER refuse_change;
CREATE TRIGGER take_turn BEFORE INSERT ON event_store.events FOR EACH STATEMENT EXECUTE FUNCTION event_store.take_turn();
ALTER TABLE ONLY catalog.groups
    ADD CONSTRAINT groups_module_id_fkey FOREIGN KEY (module_id) REFERENCES catalog.modules(module_id);
ALTER TABLE ONLY catalog.modules
    ADD CONSTRAINT modules_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES catalog.programmes(programme_id);
ALTER TABLE ONLY catalog.programmes
    ADD CONSTRAINT programmes_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES catalog.providers(provider_id);
ALTER TABLE ONLY enrollment.children
    ADD CONSTRAINT children_holder_id_fkey FOREIGN KEY (holder_id) REFERENCES enrollment.people(holder_id);
ALTER TABLE ONLY enrollment.lessons
    ADD CONSTRAINT lessons_group_id_fkey FOREIGN KEY (group_id) REFERENCES enrollment.study_groups(group_id);
