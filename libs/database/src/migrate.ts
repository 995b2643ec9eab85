import type { Database, Sql } from './database.js';
import { expectNoMore, grant } from './roles.js';
import type { Migration, Schema } from './schema.js';

/** The database has been brought further than this program knows. It is left alone: nothing is ever taken back. */
export class DatabaseIsNewer extends Error {
  constructor(schema: string, unknown: readonly string[]) {
    super(
      `The database was made by another version of the software: in ${schema} this one does not know ${unknown.join(', ')}. ` +
        'Start that version, or a copy of the database from before its upgrade.',
    );
    this.name = 'DatabaseIsNewer';
  }
}

/** The database lacks what this program needs, and the role of this program is not the one that may make it. */
export class SchemaIsBehind extends Error {
  constructor(schema: string, lack: string, options?: ErrorOptions) {
    super(
      `The database is not ready for this version: in ${schema} ${lack}. ` +
        'Run the migration as the owner of the tables (npm run migrate, deploy/README.md), then start this again.',
      options,
    );
    this.name = 'SchemaIsBehind';
  }
}

/**
 * Brings `schema` to its last step; several processes may start at once. Each step is applied whole or not at all. A role
 * that owns nothing may call it where nothing is missing.
 * @returns the steps by which a schema that was there before has been upgraded
 * @throws DatabaseIsNewer, SchemaIsBehind
 */
export const migrate = async (
  database: Database,
  schema: string,
  migrations: readonly Migration[],
): Promise<readonly string[]> => {
  if ((await missingSteps(database, schema, migrations)).length === 0) return [];
  return database.transaction((tx) => apply(tx, schema, migrations), 'long');
};

/**
 * As the owner: brings a schema to its last step and gives the role what the service may do there, and no more, at one
 * stroke. @returns as `migrate` @throws DatabaseIsNewer, UnfitRole
 */
export const migrateFor = (role: string, database: Database, schema: Schema): Promise<readonly string[]> =>
  database.transaction(async (tx) => {
    const upgraded = await apply(tx, schema.name, schema.migrations);
    await grant(tx, schema, role);
    await expectNoMore(tx, schema, role);
    return upgraded;
  }, 'long');

/** Changes nothing. @throws DatabaseIsNewer, SchemaIsBehind */
export const expectMigrated = async (sql: Sql, { name, migrations }: Schema): Promise<void> => {
  const missing = await missingSteps(sql, name, migrations);
  if (missing.length > 0) throw new SchemaIsBehind(name, `${missing.map((step) => step.name).join(', ')} is missing`);
};

const missingSteps = async (
  sql: Sql,
  schema: string,
  migrations: readonly Migration[],
): Promise<readonly Migration[]> => {
  const done = new Set(
    await stepsTaken(sql, schema).catch((error: unknown) => {
      if (!isDenied(error)) throw error;
      throw new SchemaIsBehind(schema, 'the role of this program may read nothing', { cause: error });
    }),
  );
  const known = new Set(migrations.map(({ name }) => name));
  const unknown = [...done].filter((name) => !known.has(name));
  if (unknown.length > 0) throw new DatabaseIsNewer(schema, unknown);
  return migrations.filter(({ name }) => !done.has(name));
};

/** Undefined where the schema is not there. */
const stepsTaken = async (sql: Sql, schema: string): Promise<readonly string[] | undefined> => {
  const [there] = await sql.query(
    "SELECT 1 FROM pg_catalog.pg_tables WHERE schemaname = $1 AND tablename = 'migrations'",
    [schema],
  );
  if (!there) return undefined;
  return (await sql.query<{ name: string }>(`SELECT name FROM ${schema}.migrations`)).map(({ name }) => name);
};

const apply = async (tx: Sql, schema: string, migrations: readonly Migration[]): Promise<readonly string[]> => {
  await tx.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`migrate ${schema}`]);
  const missing = await missingSteps(tx, schema, migrations);
  try {
    if (missing.length === migrations.length)
      await tx.query(
        `CREATE SCHEMA IF NOT EXISTS ${schema};
         CREATE TABLE IF NOT EXISTS ${schema}.migrations (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())`,
      );
    for (const { name, sql } of missing) {
      await tx.query(sql);
      await tx.query(`INSERT INTO ${schema}.migrations (name) VALUES ($1)`, [name]);
    }
  } catch (error) {
    if (!isDenied(error)) throw error;
    const names = missing.map(({ name }) => name).join(', ');
    throw new SchemaIsBehind(schema, `${names} is missing, and the role of this program may not make it`, {
      cause: error,
    });
  }
  return missing.length === migrations.length ? [] : missing.map(({ name }) => name);
};

const isDenied = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === '42501';
