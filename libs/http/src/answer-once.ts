import { askerNow } from '@lib/actor';
import { createHash, createHmac } from 'node:crypto';
import { leaveToCommit, type Database, type Length, type Sql } from '@lib/database';
import type { FastifyReply } from 'fastify';
import type { Asked } from './idempotency-key.js';
import { OPEN } from './idempotency-keys.table.js';
import { ProblemError, type Fault } from './problem.js';

export type Answer = {
  readonly status: number;
  readonly body: unknown;
  /** For whoever sends the answer the first time: it is not kept under the key. */
  readonly beside?: unknown;
};

/**
 * Does the work of a key once and answers it for ever. Work and answer are one transaction. A refusal (a ProblemError
 * below 500) undoes what the work had written and is the answer of the key from then on; whatever is worth another try
 * with the same key must be thrown as 5xx.
 * @throws ProblemError 409 `idempotency-in-progress`, 422 `idempotency-key-reused`, or the refusal, the first time and every time after
 */
export const answerOnce = async (
  database: Database,
  schema: string,
  asked: Asked,
  work: (tx: Sql) => Promise<Answer>,
  length?: Length,
): Promise<Answer & { readonly hit: boolean }> => {
  const once = onceOf(schema, asked);
  let refusal: ProblemError | undefined;
  const attempt = (): Promise<Answer & { readonly hit: boolean }> =>
    database.transaction(async (tx) => {
      const [known] = await claimEach(tx, schema, [once]);
      if (known instanceof ProblemError) throw known;
      if (known) return { ...known, hit: true };
      const answer = await work(tx).catch((error: unknown) => {
        if (error instanceof ProblemError && error.status < 500) refusal = error;
        throw error;
      });
      await storeEach(tx, schema, [{ once, outcome: answer }]);
      return { ...answer, hit: false };
    }, length);
  try {
    // Whoever was answered while this one claimed the key is seen the second time.
    return await attempt().catch((error: unknown) => {
      if (isAnsweredMeanwhile(error)) return attempt();
      throw error;
    });
  } catch (error) {
    if (!refusal || error !== refusal) throw error;
  }
  return remember(database, once, refusal);
};

/** What is done for several requests in one transaction. */
export type WorkForEach<Seen> = {
  /**
   * What is locked and read for all of them, before it is known which have their answers already: sent together with the look at
   * their keys. It changes nothing.
   */
  readonly look: (tx: Sql) => Promise<Seen>;
  /**
   * Those whose keys have no answer yet, by their index: an answer or a refusal (a ProblemError below 500) for each of them.
   * What is refused has written nothing.
   */
  readonly work: (tx: Sql, open: readonly number[], seen: Seen) => Promise<readonly (Answer | ProblemError)[]>;
};

/** `answerOnce` for several requests in one transaction, no two of one key. Resolves to the outcome of every request. */
export const answerEachOnce = <Seen>(
  database: Database,
  schema: string,
  many: readonly Once[],
  { look, work }: WorkForEach<Seen>,
): Promise<readonly ((Answer & { readonly hit: boolean }) | ProblemError)[]> =>
  database.transaction(
    async (tx) => {
      const [known, seen] = await Promise.all([claimEach(tx, schema, many), look(tx)]);
      const open = known.flatMap((answer, index) => (answer === undefined ? [index] : []));
      const outcomes = open.length > 0 ? await work(tx, open, seen) : [];
      for (const outcome of outcomes) if (outcome instanceof ProblemError && outcome.status >= 500) throw outcome;
      const done = new Map(open.map((index, place) => [index, outcomes[place]]));
      await storeEach(
        tx,
        schema,
        many.flatMap((once, index) => {
          const outcome = done.get(index);
          return outcome ? [{ once, outcome }] : [];
        }),
      );
      return known.map((answer, index) => {
        if (answer instanceof ProblemError) return answer;
        if (answer) return { ...answer, hit: true };
        const outcome = done.get(index);
        if (!outcome) throw new TypeError('a request was not worked on');
        return outcome instanceof ProblemError ? outcome : { ...outcome, hit: false };
      });
    },
    'usual',
    'with reads',
  );

/**
 * `answerOnce` for work that cannot share a database transaction and may be repeated. The key is claimed for its
 * content first, so that no other content is ever worked on under it; then the work is done; then its answer is kept.
 * Work that fails gives its claim back, and the claim of a process that died is free after ten seconds: the next request
 * with the same content does the work again. A `passing` answer may be pruned: after it the key is new, so it is for work
 * that does no harm when it is done a second time much later.
 * @throws ProblemError 409 `idempotency-in-progress`, 422 `idempotency-key-reused`, or the refusal, the first time and every time after
 */
export const answerRepeatable = async (
  database: Database,
  schema: string,
  asked: Asked,
  work: () => Promise<Answer>,
  { passing = false }: { readonly passing?: boolean } = {},
): Promise<Answer & { readonly hit: boolean }> => {
  const once = onceOf(schema, asked);
  const { key } = once;
  const [claimed] = await database.query<{ at: string }>(
    `INSERT INTO ${schema}.idempotency_keys AS known (client, key, request_hash, status, answer, passing)
     SELECT $3, $1, $2, ${OPEN}, 'null', $4
     WHERE NOT EXISTS (SELECT FROM ${schema}.idempotency_keys WHERE client = $3 AND key = $5)
     ON CONFLICT (client, key) DO UPDATE SET answered_at = now()
       WHERE known.status = ${OPEN} AND known.request_hash = excluded.request_hash
         AND known.answered_at < now() - interval '${CLAIM_SECONDS} seconds'
     RETURNING answered_at::text AS at`,
    [key, once.requestHash, once.client, passing, once.plain.key],
  );
  if (!claimed) {
    const known = await answered(database, once);
    if (!known) throw new ProblemError(409, 'idempotency-in-progress');
    return { ...known, hit: true };
  }
  const outcome = await work().catch((error: unknown) => {
    if (error instanceof ProblemError && error.status < 500) return error;
    return new Failed(error);
  });
  if (outcome instanceof Failed) {
    // Still for this content only, and free for the next who asks. Where that is not heard either, the claim ends by itself.
    await database
      .query(
        `UPDATE ${schema}.idempotency_keys SET answered_at = 'epoch'
         WHERE client = $1 AND key = $2 AND status = ${OPEN} AND answered_at = $3::timestamptz`,
        [once.client, key, claimed.at],
      )
      .catch(() => undefined);
    throw outcome.cause;
  }
  const stored = outcome instanceof ProblemError ? refusalOf(outcome) : { body: outcome.body ?? null };
  await database.query(
    `UPDATE ${schema}.idempotency_keys SET status = $2, answer = $3::json, answered_at = now()
     WHERE client = $4 AND key = $1 AND status = ${OPEN}`,
    [key, outcome.status, JSON.stringify(stored), once.client],
  );
  if (outcome instanceof ProblemError) throw outcome;
  return { ...outcome, hit: false };
};

/** Sends an answer; a repeated one is marked `Idempotency-Hit: true`. */
export const sendAnswer = (reply: FastifyReply, answer: Answer & { readonly hit?: boolean }): void => {
  void reply.status(answer.status);
  if (answer.hit) void reply.header('idempotency-hit', 'true');
  void reply.send(answer.body);
};

class Failed {
  constructor(readonly cause: unknown) {}
}

const CLAIM_SECONDS = 10;

export type Once = Stamp & {
  readonly schema: string;
  readonly client: string;
  /** How versions before stored it. */
  readonly plain: Stamp;
};
type Stamp = { readonly key: string; readonly requestHash: string };
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
      await storeEach(tx, once.schema, [{ once, outcome: refusal }]);
      return refusal;
    })
    .then((outcome) => {
      if (outcome instanceof ProblemError) throw outcome;
      return outcome;
    });

const refusalOf = ({ reason, extensions, faults }: ProblemError): Stored => ({ reason, extensions, faults });

const lockName = ({ schema, client, key }: Once): string => `${schema} idempotency ${client} ${key}`;

/**
 * Makes keys ours until the end of the transaction. Resolves, for each, to the answer that it has, if any, or to why it
 * cannot be worked on: 409 `idempotency-in-progress`, 422 `idempotency-key-reused`, the refusal that it has. Each key is found
 * by itself: joined with all of them the planner may read every key that a client has ever used. An answer that is given between the statement's look at the table and its lock is not seen; then the table refuses ours.
 */
const claimEach = async (
  tx: Sql,
  schema: string,
  many: readonly Once[],
): Promise<readonly (Answer | ProblemError | undefined)[]> => {
  const rows = await tx.query<{ n: number; locked: boolean } & (KeyRow | { readonly key: null })>(
    `SELECT m.n, pg_try_advisory_xact_lock(hashtextextended(m.lock, 0)) AS locked, k.key, k.request_hash, k.status, k.answer
     FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) WITH ORDINALITY AS m (lock, client, key, plain, n)
     LEFT JOIN LATERAL (
       SELECT * FROM (
         SELECT * FROM ${schema}.idempotency_keys WHERE client = m.client AND key = m.key
         UNION ALL SELECT * FROM ${schema}.idempotency_keys WHERE client = m.client AND key = m.plain
       ) either LIMIT 1
     ) k ON true`,
    [
      many.map(lockName),
      many.map(({ client }) => client),
      many.map(({ key }) => key),
      many.map(({ plain }) => plain.key),
    ],
  );
  const byPlace = new Map(rows.map((row) => [row.n, row]));
  return many.map((once, index) => {
    const row = byPlace.get(index + 1);
    if (!row?.locked) return new ProblemError(409, 'idempotency-in-progress');
    return row.key === null ? undefined : answerIn(row, once);
  });
};

const isAnsweredMeanwhile = (error: unknown): boolean => {
  const { code, constraint } = error as { readonly code?: unknown; readonly constraint?: unknown };
  return code === '23505' && constraint === 'idempotency_keys_pkey';
};

const answered = async (tx: Sql, once: Once): Promise<Answer | undefined> => {
  const { schema, client, key, plain } = once;
  const [row] = await tx.query<KeyRow>(
    `SELECT key, request_hash, status, answer FROM ${schema}.idempotency_keys WHERE client = $1 AND key IN ($2, $3)`,
    [client, key, plain.key],
  );
  const known = row && answerIn(row, once);
  if (known instanceof ProblemError) throw known;
  return known;
};

type KeyRow = {
  readonly key: string;
  readonly request_hash: string;
  readonly status: number;
  readonly answer: Stored;
};

const answerIn = (row: KeyRow, { plain, requestHash: present }: Once): Answer | ProblemError | undefined => {
  const requestHash = row.key === plain.key ? plain.requestHash : present;
  if (row.status === OPEN && row.request_hash === requestHash) return undefined;
  if (row.request_hash !== requestHash) return new ProblemError(422, 'idempotency-key-reused');
  if ('body' in row.answer) return { status: row.status, body: row.answer.body };
  return new ProblemError(row.status, row.answer.reason, row.answer.extensions, row.answer.faults, true);
};

const storeEach = async (
  tx: Sql,
  schema: string,
  many: readonly { readonly once: Once; readonly outcome: Answer | ProblemError }[],
): Promise<void> => {
  if (many.length === 0) return;
  const stored = many.map(({ outcome }) =>
    JSON.stringify(outcome instanceof ProblemError ? refusalOf(outcome) : { body: outcome.body ?? null }),
  );
  const statement = tx.query(
    `INSERT INTO ${schema}.idempotency_keys (client, key, request_hash, status, answer)
     SELECT m.client, m.key, m.request_hash, m.status, m.answer::json
     FROM unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::text[]) AS m (client, key, request_hash, status, answer)`,
    [
      many.map(({ once }) => once.client),
      many.map(({ once }) => once.key),
      many.map(({ once }) => once.requestHash),
      many.map(({ outcome }) => outcome.status),
      stored,
    ],
  );
  await leaveToCommit(statement);
};

/** What a request is kept under. Of the key its hash alone, also of what was asked under it. */
export const onceOf = (schema: string, { key, request: { method, path, body } }: Asked): Once => {
  const request = `${method} ${path}\n${canonical(body)}`;
  return {
    schema,
    client: askerNow(),
    key: `sha256:${createHash('sha256').update(key).digest('hex')}`,
    requestHash: createHmac('sha256', key).update(request).digest('hex'),
    plain: { key, requestHash: createHash('sha256').update(request).digest('hex') },
  };
};

// The order of keys is not content: two clients that write the same object differently mean the same.
const canonical = (value: unknown): string => {
  if (value === undefined) return '';
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  // `readJson` reads a number that it cannot hold as NaN, which is not the same content as null.
  if (Number.isNaN(value)) return 'NaN';
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`;
};
