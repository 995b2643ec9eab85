import { expect, it } from '@jest/globals';
import { PgDatabase, PgliteDatabase, migrate } from '@lib/database';
import { instant } from '@lib/kernel';
import { realPostgres } from '../../../test/support/postgres.js';
import { freshStreams, noted } from './contract/fixtures.js';
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

it('tells every instant as it was recorded, with its milliseconds', async () => {
  const database = await PgliteDatabase.open();
  await migrate(database, 'event_store', eventStoreMigrations);
  const store = new PostgresEventStore(database);
  const { named } = freshStreams();
  const instants = ['00.000', '00.100', '00.120', '00.123', '59.001'].map((at) => instant(`2020-10-01T07:00:${at}Z`));
  const [first, ...more] = instants.map((recordedAt) => noted('', { recordedAt }));
  await store.append(named('instants'), 'no-stream', [first!, ...more]);
  expect((await store.read(named('instants'))).map(({ recordedAt }) => recordedAt)).toEqual(instants);
  await store.close();
  await database.close();
});
