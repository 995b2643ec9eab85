import { enrollmentContracts, type EnrollmentContractsOutgoing } from '@lib/contracts';
import type { Sql } from '@lib/database';
import {
  dateAt,
  err,
  firstDayOf,
  lastDayOf,
  laterOf,
  ok,
  type CalendarDate,
  type Month,
  type Result,
  type TimeZone,
} from '@lib/kernel';
import type { Outbox } from '@lib/messaging';
import { envelopeOf, type Occasion } from '../application/application.publisher.js';
import type { Vault } from '../vault/vault.js';
import { correctionOf, type CorrectionRow } from './corrections.query.js';
import {
  askedOf,
  decided,
  lockOpen,
  recorded,
  type Asked,
  type CorrectionAnswer,
  type Open,
} from './corrections.store.js';
import { CONCLUDED_LAST_DAY, lockReports, type LessonsReport } from './lessons.commands.js';

export type CorrectionRefused =
  | { readonly reason: 'unknown-group' }
  | { readonly reason: 'not-reported'; readonly groupId: string; readonly month: Month }
  | { readonly reason: 'correction-changes-nothing'; readonly groupId: string; readonly month: Month }
  | { readonly reason: 'correction-pending'; readonly correction: string };

export type CancelRefused =
  { readonly reason: 'unknown-correction' } | { readonly reason: 'correction-decided'; readonly state: string };

export type ApprovalRefused = CancelRefused | { readonly reason: 'second-person-needed' };

export type NewCorrection = LessonsReport & {
  readonly id: string;
  readonly reason: string;
  /** The reporter's own, which may name somebody. */
  readonly words?: string | undefined;
  readonly by: string;
};

/**
 * Corrections of reports of lessons (docs/rules.md §4, completeness): a correction is made for every contract of the group
 * or for none. One person proposes it, another approves it (§8). Then each certificate is asked, and sets aside what the
 * correction takes; when all have answered the correction is decided for all. Each method is one step inside the caller's transaction, with its messages.
 */
export class LessonsCorrections {
  constructor(
    private readonly outbox: Outbox,
    private readonly vault: Vault,
  ) {}

  /** One correction of a group and month at a time. Nothing happens before a second person has approved it. */
  async propose(
    tx: Sql,
    { id, groupId, month, held, planned, reason, words, by }: NewCorrection,
    occasion: Occasion,
  ): Promise<Result<CorrectionRow, CorrectionRefused>> {
    if (!(await lockReports(tx, groupId))) return err({ reason: 'unknown-group' });
    const [reported] = await tx.query<{ held: number; planned: number; pending: string | null }>(
      `SELECT held, planned, (SELECT id FROM enrollment.lesson_corrections c
         WHERE c.group_id = l.group_id AND c.month = l.month AND c.state IN ('proposed', 'pending')) AS pending
       FROM enrollment.lessons l WHERE group_id = $1 AND month = $2`,
      [groupId, month],
    );
    if (!reported) return err({ reason: 'not-reported', groupId, month });
    if (reported.pending !== null) return err({ reason: 'correction-pending', correction: reported.pending });
    if (reported.held === held && reported.planned === planned)
      return err({ reason: 'correction-changes-nothing', groupId, month });
    await tx.query(
      `INSERT INTO enrollment.lesson_corrections (id, group_id, month, held, planned, before_held, before_planned,
         before_reported_at, reason, words, state, submitted_at, proposed_by)
       SELECT $1, group_id, month, $4, $5, held, planned, reported_at, $6, $7, 'proposed', $8, $9
       FROM enrollment.lessons WHERE group_id = $2 AND month = $3`,
      [
        id,
        groupId,
        month,
        held,
        planned,
        reason,
        words === undefined ? null : this.vault.sealWords(id, words),
        occasion.now,
        by,
      ],
    );
    return ok(await recorded(tx, id));
  }

  /** A second person agrees: every contract that the month touches is asked. The correction is of the day of its approval. */
  async approve(
    tx: Sql,
    { id, by }: { readonly id: string; readonly by: string },
    occasion: Occasion,
  ): Promise<Result<CorrectionRow, ApprovalRefused>> {
    const proposed = await lockOpen(tx, id);
    if (proposed?.state !== 'proposed') return err(await notOpen(tx, id));
    if (proposed.proposedBy === by) return err({ reason: 'second-person-needed' });
    await tx.query(
      `UPDATE enrollment.lesson_corrections SET state = 'pending', approved_by = $2, approved_at = $3 WHERE id = $1`,
      [id, by, occasion.now],
    );
    await lockReports(tx, proposed.groupId);
    const correction = { ...proposed, approvedAt: occasion.now };
    if ((await this.ask(tx, correction, occasion)) === 0) await this.apply(tx, correction, [], occasion);
    return ok(await recorded(tx, id));
  }

  /** Notes what a certificate answered. An answer to what is decided changes nothing. */
  async answer(tx: Sql, given: CorrectionAnswer, occasion: Occasion): Promise<void> {
    const correction = await lockOpen(tx, given.correction);
    if (correction?.state !== 'pending') return;
    await tx.query(
      `UPDATE enrollment.lesson_correction_contracts SET answer = $3, certificate_number = $4
       WHERE correction = $1 AND contract = $2 AND answer IS NULL`,
      [given.correction, given.contract, given.answer, given.certificateNumber ?? null],
    );
    await this.settle(tx, correction, occasion);
  }

  /** An operator ends a correction that nobody is to approve, or that waits in vain for answers: nothing is corrected. */
  async cancel(tx: Sql, id: string, occasion: Occasion): Promise<Result<CorrectionRow, CancelRefused>> {
    const correction = await lockOpen(tx, id);
    if (!correction) return err(await notOpen(tx, id));
    await this.drop(tx, correction, 'cancelled', await askedOf(tx, id), occasion);
    return ok(await recorded(tx, id));
  }

  private async settle(tx: Sql, correction: Open, occasion: Occasion): Promise<void> {
    const asked = await askedOf(tx, correction.id);
    if (asked.some(({ answer }) => answer === null)) return;
    if (asked.some(({ answer }) => answer === 'refused')) return this.drop(tx, correction, 'refused', asked, occasion);
    // From here no contract of the group can be concluded on the report that is being corrected.
    await lockReports(tx, correction.groupId);
    if ((await this.ask(tx, correction, occasion)) > 0) return;
    await this.apply(tx, correction, asked, occasion);
  }

  /** Asks the contracts that were not asked yet: at first all, and in the end those that were concluded meanwhile. */
  private async ask(tx: Sql, correction: Open, occasion: Occasion): Promise<number> {
    const { id, groupId, month } = correction;
    // A withdrawn contract is asked as well: its withdrawal may be revoked.
    const contracts = await tx.query<Contract>(
      `SELECT a.id, a.holder_id AS "holderId", a.time_zone AS "timeZone", a.concluded_on AS "concludedOn"
       FROM enrollment.applications a
       JOIN enrollment.programmes p ON p.financing_programme = a.financing_programme
       WHERE a.group_id = $1 AND a.start <= $3 AND ${CONCLUDED_LAST_DAY} >= $2
         AND (a.state IN ('enrolled', 'terminated') OR (a.state = 'withdrawn' AND a.concluded_on IS NOT NULL)
           OR (a.state = 'accepted' AND a.awaiting = 'enrolment'))
         AND NOT EXISTS (SELECT FROM enrollment.lesson_correction_contracts c WHERE c.correction = $4 AND c.contract = a.id)
       ORDER BY a.id`,
      [groupId, firstDayOf(month), lastDayOf(month), id],
    );
    const asked = contracts.map((contract) => asking(contract, correction));
    if (asked.length > 0)
      await tx.query(
        `INSERT INTO enrollment.lesson_correction_contracts (correction, contract, holder_id, asked_on, reported_on)
         SELECT $1, * FROM unnest($2::uuid[], $3::uuid[], $4::date[], $5::date[])`,
        [
          id,
          asked.map(({ contract }) => contract),
          asked.map(({ holderId }) => holderId),
          asked.map(({ on }) => on),
          asked.map(({ reportedOn }) => reportedOn),
        ],
      );
    await this.tell(
      tx,
      asked.map((each) => ({
        ...envelopeOf({ id: each.contract, holderId: each.holderId }, 'lessons-correction-requested', occasion, id),
        data: dataOf(correction, each),
      })),
    );
    return asked.length;
  }

  private async apply(tx: Sql, correction: Open, asked: readonly Asked[], occasion: Occasion): Promise<void> {
    const { id, groupId, month, held, planned, approvedAt } = correction;
    await tx.query(
      'UPDATE enrollment.lessons SET held = $3, planned = $4, reported_at = $5 WHERE group_id = $1 AND month = $2',
      [groupId, month, held, planned, approvedAt],
    );
    await decided(tx, id, 'applied', occasion);
    await this.tellDecision(tx, correction, 'apply', asked, occasion);
  }

  private async drop(
    tx: Sql,
    correction: Open,
    state: 'refused' | 'cancelled',
    asked: readonly Asked[],
    occasion: Occasion,
  ): Promise<void> {
    await decided(tx, correction.id, state, occasion);
    // Where it was refused nothing is set aside.
    const holding = asked.filter(({ answer }) => answer !== 'refused');
    await this.tellDecision(tx, correction, 'drop', holding, occasion);
  }

  private tellDecision(
    tx: Sql,
    correction: Open,
    outcome: 'apply' | 'drop',
    asked: readonly Asked[],
    occasion: Occasion,
  ): Promise<void> {
    return this.tell(
      tx,
      asked.map((each) => ({
        ...envelopeOf(
          { id: each.contract, holderId: each.holderId },
          'lessons-correction-decided',
          occasion,
          correction.id,
        ),
        data: { ...dataOf(correction, each), outcome },
      })),
    );
  }

  private tell(tx: Sql, messages: readonly EnrollmentContractsOutgoing[]): Promise<void> {
    return this.outbox.enqueue(tx, enrollmentContracts, messages);
  }
}

type Contract = {
  readonly id: string;
  readonly holderId: string;
  readonly timeZone: TimeZone;
  readonly concludedOn: CalendarDate | null;
};

/** Why a correction cannot be decided. */
const notOpen = async (tx: Sql, id: string): Promise<CancelRefused> => {
  const known = await correctionOf(tx, id);
  return known ? { reason: 'correction-decided', state: known.state } : { reason: 'unknown-correction' };
};

const asking = ({ id, holderId, timeZone, concludedOn }: Contract, correction: Open): Asked => {
  const on = dateAt(correction.approvedAt, timeZone);
  return {
    contract: id,
    holderId,
    // Never before the contract was concluded.
    on: concludedOn === null ? on : laterOf(on, concludedOn),
    reportedOn: dateAt(correction.beforeReportedAt, timeZone),
    answer: null,
  };
};

const dataOf = (correction: Open, { contract, holderId, on, reportedOn }: Asked) => ({
  contract,
  holder: holderId,
  on,
  group: correction.groupId,
  correction: correction.id,
  month: correction.month,
  held: correction.held,
  planned: correction.planned,
  reason: correction.reason,
  corrects: { held: correction.beforeHeld, planned: correction.beforePlanned, reportedOn },
});
