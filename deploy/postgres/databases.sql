-- The databases of an installation, the role that owns them, and a role for each service, which owns nothing. For psql, as a
-- superuser, or as a role that may make roles and databases; it may be run again. The PostgreSQL image runs it once, on an
-- empty volume; deploy/README.md says when an operator does. What the services' roles own passes to the owner at one
-- stroke, so that running services go on; npm run migrate then leaves them what they need. Of each role the password is in a
-- variable, OWNER_PASSWORD …, or in the file that OWNER_PASSWORD_FILE … names.
\set ON_ERROR_STOP on
\getenv owner OWNER_PASSWORD
\if :{?owner}
\else
\set owner `cat "$OWNER_PASSWORD_FILE"`
\endif
\getenv catalog CATALOG_PASSWORD
\if :{?catalog}
\else
\set catalog `cat "$CATALOG_PASSWORD_FILE"`
\endif
\getenv enrollment ENROLLMENT_PASSWORD
\if :{?enrollment}
\else
\set enrollment `cat "$ENROLLMENT_PASSWORD_FILE"`
\endif
\getenv certificates CERTIFICATES_PASSWORD
\if :{?certificates}
\else
\set certificates `cat "$CERTIFICATES_PASSWORD_FILE"`
\endif
\getenv webhooks WEBHOOKS_PASSWORD
\if :{?webhooks}
\else
\set webhooks `cat "$WEBHOOKS_PASSWORD_FILE"`
\endif
\getenv portal PORTAL_PASSWORD
\if :{?portal}
\else
\set portal `cat "$PORTAL_PASSWORD_FILE"`
\endif

-- A file that is empty or cannot be read ends this here.
SELECT 1 / (count(*) = 0)::int AS no_password_is_empty
FROM unnest(ARRAY[:'owner', :'catalog', :'enrollment', :'certificates', :'webhooks', :'portal']) AS password WHERE password = '' \gset

SELECT format('CREATE ROLE %I LOGIN', name)
FROM unnest(ARRAY['ledger_owner', 'catalog', 'enrollment', 'certificates', 'webhooks', 'portal']) AS name
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) \gexec

ALTER ROLE ledger_owner PASSWORD :'owner';
ALTER ROLE catalog PASSWORD :'catalog';
ALTER ROLE enrollment PASSWORD :'enrollment';
ALTER ROLE certificates PASSWORD :'certificates';
ALTER ROLE webhooks PASSWORD :'webhooks';
ALTER ROLE portal PASSWORD :'portal';

-- Who is no superuser gives away only what a role has that it belongs to.
SELECT format('GRANT %I TO %I', name, current_user)
FROM unnest(ARRAY['ledger_owner', 'catalog', 'enrollment', 'certificates', 'webhooks', 'portal']) AS name
WHERE NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) \gexec

SELECT format('CREATE DATABASE %I OWNER ledger_owner ENCODING ''UTF8'' TEMPLATE template0', name)
FROM unnest(ARRAY['catalog', 'enrollment', 'certificates', 'webhooks', 'portal']) AS name
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = name) \gexec

REVOKE ALL ON DATABASE catalog, enrollment, certificates, webhooks, portal FROM PUBLIC;

\set service catalog
\connect :service
BEGIN;
SELECT coalesce(string_agg(format(
  'GRANT USAGE ON SCHEMA %1$I TO %2$I; GRANT SELECT, INSERT%3$s ON ALL TABLES IN SCHEMA %1$I TO %2$I',
  nspname, :'service', CASE WHEN nspname <> 'event_store' THEN ', UPDATE, DELETE' END), '; '), 'SELECT') AS meanwhile
FROM pg_namespace WHERE nspowner = :'service'::regrole \gset
REASSIGN OWNED BY :"service" TO ledger_owner;
GRANT CONNECT ON DATABASE :"service" TO :"service";
:meanwhile;
COMMIT;

\set service enrollment
\connect :service
BEGIN;
SELECT coalesce(string_agg(format(
  'GRANT USAGE ON SCHEMA %1$I TO %2$I; GRANT SELECT, INSERT%3$s ON ALL TABLES IN SCHEMA %1$I TO %2$I',
  nspname, :'service', CASE WHEN nspname <> 'event_store' THEN ', UPDATE, DELETE' END), '; '), 'SELECT') AS meanwhile
FROM pg_namespace WHERE nspowner = :'service'::regrole \gset
REASSIGN OWNED BY :"service" TO ledger_owner;
GRANT CONNECT ON DATABASE :"service" TO :"service";
:meanwhile;
COMMIT;

\set service certificates
\connect :service
BEGIN;
SELECT coalesce(string_agg(format(
  'GRANT USAGE ON SCHEMA %1$I TO %2$I; GRANT SELECT, INSERT%3$s ON ALL TABLES IN SCHEMA %1$I TO %2$I',
  nspname, :'service', CASE WHEN nspname <> 'event_store' THEN ', UPDATE, DELETE' END), '; '), 'SELECT') AS meanwhile
FROM pg_namespace WHERE nspowner = :'service'::regrole \gset
REASSIGN OWNED BY :"service" TO ledger_owner;
GRANT CONNECT ON DATABASE :"service" TO :"service";
:meanwhile;
COMMIT;

\set service webhooks
\connect :service
BEGIN;
SELECT coalesce(string_agg(format(
  'GRANT USAGE ON SCHEMA %1$I TO %2$I; GRANT SELECT, INSERT%3$s ON ALL TABLES IN SCHEMA %1$I TO %2$I',
  nspname, :'service', CASE WHEN nspname <> 'event_store' THEN ', UPDATE, DELETE' END), '; '), 'SELECT') AS meanwhile
FROM pg_namespace WHERE nspowner = :'service'::regrole \gset
REASSIGN OWNED BY :"service" TO ledger_owner;
GRANT CONNECT ON DATABASE :"service" TO :"service";
:meanwhile;
COMMIT;

\set service portal
\connect :service
BEGIN;
SELECT coalesce(string_agg(format(
  'GRANT USAGE ON SCHEMA %1$I TO %2$I; GRANT SELECT, INSERT%3$s ON ALL TABLES IN SCHEMA %1$I TO %2$I',
  nspname, :'service', CASE WHEN nspname <> 'event_store' THEN ', UPDATE, DELETE' END), '; '), 'SELECT') AS meanwhile
FROM pg_namespace WHERE nspowner = :'service'::regrole \gset
REASSIGN OWNED BY :"service" TO ledger_owner;
GRANT CONNECT ON DATABASE :"service" TO :"service";
:meanwhile;
COMMIT;
