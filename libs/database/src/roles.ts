import type { Sql } from './database.js';
import type { Rights, Schema } from './schema.js';

/** The role is not there, or may do more than a service needs; every fault is named. */
export class UnfitRole extends Error {
  constructor(role: string, faults: readonly string[]) {
    super(`${role} cannot be the role of a service:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.name = 'UnfitRole';
  }
}

/** Whether the role of this connection owns tables in one of the schemas: then no right keeps it from anything there. */
export const ownsTables = async (sql: Sql, schemas: readonly string[]): Promise<boolean> => {
  const rows = await sql.query(
    `SELECT 1 FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = ANY($1::text[]) AND c.relkind = 'r' AND pg_has_role(c.relowner, 'USAGE') LIMIT 1`,
    [schemas],
  );
  return rows.length > 0;
};

/**
 * Whether the role is another one than that of this connection, the owner, and stands below it.
 * @returns false where the two are one role @throws UnfitRole when there is no such role, or one that may become the owner
 */
export const standsBelow = async (owner: Sql, role: string): Promise<boolean> => {
  const [found] = await owner.query<{ isOwner: boolean; may: readonly string[] }>(
    `SELECT rolname = current_user AS "isOwner", array_remove(ARRAY[
       CASE WHEN rolsuper THEN 'it is a superuser' END,
       CASE WHEN rolcreaterole THEN 'it may make roles: ALTER ROLE … NOCREATEROLE' END,
       CASE WHEN NOT rolsuper AND pg_has_role(rolname, current_user, 'MEMBER')
         THEN 'it is a member of ' || current_user || ', the owner: REVOKE ' || current_user || ' FROM …' END,
       CASE WHEN has_database_privilege(rolname, current_database(), 'CREATE')
         THEN 'it may make schemas: REVOKE CREATE ON DATABASE ' || current_database() || ' FROM …' END,
       CASE WHEN has_schema_privilege(rolname, to_regnamespace('public')::oid, 'CREATE')
         THEN 'it may make functions that others run: REVOKE CREATE ON SCHEMA public FROM PUBLIC, …' END
     ], NULL) AS may
     FROM pg_catalog.pg_roles WHERE rolname = $1`,
    [role],
  );
  if (!found) throw new UnfitRole(role, ['there is no such role']);
  if (found.isOwner) return false;
  if (found.may.length > 0) throw new UnfitRole(role, found.may);
  return true;
};

/** As the owner: takes from the role whatever it was granted in the schema, and gives it what the schema's list says. */
export const grant = async (tx: Sql, { name, rights }: Schema, role: string): Promise<void> => {
  const to = quoted(role);
  const grants = Object.entries(withSteps(rights)).map(
    ([table, more]) => `GRANT ${['SELECT', ...more].join(', ')} ON ${name}.${table} TO ${to}`,
  );
  await tx.query(
    [
      `REVOKE ALL ON SCHEMA ${name} FROM ${to}`,
      `REVOKE ALL ON ALL TABLES IN SCHEMA ${name} FROM ${to}`,
      `REVOKE ALL ON ALL SEQUENCES IN SCHEMA ${name} FROM ${to}`,
      `GRANT USAGE ON SCHEMA ${name} TO ${to}`,
      ...grants,
    ].join('; '),
  );
};

/** @throws UnfitRole when the role owns something in the schema, or has a right by some other way than `grant` */
export const expectNoMore = async (tx: Sql, { name, rights }: Schema, role: string): Promise<void> => {
  const owned = await tx.query<{ what: string }>(OWNED, [name, role]);
  const held = await tx.query<{ table: string; right: string }>(HELD, [name, role]);
  const listed: Readonly<Record<string, readonly string[]>> = withSteps(rights);
  const extra = held.filter(({ table, right }) => right !== 'SELECT' && !listed[table]?.includes(right));
  const faults = [
    ...owned.map(({ what }) => `it owns ${what}: REASSIGN OWNED BY ${role} TO its owner`),
    ...extra.map(
      ({ table, right }) => `${right} on ${name}.${table}, granted to PUBLIC or to a role that it belongs to`,
    ),
  ];
  if (faults.length > 0) throw new UnfitRole(role, faults);
};

const withSteps = (rights: Rights): Rights => ({ migrations: [], ...rights });

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

const OWNED = `
  SELECT 'the schema ' || nspname AS what FROM pg_catalog.pg_namespace
    WHERE nspname = $1 AND pg_has_role($2::name, nspowner, 'MEMBER')
  UNION ALL
  SELECT nspname || '.' || relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = relnamespace
    WHERE nspname = $1 AND relkind IN ('r', 'p', 'v', 'm', 'S') AND pg_has_role($2::name, relowner, 'MEMBER')
  UNION ALL
  SELECT 'the function ' || nspname || '.' || proname FROM pg_catalog.pg_proc JOIN pg_catalog.pg_namespace n ON n.oid = pronamespace
    WHERE nspname = $1 AND pg_has_role($2::name, proowner, 'MEMBER')
  ORDER BY 1`;

const HELD = `
  SELECT relname AS table, "right" FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = relnamespace,
    unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) AS "right"
  WHERE nspname = $1 AND relkind IN ('r', 'p', 'v', 'm') AND (has_table_privilege($2::name, c.oid, "right")
    OR "right" IN ('INSERT', 'UPDATE', 'REFERENCES') AND has_any_column_privilege($2::name, c.oid, "right"))
  ORDER BY 1, 2`;
