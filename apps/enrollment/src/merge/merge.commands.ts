import type { Sql } from '@lib/database';
import { dateAt, err, newId, ok, timeZone, type CalendarDate, type Instant, type Result } from '@lib/kernel';
import { liveOf } from '../application/application.store.js';
import { lockedBoth, mergeChildren } from '../child/child.store.js';
import { shareGuardianships } from '../child/guardianship.commands.js';
import type { MergeView } from './merge.dto.js';

/** What is merged in plain data: a class is no row. */
export type MergeRow = Pick<MergeView, keyof MergeView>;
type Pair = Pick<MergeRow, 'keep' | 'other'>;

type NotMergeable =
  | { readonly reason: 'unknown-child' }
  | { readonly reason: 'contracts-live'; readonly contracts: number }
  | { readonly reason: 'certificate-of-other' }
  | { readonly reason: 'erasure-waiting' };
export type AskRefused = NotMergeable | { readonly reason: 'same-child' } | { readonly reason: 'merge-waiting' };
export type DropRefused = { readonly reason: 'unknown-merge' } | { readonly reason: 'merge-decided' };
export type ApprovalRefused = DropRefused | NotMergeable | { readonly reason: 'second-person-needed' };

export const MERGE = `id, keep, other, reason, state, asked_by AS "askedBy", asked_at AS "askedAt",
  decided_by AS "decidedBy", decided_at AS "decidedAt"`;

/** One person says that two children are one; nothing is merged before a second one has agreed. */
export const askMerge = async (
  tx: Sql,
  { keep, other, reason, by }: Pair & { readonly reason: MergeRow['reason']; readonly by: string },
  now: Instant,
): Promise<Result<MergeRow, AskRefused>> => {
  if (keep === other) return err({ reason: 'same-child' });
  const refused = await lockMergeable(tx, { keep, other }, now);
  if (refused) return err(refused);
  const [asked] = await tx.query<MergeRow>(
    `INSERT INTO enrollment.merges (id, keep, other, reason, state, asked_by, asked_at)
     VALUES ($1, $2, $3, $4, 'waiting', $5, $6) ON CONFLICT DO NOTHING RETURNING ${MERGE}`,
    [newId(), keep, other, reason, by, now],
  );
  return asked ? ok(asked) : err({ reason: 'merge-waiting' });
};

/** A second person agrees. The accounts of both stay as they are. */
export const approveMerge = async (
  tx: Sql,
  { id, by }: { readonly id: string; readonly by: string },
  now: Instant,
): Promise<Result<MergeRow, ApprovalRefused>> => {
  const waiting = await lockWaiting(tx, id);
  if (!waiting.ok) return waiting;
  if (waiting.value.askedBy === by) return err({ reason: 'second-person-needed' });
  const refused = await lockMergeable(tx, waiting.value, now);
  if (refused) return err(refused);
  await mergeChildren(tx, waiting.value);
  await shareGuardianships(tx, waiting.value.keep, now);
  return ok(await decide(tx, { id, state: 'done', by }, now));
};

/** Nothing is merged. Who asked may drop it as well. */
export const dropMerge = async (
  tx: Sql,
  { id, by }: { readonly id: string; readonly by: string },
  now: Instant,
): Promise<Result<MergeRow, DropRefused>> => {
  const waiting = await lockWaiting(tx, id);
  return waiting.ok ? ok(await decide(tx, { id, state: 'dropped', by }, now)) : waiting;
};

const UTC = timeZone('UTC');

/**
 * The rules of a contract look at one holder: one contract per module and day, one certificate per period. So nothing
 * may be under way under the id that ends, and its certificate must not be one that the kept child would be given again.
 */
const lockMergeable = async (tx: Sql, { keep, other }: Pair, now: Instant): Promise<NotMergeable | undefined> => {
  if (!(await lockedBoth(tx, keep, other))) return { reason: 'unknown-child' };
  const today = dateAt(now, UTC);
  const contracts = await liveOf(tx, other, today);
  if (contracts > 0) return { reason: 'contracts-live', contracts };
  if (await hasCertificateOfItsOwn(tx, { keep, other }, today)) return { reason: 'certificate-of-other' };
  const erasures = await tx.query(
    `SELECT 1 FROM enrollment.erasures WHERE state = 'waiting' AND holder_id = ANY($1::uuid[])`,
    [[keep, other]],
  );
  return erasures.length > 0 ? { reason: 'erasure-waiting' } : undefined;
};

const hasCertificateOfItsOwn = async (tx: Sql, { keep, other }: Pair, today: CalendarDate): Promise<boolean> => {
  const found = await tx.query(
    `SELECT 1 FROM enrollment.certificates o JOIN enrollment.programmes p USING (financing_programme)
     WHERE o.holder_id = $2 AND p.to_exclusive > $3 AND NOT EXISTS (
       SELECT FROM enrollment.certificates k
       WHERE k.holder_id = $1 AND k.financing_programme = o.financing_programme)`,
    [keep, other, today],
  );
  return found.length > 0;
};

const lockWaiting = async (tx: Sql, id: string): Promise<Result<MergeRow, DropRefused>> => {
  const [row] = await tx.query<MergeRow>(`SELECT ${MERGE} FROM enrollment.merges WHERE id = $1 FOR UPDATE`, [id]);
  if (!row) return err({ reason: 'unknown-merge' });
  return row.state === 'waiting' ? ok(row) : err({ reason: 'merge-decided' });
};

const decide = async (
  tx: Sql,
  { id, state, by }: { readonly id: string; readonly state: 'done' | 'dropped'; readonly by: string },
  now: Instant,
): Promise<MergeRow> => {
  const [row] = await tx.query<MergeRow>(
    `UPDATE enrollment.merges SET state = $2, decided_by = $3, decided_at = $4 WHERE id = $1 RETURNING ${MERGE}`,
    [id, state, by, now],
  );
  if (!row) throw new TypeError('a locked merge is gone');
  return row;
};
