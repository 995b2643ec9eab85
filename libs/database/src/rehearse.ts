import { allSent, type Database, type Sql } from './database.js';
import type { Length } from './limits.js';

/** Does work in a transaction and undoes it: the answer is the one it would have given, and nothing has changed. */
export const rehearse = async <T>(database: Database, work: (tx: Sql) => Promise<T>, length?: Length): Promise<T> => {
  const done: T[] = [];
  const undo = new Error('a rehearsal is undone');
  await database
    .transaction(async (tx) => {
      done.push(await work(tx));
      await allSent();
      throw undo;
    }, length)
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });
  return done[0] as T;
};
