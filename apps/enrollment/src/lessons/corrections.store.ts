import type { Sql } from '@lib/database';
import type { CalendarDate, Instant, Month } from '@lib/kernel';
import type { Occasion } from '../application/application.publisher.js';
import { correctionOf, type CorrectionRow } from './corrections.query.js';

/** A correction that is not decided. */
export type Open = {
  readonly id: string;
  readonly groupId: string;
  readonly month: Month;
  readonly held: number;
  readonly planned: number;
  readonly beforeHeld: number;
  readonly beforePlanned: number;
  readonly beforeReportedAt: Instant;
  readonly reason: string;
  readonly state: 'proposed' | 'pending';
  /** Null of those from before there had to be a second person. */
  readonly proposedBy: string | null;
  /** When it was proposed, until it is approved. */
  readonly approvedAt: Instant;
};

/** What a certificate answered: it has set aside what the correction takes, or has too little. */
export type CorrectionAnswer = {
  readonly correction: string;
  readonly contract: string;
  readonly answer: 'held' | 'refused';
  readonly certificateNumber?: string | undefined;
};

/** A contract that was asked. `on` is the date of the correction for it, in the question and in the decision. */
export type Asked = {
  readonly contract: string;
  readonly holderId: string;
  readonly on: CalendarDate;
  readonly reportedOn: CalendarDate;
  readonly answer: CorrectionAnswer['answer'] | null;
};

/** Locks a correction that is not decided, so that its answers are counted one after the other. Always before the group is locked. */
export const lockOpen = async (tx: Sql, id: string): Promise<Open | undefined> => {
  const [pending] = await tx.query<Open>(
    `SELECT id, group_id AS "groupId", month, held, planned, before_held AS "beforeHeld",
       before_planned AS "beforePlanned", before_reported_at AS "beforeReportedAt", reason, state,
       proposed_by AS "proposedBy", coalesce(approved_at, submitted_at) AS "approvedAt"
     FROM enrollment.lesson_corrections WHERE id = $1 AND state IN ('proposed', 'pending') FOR UPDATE`,
    [id],
  );
  return pending;
};

export const askedOf = (tx: Sql, id: string): Promise<readonly Asked[]> =>
  tx.query<Asked>(
    `SELECT contract, holder_id AS "holderId", asked_on AS "on", reported_on AS "reportedOn", answer
     FROM enrollment.lesson_correction_contracts WHERE correction = $1 ORDER BY contract`,
    [id],
  );

export const decided = async (tx: Sql, id: string, state: string, { now }: Occasion): Promise<void> => {
  await tx.query('UPDATE enrollment.lesson_corrections SET state = $2, decided_at = $3 WHERE id = $1', [
    id,
    state,
    now,
  ]);
};

export const recorded = async (tx: Sql, id: string): Promise<CorrectionRow> => {
  const correction = await correctionOf(tx, id);
  if (!correction) throw new TypeError('a correction that was written is gone');
  return correction;
};
