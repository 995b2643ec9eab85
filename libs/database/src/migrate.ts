import type { Database } from './database.js';

/** One step of a schema's history. Released steps never change; a new step is added at the end. */
export type Migration = { readonly name: string; readonly sql: string };

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

/**
 * Brings `schema` to its last step; several processes may start at once. Each step is applied whole or not at all.
 * @returns the steps by which a schema that was there before has been upgraded
 * @throws DatabaseIsNewer
 */
export const migrate = async (
  database: Database,
  schema: string,
  migrations: readonly Migration[],
): Promise<readonly string[]> =>
  database.transaction(async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`migrate ${schema}`]);
    await tx.query(
      `CREATE SCHEMA IF NOT EXISTS ${schema};
       CREATE TABLE IF NOT EXISTS ${schema}.migrations (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())`,
    );
    const done = new Set(
      (await tx.query<{ name: string }>(`SELECT name FROM ${schema}.migrations`)).map((row) => row.name),
    );
    const known = new Set(migrations.map(({ name }) => name));
    const unknown = [...done].filter((name) => !known.has(name));
    if (unknown.length > 0) throw new DatabaseIsNewer(schema, unknown);
    const missing = migrations.filter(({ name }) => !done.has(name));
    for (const { name, sql } of missing) {
      await tx.query(sql);
      await tx.query(`INSERT INTO ${schema}.migrations (name) VALUES ($1)`, [name]);
    }
    return done.size === 0 ? [] : missing.map(({ name }) => name);
  }, 'long');
