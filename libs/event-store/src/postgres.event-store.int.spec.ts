import { PgDatabase, PgliteDatabase, migrate } from '@lib/database';
import { realPostgres } from '../../../test/support/postgres.js';
import { PostgresEventStore } from './postgres.event-store.js';
import { eventStoreMigrations } from './postgres.schema.js';
import { eventStoreContract } from './testing.js';

eventStoreContract('PostgresEventStore on PGlite', async () => {
  const database = await PgliteDatabase.open();
  await migrate(database, 'event_store', eventStoreMigrations);
  return {
    store: new PostgresEventStore(database),
    another: async () => new PostgresEventStore(database),
    close: () => database.close(),
  };
});

eventStoreContract('PostgresEventStore on a server', async () => {
  const server = await realPostgres();
  const url = await server.createDatabase();
  const databases: PgDatabase[] = [];
  const another = async (): Promise<PostgresEventStore> => {
    const database = new PgDatabase(url);
    databases.push(database);
    await migrate(database, 'event_store', eventStoreMigrations);
    return new PostgresEventStore(database);
  };
  return {
    store: await another(),
    another,
    close: async () => {
      await Promise.all(databases.map((database) => database.close()));
      await server.stop();
    },
  };
});
