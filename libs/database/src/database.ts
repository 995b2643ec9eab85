import { AsyncLocalStorage } from 'node:async_hooks';
import type { Length } from './limits.js';

export type Row = Record<string, unknown>;

/** Something that runs SQL: a database or one transaction of it. Bigints come back as safe integers, dates as `YYYY-MM-DD`, instants as ISO strings. */
export type Sql = {
  query<R extends Row = Row>(text: string, values?: readonly unknown[]): Promise<readonly R[]>;
};

/** Puts a value beside the text of a statement and names its place there: `$1`. */
export type Bind = (value: unknown) => string;

/** Binds to the end of the values of a statement. */
export const bindTo =
  (values: unknown[]): Bind =>
  (value) =>
    `$${values.push(value)}`;

/** Whether a transaction waits for its beginning before the first statement. */
export type Beginning = 'by itself' | 'with reads';

/** PostgreSQL, as a server or in this process. The same SQL runs in both. */
export abstract class Database implements Sql {
  abstract query<R extends Row = Row>(text: string, values?: readonly unknown[]): Promise<readonly R[]>;
  /**
   * Commits when `work` resolves, rolls back when it rejects. Inside, use only `tx`: a query on the database itself throws.
   * What a server undoes because it met another's work is done again from the start.
   * @param beginning `with reads` where what is asked first changes nothing: it is sent together with the beginning
   * @param length `long` where a statement, or what this process does between two of them, may take minutes
   */
  abstract transaction<T>(work: (tx: Sql) => Promise<T>, length?: Length, beginning?: Beginning): Promise<T>;
  /**
   * Whether this code can run on it; says what an operator should know of.
   * @throws UnfitServer
   */
  abstract check(): Promise<void>;
  /** Rejects while what is to be written would be refused: nobody answers, the server is a standby, its disk is full. */
  abstract takesWrites(): Promise<void>;
  /**
   * Wakes whoever listens to the channel, in this process and in the others. Calls that come while one is under way are one
   * more together, so however many come, nobody waits and the server is told no more often than it answers. It may be lost.
   */
  abstract notify(channel: string): void;
  /** Calls back on every NOTIFY of the channel until the returned function is called. A wake-up, not a delivery: it may be lost. */
  abstract listen(channel: string, onNotify: () => void): Promise<() => Promise<void>>;
  abstract close(): Promise<void>;
}

type Transaction = {
  readonly database: Database;
  /** Statements that the commit waits for. */
  readonly sent: Promise<unknown>[];
  readonly afterCommit: (() => void)[];
};

const transactionOf = new AsyncLocalStorage<Transaction>();

// On one embedded connection such a query would wait for its own transaction for ever; on a pool it would
// silently run outside it. Both are bugs, so both fail at once.
export const refuseInsideTransaction = (database: Database): void => {
  if (transactionOf.getStore()?.database === database)
    throw new Error('this query runs inside a transaction but not through it: use tx');
};
/**
 * Runs a transaction, from its work to its commit; behind it, what was put off until then.
 * @param commit undefined where it is somebody else's
 */
export const insideTransaction = async <T>(
  database: Database,
  work: () => Promise<T>,
  commit?: () => Promise<unknown>,
): Promise<T> => {
  const transaction: Transaction = { database, sent: [], afterCommit: [] };
  const value = await transactionOf
    .run(transaction, work)
    // The statements behind one that failed fail as well, and say less.
    .catch(async (error: unknown) => Promise.all(transaction.sent).then(() => Promise.reject(asError(error))));
  const committed = commit?.();
  // Of a transaction in which a statement has failed the server commits nothing, and answers as if it had.
  await Promise.all([...transaction.sent, committed]);
  for (const put of transaction.afterCommit) put();
  return value;
};

export const asError = (cause: unknown): Error => (cause instanceof Error ? cause : new Error(String(cause)));

/**
 * Leaves a statement to the commit of its transaction, which waits for it and fails with it: what is sent next need not wait.
 * Outside of a transaction it is waited for here.
 */
export const leaveToCommit = async (statement: Promise<unknown>): Promise<void> => {
  const transaction = transactionOf.getStore();
  if (!transaction) return void (await statement);
  statement.catch(() => undefined);
  transaction.sent.push(statement);
};

/** Waits for what was left to the commit. @throws what it fails with */
export const allSent = async (): Promise<void> => {
  await Promise.all(transactionOf.getStore()?.sent ?? []);
};

/**
 * Puts something off until the transaction that this is called in has committed; it is forgotten with one that does not,
 * and where the process ends in between. Outside of one it is done at once.
 */
export const afterCommit = (work: () => void): void => {
  const transaction = transactionOf.getStore();
  if (transaction) transaction.afterCommit.push(work);
  else work();
};
/** Runs work that a transaction started but that does not belong to it. */
export const outsideTransaction = <T>(work: () => T): T => transactionOf.exit(work);

export const toSafeInteger = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a safe integer: ${text}`);
  return value;
};
export const toIsoInstant = (text: string): string => new Date(text).toISOString();

/** PostgreSQL type numbers whose default reading in JavaScript loses something. */
export const INT8 = 20;
export const DATE = 1082;
export const TIMESTAMPTZ = 1184;
