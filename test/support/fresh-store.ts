import { access, cp, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FreshDatabase, PgDatabase, PgliteDatabase } from '@lib/database';
import { tempFolder } from './temp-folder.js';

/** What the workers of a run of jest have in common; nothing else has them. */
const { TEST_FOLDER, TEST_DATABASE_URL } = process.env;

/** A data folder with an empty database in it: a copy of one that a run makes once, for that takes seconds. */
export const freshStore = async (): Promise<string> => {
  const folder = await tempFolder();
  await fill(folder);
  return folder;
};

/** An empty database in this process; its folder is gone when it is closed. */
export const freshPglite = async (): Promise<PgliteDatabase> => {
  const folder = await mkdtemp(join(TEST_FOLDER ?? tmpdir(), 'database-'));
  await fill(folder);
  const database = await PgliteDatabase.open(folder);
  const close = database.close.bind(database);
  return Object.assign(database, {
    close: async () => {
      await close();
      await rm(folder, { recursive: true, force: true });
    },
  });
};

/** An empty database on the server of the run; it is gone when it is closed. */
export const freshPostgres = async (): Promise<PgDatabase> => {
  if (TEST_DATABASE_URL === undefined) throw new Error('no PostgreSQL was started for this run');
  const made = await FreshDatabase.create(TEST_DATABASE_URL, 'test');
  const database = new PgDatabase(made.url);
  const close = database.close.bind(database);
  return Object.assign(database, {
    close: async () => {
      await close();
      await made.drop();
    },
  });
};

/** Outside a run the folder stays as it is: who opens it makes the database. */
const fill = async (folder: string): Promise<void> => {
  if (TEST_FOLDER !== undefined) await cp(await emptyStore(join(TEST_FOLDER, 'empty')), folder, { recursive: true });
};

const emptyStore = async (store: string): Promise<string> => {
  const isThere = await access(store).then(
    () => true,
    () => false,
  );
  if (isThere) return store;
  const own = await mkdtemp(`${store}-`);
  await (await PgliteDatabase.open(own)).close();
  // Refused when another worker was faster.
  await rename(own, store).catch(() => undefined);
  return store;
};
