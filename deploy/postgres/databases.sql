-- Run once by the PostgreSQL image, on an empty volume: a role and a database of its own for each service.
\getenv catalog CATALOG_PASSWORD
\getenv enrollment ENROLLMENT_PASSWORD
\getenv certificates CERTIFICATES_PASSWORD

CREATE ROLE catalog LOGIN PASSWORD :'catalog';
CREATE ROLE enrollment LOGIN PASSWORD :'enrollment';
CREATE ROLE certificates LOGIN PASSWORD :'certificates';

CREATE DATABASE catalog OWNER catalog;
CREATE DATABASE enrollment OWNER enrollment;
CREATE DATABASE certificates OWNER certificates;

REVOKE ALL ON DATABASE catalog, enrollment, certificates FROM PUBLIC;
