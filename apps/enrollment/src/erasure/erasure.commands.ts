import type { Sql } from '@lib/database';
import { dateAt, err, newId, ok, timeZone, type Instant, type Result } from '@lib/kernel';
import { forgetChild, liveOf } from '../application/application.store.js';
import { forgetInJobs } from '../bulk/bulk.store.js';
import { holdersOf } from '../child/child.query.js';
import { lockedChild, removeChild } from '../child/child.store.js';
import { forgetRegistrations } from '../registration/registration.store.js';
import { forgetWords } from '../refusal/provider-words.store.js';
import type { ErasureView } from './erasure.dto.js';

/** What is erased in plain data: a class is no row. */
export type ErasureRow = Pick<ErasureView, keyof ErasureView>;

type Live = { readonly reason: 'contracts-live'; readonly contracts: number };
export type AskRefused = { readonly reason: 'unknown-child' } | Live | { readonly reason: 'erasure-waiting' };
export type DropRefused = { readonly reason: 'unknown-erasure' } | { readonly reason: 'erasure-decided' };
export type ApprovalRefused = DropRefused | { readonly reason: 'second-person-needed' } | Live;

export const ERASURE = `id, holder_id AS "holderId", reason, state, asked_by AS "askedBy", asked_at AS "askedAt",
  decided_by AS "decidedBy", decided_at AS "decidedAt"`;

/** One person asks that a child be erased; nothing is erased before a second one has agreed. */
export const askErasure = async (
  tx: Sql,
  { holderId, reason, by }: { readonly holderId: string; readonly reason: ErasureRow['reason']; readonly by: string },
  now: Instant,
): Promise<Result<ErasureRow, AskRefused>> => {
  if (!(await lockedChild(tx, holderId))) return err({ reason: 'unknown-child' });
  const live = await liveOf(tx, holderId, dateAt(now, UTC));
  if (live > 0) return err({ reason: 'contracts-live', contracts: live });
  const [asked] = await tx.query<ErasureRow>(
    `INSERT INTO enrollment.erasures (id, holder_id, reason, state, asked_by, asked_at) VALUES ($1, $2, $3, 'waiting', $4, $5)
     ON CONFLICT DO NOTHING RETURNING ${ERASURE}`,
    [newId(), holderId, reason, by, now],
  );
  return asked ? ok(asked) : err({ reason: 'erasure-waiting' });
};

/**
 * A second person agrees: the child's key is destroyed, with what it is found by. What was decided about the holder stays
 * in the ledger, which from then on is nobody's.
 */
export const approveErasure = async (
  tx: Sql,
  { id, by }: { readonly id: string; readonly by: string },
  now: Instant,
): Promise<Result<ErasureRow, ApprovalRefused>> => {
  const waiting = await lockWaiting(tx, id);
  if (!waiting.ok) return waiting;
  const { holderId, askedBy } = waiting.value;
  if (askedBy === by) return err({ reason: 'second-person-needed' });
  await lockedChild(tx, holderId);
  const live = await liveOf(tx, holderId, dateAt(now, UTC));
  if (live > 0) return err({ reason: 'contracts-live', contracts: live });
  await erase(tx, holderId);
  return ok(await decide(tx, { id, state: 'done', by }, now));
};

/** Nothing is erased. Who asked may drop it as well. */
export const dropErasure = async (
  tx: Sql,
  { id, by }: { readonly id: string; readonly by: string },
  now: Instant,
): Promise<Result<ErasureRow, DropRefused>> => {
  const waiting = await lockWaiting(tx, id);
  return waiting.ok ? ok(await decide(tx, { id, state: 'dropped', by }, now)) : waiting;
};

/** By the calendar of retention: nobody asked, nobody has to agree. */
export const eraseForAge = async (tx: Sql, holderId: string, now: Instant): Promise<void> => {
  await erase(tx, holderId);
  await tx.query(
    `INSERT INTO enrollment.erasures (id, holder_id, reason, state, asked_by, asked_at, decided_by, decided_at)
     VALUES ($1, $2, 'retention', 'done', $3, $4, $3, $4)`,
    [newId(), holderId, 'retention', now],
  );
};

const UTC = timeZone('UTC');

/** A child with those that were merged into it, and these first: they lead to it. */
const erase = async (tx: Sql, child: string): Promise<void> => {
  for (const holderId of (await holdersOf(tx, child)).toReversed()) {
    await forgetChild(tx, holderId);
    await forgetWords(tx, holderId);
    await forgetRegistrations(tx, holderId);
    await forgetInJobs(tx, holderId);
    await removeChild(tx, holderId);
  }
};

const lockWaiting = async (tx: Sql, id: string): Promise<Result<ErasureRow, DropRefused>> => {
  const [row] = await tx.query<ErasureRow>(`SELECT ${ERASURE} FROM enrollment.erasures WHERE id = $1 FOR UPDATE`, [id]);
  if (!row) return err({ reason: 'unknown-erasure' });
  return row.state === 'waiting' ? ok(row) : err({ reason: 'erasure-decided' });
};

const decide = async (
  tx: Sql,
  { id, state, by }: { readonly id: string; readonly state: 'done' | 'dropped'; readonly by: string },
  now: Instant,
): Promise<ErasureRow> => {
  const [row] = await tx.query<ErasureRow>(
    `UPDATE enrollment.erasures SET state = $2, decided_by = $3, decided_at = $4 WHERE id = $1 RETURNING ${ERASURE}`,
    [id, state, by, now],
  );
  if (!row) throw new TypeError('a locked erasure is gone');
  return row;
};
