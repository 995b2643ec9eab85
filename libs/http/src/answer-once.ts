import { createHash } from 'node:crypto';
import type { Database, Migration, Sql } from '@lib/database';
import type { FastifyReply } from 'fastify';
import type { RequestContent } from './idempotency-key.js';
import { ProblemError, type Fault } from './problem.js';

export type Answer = { readonly status: number; readonly body: unknown };

/** The table of answers given; kept for ever, because a key means one thing for ever. */
export const idempotencyMigration = (schema: string): Migration => ({
  name: 'idempotency-keys',
  sql: `CREATE TABLE ${schema}.idempotency_keys (
    key text PRIMARY KEY,
    request_hash text NOT NULL,
    status integer NOT NULL,
    answer json NOT NULL,
    answered_at timestamptz NOT NULL DEFAULT now()
  )`,
});

/**
 * Does the work of a key once and answers it for ever. Work and answer are one transaction. A refusal (a ProblemError
 * below 500) undoes what the work had written and is the answer of the key from then on; whatever is worth another try
 * with the same key must be thrown as 5xx.
 * @throws ProblemError 409 `idempotency-in-progress`, 422 `idempotency-key-reused`, or the refusal, the first time and every time after
 */
export const answerOnce = async (
  database: Database,
  schema: string,
  { key, request }: { readonly key: string; readonly request: RequestContent },
  work: (tx: Sql) => Promise<Answer>,
): Promise<Answer & { readonly hit: boolean }> => {
  const once: Once = { schema, key, requestHash: hashOf(request) };
  let refusal: ProblemError | undefined;
  try {
    return await database.transaction(async (tx) => {
      if (!(await lock(tx, once))) throw new ProblemError(409, 'idempotency-in-progress');
      const known = await answered(tx, once);
      if (known) return { ...known, hit: true };
      const answer = await work(tx).catch((error: unknown) => {
        if (error instanceof ProblemError && error.status < 500) refusal = error;
        throw error;
      });
      await store(tx, once, answer.status, { body: answer.body ?? null });
      return { ...answer, hit: false };
    });
  } catch (error) {
    if (!refusal || error !== refusal) throw error;
  }
  return remember(database, once, refusal);
};

/**
 * The answer that a key has already, for work that cannot share the transaction of `answerOnce`: ask first, do work
 * that may be repeated, then let `answerOnce` keep its answer.
 * @throws ProblemError 422 `idempotency-key-reused`, or the refusal that was the answer
 */
export const answeredBefore = async (
  database: Sql,
  schema: string,
  { key, request }: { readonly key: string; readonly request: RequestContent },
): Promise<(Answer & { readonly hit: true }) | undefined> => {
  const known = await answered(database, { schema, key, requestHash: hashOf(request) });
  return known && { ...known, hit: true };
};

/** Sends an answer; a repeated one is marked `Idempotency-Hit: true`. */
export const sendAnswer = (reply: FastifyReply, answer: Answer & { readonly hit?: boolean }): void => {
  void reply.status(answer.status);
  if (answer.hit) void reply.header('idempotency-hit', 'true');
  void reply.send(answer.body);
};

type Once = { readonly schema: string; readonly key: string; readonly requestHash: string };
type Stored =
  | { readonly body: unknown }
  | { readonly reason: string; readonly extensions: Record<string, unknown>; readonly faults: readonly Fault[] };

// The lock is let go with the transaction that was rolled back; whoever came between has answered the key already.
const remember = (database: Database, once: Once, refusal: ProblemError): Promise<Answer & { readonly hit: boolean }> =>
  database
    .transaction(async (tx) => {
      await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [lockName(once)]);
      const known = await answered(tx, once);
      if (known) return { ...known, hit: true };
      const { status, reason, extensions, faults } = refusal;
      await store(tx, once, status, { reason, extensions, faults });
      return refusal;
    })
    .then((outcome) => {
      if (outcome instanceof ProblemError) throw outcome;
      return outcome;
    });

const lockName = ({ schema, key }: Once): string => `${schema} idempotency ${key}`;

const lock = async (tx: Sql, once: Once): Promise<boolean> => {
  const [row] = await tx.query<{ locked: boolean }>(
    'SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS locked',
    [lockName(once)],
  );
  return row?.locked === true;
};

const answered = async (tx: Sql, { schema, key, requestHash }: Once): Promise<Answer | undefined> => {
  const [row] = await tx.query<{ request_hash: string; status: number; answer: Stored }>(
    `SELECT request_hash, status, answer FROM ${schema}.idempotency_keys WHERE key = $1`,
    [key],
  );
  if (!row) return undefined;
  if (row.request_hash !== requestHash) throw new ProblemError(422, 'idempotency-key-reused');
  if ('body' in row.answer) return { status: row.status, body: row.answer.body };
  throw new ProblemError(row.status, row.answer.reason, row.answer.extensions, row.answer.faults, true);
};

const store = async (tx: Sql, { schema, key, requestHash }: Once, status: number, stored: Stored): Promise<void> => {
  await tx.query(
    `INSERT INTO ${schema}.idempotency_keys (key, request_hash, status, answer) VALUES ($1, $2, $3, $4::json)`,
    [key, requestHash, status, JSON.stringify(stored)],
  );
};

const hashOf = ({ method, path, body }: RequestContent): string =>
  createHash('sha256')
    .update(`${method} ${path}\n${canonical(body)}`)
    .digest('hex');

// The order of keys is not content: two clients that write the same object differently mean the same.
const canonical = (value: unknown): string => {
  if (value === undefined) return '';
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`;
};
