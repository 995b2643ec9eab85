import type { Within } from '@lib/access';
import type { Database, Sql } from '@lib/database';
import { addDays, backoffMs, derivedId, instant, type Actor, type CalendarDate, type Instant } from '@lib/kernel';
import type { LessonsReport } from '../lessons/lessons.commands.js';
import { destroyKeys, insertKeys } from '../vault/vault.store.js';
import type { WrappedKey } from '../vault/key-ring.js';
import {
  LOCKED_REST,
  afterTurn,
  atTurn,
  hasEnded,
  isTriedAgain,
  isWaitedFor,
  type Operation,
  type State,
} from './domain/bulk-job.js';

/** An item of a job as it is to be stored. */
export type NewItem =
  | { readonly applicationId: string }
  | { readonly report: LessonsReport }
  | { readonly childIndex: Uint8Array; readonly sealed: Uint8Array; readonly key: WrappedKey };

/** A job whose turn it is: what is done of it is done for who asked, as far as that reached then. */
export type Job = {
  readonly id: string;
  readonly operation: Operation;
  readonly dryRun: boolean;
  readonly actor: Actor;
  readonly reach: readonly Within[];
};

/** Until then it is known that who asked may do it; undefined: as long as the job lasts. */
export type Trust = { readonly trustedUntil: Date | undefined };

/** An item that has no outcome yet. */
export type OpenItem = {
  readonly index: number;
  readonly applicationId: string | null;
  readonly report: LessonsReport | null;
  readonly sealed: Uint8Array | null;
  /** Items of one lane are done in their order. */
  readonly lane: string;
  /** It has met what others hold locked, and its pause is not over. */
  readonly isResting: boolean;
};

/** Why an item was refused or failed, in codes. `status` is missing where it follows from the reason. */
export type Problem = {
  readonly status?: number;
  readonly reason: string;
  readonly extensions: Readonly<Record<string, unknown>>;
  readonly faults: readonly {
    readonly pointer: string;
    readonly code: string;
    readonly params?: Readonly<Record<string, string | number>>;
  }[];
};

/** What an item has come to. */
export type Settled =
  | {
      readonly outcome: 'ok';
      readonly result: Readonly<Record<string, unknown>>;
      readonly holderId?: string | undefined;
    }
  | { readonly outcome: 'refused' | 'failed'; readonly problem: Problem };

/** The id of an item: of its key while it is sealed, and of its problem. */
export const itemId = (job: string, index: number): string => derivedId('bulk item', job, index);

export const insertJob = async (
  tx: Sql,
  job: Job & Trust & { readonly askedBy: string; readonly items: readonly NewItem[] },
  now: Instant,
): Promise<void> => {
  const { id, operation, dryRun, actor, reach, trustedUntil, askedBy, items } = job;
  await tx.query(
    `INSERT INTO enrollment.bulk_jobs (id, operation, dry_run, state, asked_by, actor, reach, trusted_until, total, asked_at)
     VALUES ($1, $2, $3, 'waiting', $4, $5, $6, $7, $8, $9)`,
    [
      id,
      operation,
      dryRun,
      askedBy,
      JSON.stringify(actor),
      JSON.stringify(reach),
      trustedUntil ?? null,
      items.length,
      now,
    ],
  );
  await insertKeys(
    tx,
    items.flatMap((item, index) => ('key' in item ? [{ holderId: itemId(id, index), ...item.key }] : [])),
  );
  await tx.query(
    `INSERT INTO enrollment.bulk_items (job, index, application_id, report, child_index, sealed)
     SELECT $1, i.n - 1, i.application_id, i.report::json, i.child_index, i.sealed
     FROM unnest($2::uuid[], $3::text[], $4::bytea[], $5::bytea[]) WITH ORDINALITY
       AS i (application_id, report, child_index, sealed, n)`,
    [
      id,
      items.map((item) => ('applicationId' in item ? item.applicationId : null)),
      items.map((item) => ('report' in item ? JSON.stringify(item.report) : null)),
      items.map((item) => ('sealed' in item ? item.childIndex : null)),
      items.map((item) => ('sealed' in item ? item.sealed : null)),
    ],
  );
};

/** Counts the jobs of a login that have not ended, and keeps it from asking for others before the end of the transaction. */
export const lockedOpenOf = async (tx: Sql, askedBy: string): Promise<number> => {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`enrollment bulk jobs ${askedBy}`]);
  const [row] = await tx.query<{ open: number }>(
    `SELECT count(*) AS open FROM enrollment.bulk_jobs WHERE asked_by = $1 AND state IN ('waiting', 'running')`,
    [askedBy],
  );
  return row?.open ?? 0;
};

/** Whether it is known at this moment that who asked for a job may do it. By real time, as tokens end. */
const TRUSTED = '(j.trusted_until IS NULL OR j.trusted_until > clock_timestamp())';

/** Jobs that may be worked on, or are to be ended, the one first that has waited longest for its turn. */
export const openJobs = async (sql: Sql, count: number): Promise<readonly string[]> => {
  const rows = await sql.query<{ id: string }>(
    `SELECT id FROM enrollment.bulk_jobs j WHERE state IN ('waiting', 'running') AND (${TRUSTED} OR over_at < now())
     ORDER BY turn_at NULLS FIRST, number LIMIT $1`,
    [count],
  );
  return rows.map(({ id }) => id);
};

/** Begins the turn of a job; undefined where it has ended, or ends now because its day is over. */
export const beginTurn = (database: Database, id: string, now: Instant): Promise<Job | undefined> =>
  database.transaction(async (tx) => {
    const [job] = await tx.query<Job & { readonly state: State; readonly isOver: boolean }>(
      `SELECT id, operation, dry_run AS "dryRun", actor, reach, state, over_at < now() AS "isOver"
       FROM enrollment.bulk_jobs WHERE id = $1 FOR UPDATE`,
      [id],
    );
    if (!job || hasEnded(job.state)) return undefined;
    const state = atTurn(job.state, job.isOver);
    await tx.query(
      `UPDATE enrollment.bulk_jobs SET turn_at = clock_timestamp(), started_at = coalesce(started_at, $2) WHERE id = $1`,
      [id, hasEnded(state) ? null : now],
    );
    await moveJob(tx, id, state, now);
    return hasEnded(state) ? undefined : job;
  });

/** Ends a job that has nothing open any more. */
export const endTurn = (database: Database, id: string, now: Instant): Promise<void> =>
  database.transaction(async (tx) => {
    const [job] = await tx.query<{ state: State; hasOpen: boolean }>(
      `SELECT state, EXISTS (SELECT FROM enrollment.bulk_items i WHERE i.job = j.id AND i.outcome IS NULL) AS "hasOpen"
       FROM enrollment.bulk_jobs j WHERE id = $1 FOR UPDATE`,
      [id],
    );
    if (job) await moveJob(tx, id, afterTurn(job.state, job.hasOpen), now);
  });

/** Brings a locked job to a state. One that ends forgets who was to be registered. */
export const moveJob = async (tx: Sql, id: string, state: State, now: Instant): Promise<void> => {
  await tx.query(
    `UPDATE enrollment.bulk_jobs SET state = $2, ended_at = coalesce(ended_at, $3) WHERE id = $1 AND state <> $2`,
    [id, state, hasEnded(state) ? now : null],
  );
  if (!hasEnded(state)) return;
  const forgotten = await tx.query<{ index: number }>(
    `UPDATE enrollment.bulk_items SET sealed = NULL, child_index = NULL
     WHERE job = $1 AND outcome IS NULL AND sealed IS NOT NULL RETURNING index`,
    [id],
  );
  await destroyKeys(
    tx,
    forgotten.map(({ index }) => itemId(id, index)),
  );
};

/** The next items of a job that have no outcome, in their order. */
export const openItems = (sql: Sql, job: string, count: number): Promise<readonly OpenItem[]> =>
  sql.query<OpenItem>(
    `SELECT i.index, i.application_id AS "applicationId", i.report, i.sealed,
            coalesce(a.holder_id::text, i.application_id::text, encode(i.child_index, 'hex'), i.report->>'groupId') AS lane,
            i.rests_until IS NOT NULL AND i.rests_until > now() AS "isResting"
     FROM enrollment.bulk_items i LEFT JOIN enrollment.applications a ON a.id = i.application_id
     WHERE i.job = $1 AND i.outcome IS NULL ORDER BY i.index LIMIT $2`,
    [job, count],
  );

/** The open jobs of a login of which a later moment than this one is not known yet. */
export const trustedLessThan = (
  sql: Sql,
  askedBy: string,
  until: Date,
): Promise<readonly Pick<Job, 'id' | 'operation' | 'reach'>[]> =>
  sql.query(
    `SELECT id, operation, reach FROM enrollment.bulk_jobs
     WHERE asked_by = $1 AND state IN ('waiting', 'running') AND trusted_until < $2`,
    [askedBy, until],
  );

/** Who asked for a job has come again, and may do so much of it. */
export const trustJob = async (sql: Sql, id: string, reach: readonly Within[], until: Date): Promise<void> => {
  await sql.query(
    `UPDATE enrollment.bulk_jobs SET trusted_until = $3, reach = $2
     WHERE id = $1 AND state IN ('waiting', 'running') AND trusted_until < $3`,
    [id, JSON.stringify(reach), until],
  );
};

/**
 * Makes an item ours until the end of the transaction; false where it has an outcome by now, its job has ended, or it is no
 * longer known that who asked may do it.
 */
export const lockOpenItem = async (tx: Sql, job: string, index: number): Promise<boolean> => {
  const rows = await tx.query(
    `SELECT 1 FROM enrollment.bulk_items i JOIN enrollment.bulk_jobs j ON j.id = i.job
     WHERE i.job = $1 AND i.index = $2 AND i.outcome IS NULL AND j.state = 'running' AND ${TRUSTED} FOR UPDATE OF i`,
    [job, index],
  );
  return rows.length > 0;
};

/** Writes the outcome of a locked item. Who it was about is forgotten. */
export const settleItem = async (tx: Sql, job: string, index: number, settled: Settled): Promise<void> => {
  const { outcome, result, holderId, problem } = { result: null, holderId: null, problem: null, ...settled };
  const [item] = await tx.query<{ wasSealed: boolean }>(
    `UPDATE enrollment.bulk_items i SET outcome = $3, result = $4, problem = $5, holder_id = $6, sealed = NULL,
       child_index = NULL
     FROM enrollment.bulk_items before
     WHERE i.job = $1 AND i.index = $2 AND before.job = i.job AND before.index = i.index
     RETURNING before.sealed IS NOT NULL AS "wasSealed"`,
    [job, index, outcome, result && JSON.stringify(result), problem && JSON.stringify(problem), holderId],
  );
  if (item?.wasSealed) await destroyKeys(tx, [itemId(job, index)]);
};

/** Counts that a locked item has failed; the last time is its outcome. Resolves to whether it has one now. */
export const failItem = async (tx: Sql, job: string, index: number): Promise<boolean> => {
  const [item] = await tx.query<{ attempts: number }>(
    'UPDATE enrollment.bulk_items SET attempts = attempts + 1 WHERE job = $1 AND index = $2 RETURNING attempts',
    [job, index],
  );
  if (!item || isTriedAgain(item.attempts)) return false;
  await settleItem(tx, job, index, { outcome: 'failed', problem: problemOf('internal-error') });
  return true;
};

/** Counts that a locked item has met what others hold locked; the last time is its outcome. Resolves to whether it has one now. */
export const holdItem = async (tx: Sql, job: string, index: number): Promise<boolean> => {
  const [item] = await tx.query<{ waits: number }>(
    'UPDATE enrollment.bulk_items SET waits = waits + 1 WHERE job = $1 AND index = $2 RETURNING waits',
    [job, index],
  );
  if (item && !isWaitedFor(item.waits)) {
    await settleItem(tx, job, index, { outcome: 'failed', problem: problemOf('always-locked') });
    return true;
  }
  await tx.query(
    `UPDATE enrollment.bulk_items SET rests_until = clock_timestamp() + $3 * interval '1 millisecond'
     WHERE job = $1 AND index = $2`,
    [job, index, backoffMs(item?.waits ?? 1, LOCKED_REST)],
  );
  return false;
};

/** A child is erased: nobody is registered any more as whom it was, and no outcome leads to it. Before the child itself is removed. */
export const forgetInJobs = async (tx: Sql, holderId: string): Promise<void> => {
  const forgotten = await tx.query<{ job: string; index: number }>(
    `UPDATE enrollment.bulk_items SET outcome = 'refused', problem = $2, sealed = NULL, child_index = NULL
     WHERE outcome IS NULL AND child_index = (SELECT c.child_index FROM enrollment.children c WHERE c.holder_id = $1)
     RETURNING job, index`,
    [holderId, JSON.stringify(problemOf('child-erased'))],
  );
  await destroyKeys(
    tx,
    forgotten.map(({ job, index }) => itemId(job, index)),
  );
  await tx.query('UPDATE enrollment.bulk_items SET holder_id = NULL WHERE holder_id = $1', [holderId]);
};

const KEPT_DAYS = 90;
/** Short transactions: on one connection everybody waits for each. */
const BATCH = 5;

/** Forgets jobs that ended long ago, with what became of their items. */
export const forgetJobs = async (database: Database, today: CalendarDate): Promise<void> => {
  const before = instant(`${addDays(today, -KEPT_DAYS)}T00:00:00Z`);
  for (;;) {
    const gone = await database.query(
      `DELETE FROM enrollment.bulk_jobs WHERE id IN (
         SELECT id FROM enrollment.bulk_jobs WHERE ended_at < $1 ORDER BY ended_at LIMIT ${BATCH}) RETURNING 1`,
      [before],
    );
    if (gone.length < BATCH) return;
  }
};

const problemOf = (reason: 'always-locked' | 'child-erased' | 'internal-error'): Problem => ({
  reason,
  extensions: {},
  faults: [],
});
