import type { Reach } from '@lib/access';
import { bindTo, type Sql } from '@lib/database';
import type { Instant, Month } from '@lib/kernel';
import { groupsWithin } from '../group/group.reach.js';
import type { CorrectionView, LessonsReportView } from './lessons.dto.js';
import { certificatesWithin, reportsWithin } from './lessons.reach.js';

/** A correction as it is shown, as plain data. */
export type CorrectionRow = Pick<CorrectionView, Exclude<keyof CorrectionView, 'before'>> & { readonly before: Counts };
type Counts = { readonly held: number; readonly planned: number };

/** @param seen which certificates are told */
const columns = (seen = 'true'): string => `c.id, c.group_id AS "groupId", c.month, c.held, c.planned,
  json_build_object('held', c.before_held, 'planned', c.before_planned) AS before, c.reason, c.state,
  c.submitted_at AS "submittedAt", c.proposed_by AS "proposedBy", c.approved_at AS "approvedAt",
  c.approved_by AS "approvedBy", c.decided_at AS "decidedAt",
  (SELECT count(*) FROM enrollment.lesson_correction_contracts k WHERE k.correction = c.id) AS contracts,
  ARRAY(SELECT k.certificate_number FROM enrollment.lesson_correction_contracts k
    WHERE k.correction = c.id AND k.answer = 'refused' AND k.certificate_number IS NOT NULL AND ${seen}
    GROUP BY 1 ORDER BY 1) AS "certificatesLacking"`;

export const correctionOf = async (sql: Sql, id: string): Promise<CorrectionRow | undefined> => {
  const [correction] = await sql.query<CorrectionRow>(
    `SELECT ${columns()} FROM enrollment.lesson_corrections c WHERE c.id = $1`,
    [id],
  );
  return correction;
};

/** At most `count` corrections within reach behind `after`, in the order in which they were asked for. */
export const correctionsWhere = (
  sql: Sql,
  reach: Reach,
  { state, groupId }: { readonly state?: CorrectionRow['state'] | undefined; readonly groupId?: string | undefined },
  after: readonly [submittedAt: string, id: string] | undefined,
  count: number,
): Promise<readonly CorrectionRow[]> => {
  const values: unknown[] = [];
  const value = bindTo(values);
  const conditions = [
    groupsWithin(reach, value),
    ...(state === undefined ? [] : [`c.state = ${value(state)}`]),
    ...(groupId === undefined ? [] : [`c.group_id = ${value(groupId)}`]),
    ...(after === undefined
      ? []
      : [`(c.submitted_at, c.id) > (${value(after[0])}::timestamptz, ${value(after[1])}::uuid)`]),
  ];
  return sql.query<CorrectionRow>(
    `SELECT ${columns()} FROM enrollment.lesson_corrections c JOIN enrollment.study_groups g USING (group_id)
     WHERE ${conditions.join(' AND ')} ORDER BY c.submitted_at, c.id LIMIT ${value(count)}`,
    values,
  );
};

/** The sealed words of a correction, where there are any. */
export const sealedWordsOf = async (sql: Sql, id: string): Promise<Uint8Array | null> => {
  const [row] = await sql.query<{ words: Uint8Array | null }>(
    'SELECT words FROM enrollment.lesson_corrections WHERE id = $1',
    [id],
  );
  return row?.words ?? null;
};

export type ReportCriteria = {
  readonly groupId?: string | undefined;
  readonly providerId?: string | undefined;
  readonly month?: Month | undefined;
};
export type ReportRow = Pick<LessonsReportView, Exclude<keyof LessonsReportView, 'corrections'>> & {
  readonly corrections: readonly CorrectionRow[];
};

type InForce = {
  readonly groupId: string;
  readonly month: Month;
  readonly held: number;
  readonly planned: number;
  readonly reportedAt: Instant;
};
type Corrected = CorrectionRow & { readonly beforeReportedAt: Instant };

/** At most `count` reports within reach behind `after`, by group and month, each with what was reported first and its corrections. */
export const reportsWhere = async (
  sql: Sql,
  reach: Reach,
  { groupId, providerId, month }: ReportCriteria,
  after: readonly [string, string] | undefined,
  count: number,
): Promise<readonly ReportRow[]> => {
  const values: unknown[] = [];
  const value = bindTo(values);
  const conditions = [
    reportsWithin(reach, value),
    ...(groupId === undefined ? [] : [`l.group_id = ${value(groupId)}`]),
    ...(providerId === undefined ? [] : [`g.provider_id = ${value(providerId)}`]),
    ...(month === undefined ? [] : [`l.month = ${value(month)}`]),
    ...(after === undefined ? [] : [`(l.group_id, l.month) > (${value(after[0])}, ${value(after[1])})`]),
  ];
  const reports = await sql.query<InForce>(
    `SELECT l.group_id AS "groupId", l.month, l.held, l.planned, l.reported_at AS "reportedAt"
     FROM enrollment.lessons l JOIN enrollment.study_groups g USING (group_id)
     WHERE ${conditions.join(' AND ')}
     ORDER BY l.group_id, l.month LIMIT ${value(count)}`,
    values,
  );
  const found: unknown[] = [reports.map((report) => report.groupId), reports.map((report) => report.month)];
  const corrections = await sql.query<Corrected>(
    `SELECT ${columns(certificatesWithin(reach, bindTo(found)))}, c.before_reported_at AS "beforeReportedAt" FROM enrollment.lesson_corrections c
     WHERE (c.group_id, c.month) IN (SELECT * FROM unnest($1::text[], $2::text[])) ORDER BY c.submitted_at, c.id`,
    found,
  );
  return reports.map((report) =>
    withCorrections(
      report,
      corrections.filter((correction) => correction.groupId === report.groupId && correction.month === report.month),
    ),
  );
};

const withCorrections = (report: InForce, corrections: readonly Corrected[]): ReportRow => {
  const first = corrections.find(({ state }) => state === 'applied');
  return {
    ...report,
    first: first
      ? { ...first.before, reportedAt: first.beforeReportedAt }
      : { held: report.held, planned: report.planned, reportedAt: report.reportedAt },
    corrections: corrections.map(({ beforeReportedAt: _beforeReportedAt, ...correction }) => correction),
  };
};
