import type { Database } from './database.js';

/** One step of a schema's history. Released steps never change; a new step is added at the end. */
export type Migration = { readonly name: string; readonly sql: string };

/** Brings `schema` to its last step; several processes may start at once. Each step is applied whole or not at all. */
export const migrate = async (database: Database, schema: string, migrations: readonly Migration[]): Promise<void> => {
  await database.transaction(async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`migrate ${schema}`]);
    await tx.query(
      `CREATE SCHEMA IF NOT EXISTS ${schema};
       CREATE TABLE IF NOT EXISTS ${schema}.migrations (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())`,
    );
    const done = new Set(
      (await tx.query<{ name: string }>(`SELECT name FROM ${schema}.migrations`)).map((row) => row.name),
    );
    for (const { name, sql } of migrations) {
      if (done.has(name)) continue;
      await tx.query(sql);
      await tx.query(`INSERT INTO ${schema}.migrations (name) VALUES ($1)`, [name]);
    }
  });
};
