/**
 * How long work on a server may take, in milliseconds. The server keeps to the limits too: a process that hangs must not
 * hold what the others wait for.
 */
export type Limits = {
  /** To get a connection. */
  readonly connectMs: number;
  /** One statement. */
  readonly statementMs: number;
  /** To get a lock that another transaction holds. */
  readonly lockMs: number;
  /** Between two statements of a transaction, with whatever it has locked. */
  readonly idleMs: number;
  /** One statement, or one lock, of long work: a migration, an import. And any transaction, where the server knows that limit (17). */
  readonly longMs: number;
};

export const LIMITS: Limits = {
  connectMs: 10_000,
  statementMs: 30_000,
  lockMs: 10_000,
  idleMs: 15_000,
  longMs: 900_000,
};

/** Work that may take long is told apart from work that should not. */
export type Length = 'usual' | 'long';

/** Importing parts of a big file, or sealing its rows, takes this process a while between two statements. */
const LONG_IDLE_MS = 60_000;

/** How long this process waits for an answer: a little longer than the server, which knows better what has happened. */
export const answerWithinMs = (limits: Limits, length: Length): number =>
  (length === 'long' ? limits.longMs : limits.statementMs) + GRACE_MS;

const GRACE_MS = 2_000;

/**
 * The beginning of a transaction, with everything it relies on: behind a pooler it may be the only thing that this
 * process decides about its session. Whether writes are refused stays the server's word.
 */
export const begin = (limits: Limits, length: Length): string =>
  [
    'BEGIN ISOLATION LEVEL READ COMMITTED, NOT DEFERRABLE',
    ...Object.entries(serverLimits(limits, length)).map(([name, ms]) => `SET LOCAL ${name} = ${ms}`),
  ].join('; ');

/** The limits by the names the server has for them. */
export const serverLimits = (
  { statementMs, lockMs, idleMs, longMs }: Limits,
  length: Length,
): Readonly<Record<string, number>> => ({
  statement_timeout: length === 'long' ? longMs : statementMs,
  lock_timeout: length === 'long' ? longMs : lockMs,
  idle_in_transaction_session_timeout: length === 'long' ? Math.max(idleMs, LONG_IDLE_MS) : idleMs,
});
