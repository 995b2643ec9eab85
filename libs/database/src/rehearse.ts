import type { Database, Sql } from './database.js';

/** Does work in a transaction and undoes it: the answer is the one it would have given, and nothing has changed. */
export const rehearse = async <T>(database: Database, work: (tx: Sql) => Promise<T>): Promise<T> => {
  const done: T[] = [];
  const undo = new Error('a rehearsal is undone');
  await database
    .transaction(async (tx) => {
      done.push(await work(tx));
      throw undo;
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });
  return done[0] as T;
};
