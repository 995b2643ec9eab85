import { PgDatabase } from '@lib/database';
import { realPostgres } from '../support/postgres.js';

/** A database of a spec file, and what ends it. */
export const openTables = async (): Promise<{ url: string; database: PgDatabase; close: () => Promise<void> }> => {
  const server = await realPostgres();
  const url = await server.createDatabase();
  const database = new PgDatabase(url);
  return {
    url,
    database,
    close: async () => {
      await database.close();
      await server.stop();
    },
  };
};
