import type { Within } from '@lib/access';
import type { Sql } from '@lib/database';
import { err, newId, ok, type Instant, type Result } from '@lib/kernel';
import type { LessonsReport } from '../lessons/lessons.commands.js';
import type { RegisteredChild } from '../import/import.commands.js';
import type { Vault } from '../vault/vault.js';
import { jobOf, type JobRow } from './bulk.query.js';
import {
  insertJob,
  itemId,
  lockedOpenOf,
  moveJob,
  trustJob,
  trustedLessThan,
  type Job,
  type NewItem,
  type Trust,
} from './bulk.store.js';
import { OPEN_MAX, cancelled, reachLeft, type CancelRefused, type Operation, type State } from './domain/bulk-job.js';

/** What is to be done to whom. */
export type Wanted =
  | { readonly operation: 'accept' | 'conclude'; readonly items: readonly { readonly applicationId: string }[] }
  | { readonly operation: 'report'; readonly items: readonly LessonsReport[] }
  | { readonly operation: 'register'; readonly items: readonly RegisteredChild[] };

export type AskRefused = { readonly reason: 'bulk-jobs-waiting'; readonly max: number };
export type CancelJobRefused = { readonly reason: 'unknown-bulk-job' } | CancelRefused;

/** Stores a job whole. It is done later, by whichever process has the time. */
export const askJob = async (
  tx: Sql,
  vault: Vault,
  asked: Wanted & Trust & Pick<Job, 'dryRun' | 'actor' | 'reach'> & { readonly askedBy: string },
  now: Instant,
): Promise<Result<JobRow, AskRefused>> => {
  if ((await lockedOpenOf(tx, asked.askedBy)) >= OPEN_MAX) return err({ reason: 'bulk-jobs-waiting', max: OPEN_MAX });
  const id = newId();
  await insertJob(tx, { ...asked, id, items: itemsOf(vault, id, asked) }, now);
  return ok(await shown(tx, asked.askedBy, id));
};

/**
 * Who asks looks at its jobs with a token that ends then: so long they go on, as far as the login still reaches. One that
 * may no longer do what a job does lengthens nothing.
 * @param reachOf how far the login reaches by now, by operation
 */
export const trustJobs = async (
  sql: Sql,
  askedBy: string,
  until: Date,
  reachOf: (operation: Operation) => readonly Within[] | undefined,
): Promise<void> => {
  for (const { id, operation, reach } of await trustedLessThan(sql, askedBy, until)) {
    const left = reachLeft(reach, reachOf(operation) ?? []);
    if (left) await trustJob(sql, id, left, until);
  }
};

/** What has been done stays; items in hand are still done, no other is begun. */
export const cancelJob = async (
  tx: Sql,
  { id, askedBy }: { readonly id: string; readonly askedBy: string },
  now: Instant,
): Promise<Result<JobRow, CancelJobRefused>> => {
  const [job] = await tx.query<{ state: State }>(
    'SELECT state FROM enrollment.bulk_jobs WHERE id = $1 AND asked_by = $2 FOR UPDATE',
    [id, askedBy],
  );
  if (!job) return err({ reason: 'unknown-bulk-job' });
  const state = cancelled(job.state);
  if (!state.ok) return state;
  await moveJob(tx, id, state.value, now);
  return ok(await shown(tx, askedBy, id));
};

const itemsOf = (vault: Vault, id: string, wanted: Wanted): readonly NewItem[] => {
  switch (wanted.operation) {
    case 'accept':
    case 'conclude':
      return wanted.items.map(({ applicationId }) => ({ applicationId: applicationId.toLowerCase() }));
    case 'report':
      return wanted.items.map((report) => ({ report }));
    case 'register':
      return wanted.items.map((child, index) => {
        const item = itemId(id, index);
        const key = vault.newKey(item);
        const sealed = vault.sealText(item, key.key, JSON.stringify(child));
        return { childIndex: vault.indexOf(child.childId), sealed, key };
      });
  }
};

const shown = async (tx: Sql, askedBy: string, id: string): Promise<JobRow> => {
  const job = await jobOf(tx, askedBy, id);
  if (!job) throw new TypeError('a stored job is gone');
  return job;
};
