import { leaveToCommit, type Row, type Sql } from '@lib/database';
import { addDays, type CalendarDate } from '@lib/kernel';
import { CHILDREN, opened, type OpenedChild, type SealedChild } from '../child/child.query.js';
import type { Vault } from '../vault/vault.js';
import type { StudyGroup } from '../group/domain/group.js';
import { GROUP } from '../group/group.query.js';
import {
  STORED,
  VIEW,
  recordedIn,
  viewIn,
  viewFrom,
  type Recorded,
  type StoredRow,
  type ViewRow,
} from './application.row.js';
import type { Admitted } from './domain/admission.js';
import type { Application } from './domain/application.js';

/**
 * Locks children, by what the vault finds them: until the end of the transaction no other application of theirs is
 * judged. Always before the groups, and always in one order.
 */
export const lockChildren = async (
  tx: Sql,
  vault: Vault,
  indexes: readonly string[],
): Promise<ReadonlyMap<string, OpenedChild>> => {
  const rows = await tx.query<SealedChild & { readonly index: string }>(
    `${CHILDREN} ORDER BY c.holder_id FOR UPDATE OF c`,
    [indexes],
  );
  return new Map(rows.map((row) => [row.index, opened(vault, row)]));
};

/** By what the vault finds a child, as PostgreSQL writes it. */
export const indexOf = (vault: Vault, childId: string): string => hexOf(vault.indexOf(childId));

/** Locks groups: until the end of the transaction their places are ours to count. Conclusions do not wait for this lock. */
export const lockGroups = async (tx: Sql, groupIds: readonly string[]): Promise<ReadonlyMap<string, StudyGroup>> => {
  const groups = await tx.query<StudyGroup>(
    `SELECT ${GROUP} FROM enrollment.study_groups WHERE group_id = ANY($1::text[]) ORDER BY group_id FOR NO KEY UPDATE`,
    [groupIds],
  );
  return new Map(groups.map((group) => [group.groupId, group]));
};

/** Locks the child and the group of an application, in that order, where its places are to be counted again. */
export const lockPlaces = async (tx: Sql, id: string): Promise<void> => {
  await tx.query(
    `SELECT 1 FROM enrollment.children WHERE holder_id = (SELECT holder_id FROM enrollment.applications WHERE id = $1)
     FOR UPDATE`,
    [id],
  );
  await tx.query(
    `SELECT 1 FROM enrollment.study_groups WHERE group_id = (SELECT group_id FROM enrollment.applications WHERE id = $1)
     FOR NO KEY UPDATE`,
    [id],
  );
};

export type NewApplication = {
  readonly id: string;
  readonly childId: string;
  readonly groupId: string;
  readonly start: CalendarDate;
  readonly submittedOn: CalendarDate;
};

/** A refusal by the first checks, as a row. */
export const refusedRow = (
  vault: Vault,
  request: NewApplication,
  holderId: string | undefined,
  reason: string,
): NewRow => ({
  row: {
    ...identityOf(request),
    ...(holderId === undefined ? namingNobody(vault, request) : { holder_id: holderId }),
    state: 'refused',
    reason,
  },
  view: {
    id: request.id,
    holderId: holderId ?? null,
    groupId: request.groupId,
    financingProgramme: null,
    state: 'refused',
    awaiting: null,
    reason,
    start: request.start,
    lastDay: null,
    submittedOn: request.submittedOn,
    concludedOn: null,
    notTaken: null,
  },
});

/** Of a child whom nobody knows there is no key: its id lies under one of the installation. */
const namingNobody = (vault: Vault, { id, childId }: NewApplication): Row => ({
  child_index: hexOf(vault.indexOf(childId)),
  child_sealed: hexOf(vault.sealWords(id, childId)),
});

/** An application that passed the checks, as a row. */
export const admittedRow = (
  request: NewApplication,
  { child, group, programme }: Admitted,
  application: Application,
): NewRow => ({
  row: {
    ...identityOf(request),
    holder_id: child.holderId,
    module_id: group.moduleId,
    time_zone: programme.timeZone,
    ...moving(application),
  },
  view: viewFrom({ id: request.id, holderId: child.holderId, groupId: request.groupId }, application),
});

/** An application that is to be recorded, and how it is shown. */
export type NewRow = { readonly row: Row; readonly view: ViewRow };

/** `recorded` is undefined for one that the first checks refused: it never moves. */
export type Locked = { readonly view: ViewRow; readonly recorded: Recorded | undefined };

/** Locks applications, always in the order of their ids: no two transactions wait for each other. */
export const lockApplications = async (tx: Sql, ids: readonly string[]): Promise<ReadonlyMap<string, Locked>> => {
  const rows = await tx.query<StoredRow>(
    `SELECT ${VIEW}, ${STORED} FROM enrollment.applications WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, { view: viewIn(row), recorded: recordedIn(row) }]));
};

export type Issued = { readonly holderId: string; readonly programme: string };

/** Children have certificates: from now on the certificate groups of their categories are no terms of their applications. */
export const noteCertificates = async (sql: Sql, issued: readonly Issued[]): Promise<void> => {
  await sql.query(
    `INSERT INTO enrollment.certificates (holder_id, financing_programme)
     SELECT * FROM unnest($1::uuid[], $2::text[]) AS i (holder_id, programme) ORDER BY holder_id, programme
     ON CONFLICT DO NOTHING`,
    [issued.map(({ holderId }) => holderId), issued.map(({ programme }) => programme)],
  );
};

/**
 * How many applications and contracts of a child are open, run, wait for an answer, or may come back: a notice is revoked on
 * the day of its entry, wherever the region's day has come to.
 */
export const liveOf = async (tx: Sql, holderId: string, today: CalendarDate): Promise<number> => {
  const [row] = await tx.query<{ live: number }>(
    `SELECT count(*) AS live FROM enrollment.applications WHERE holder_id = $1
       AND (state IN ('requested', 'accepted') OR awaiting IS NOT NULL
         OR (state IN ('enrolled', 'terminated') AND last_day >= $2)
         OR (state IN ('withdrawn', 'terminated') AND (notice->>'enteredOn')::date >= $3))`,
    [holderId, today, addDays(today, -1)],
  );
  return row?.live ?? 0;
};

/** What was decided about a holder stays in its applications, which from then on name nobody. */
export const forgetChild = async (tx: Sql, holderId: string): Promise<void> => {
  await tx.query(
    `UPDATE enrollment.applications a SET child_id = NULL, child_index = NULL, child_sealed = NULL
     WHERE a.holder_id = $1
       OR a.child_index = (SELECT c.child_index FROM enrollment.children c WHERE c.holder_id = $1)`,
    [holderId],
  );
};

/** What applications that are locked have become, by their ids. */
export const updateApplications = async (
  tx: Sql,
  moved: readonly { readonly id: string; readonly application: Application }[],
): Promise<void> => {
  const [first] = moved;
  if (!first) return;
  const columns = Object.keys(moving(first.application));
  await leaveToCommit(
    tx.query(
      `UPDATE enrollment.applications a SET ${columns.map((name) => `${name} = m.${name}`).join(', ')},
         time_zone = (SELECT p.time_zone FROM enrollment.programmes p WHERE p.financing_programme = m.financing_programme),
         asked_at = CASE WHEN m.awaiting IS NOT NULL THEN now() END
       FROM json_populate_recordset(NULL::enrollment.applications, $1::json) m WHERE a.id = m.id`,
      [JSON.stringify(moved.map(({ id, application }) => ({ id, ...moving(application) })))],
    ),
  );
};

/** Records applications. What a row does not name has its default. */
export const insertApplications = async (tx: Sql, rows: readonly Row[]): Promise<void> => {
  for (const [names, alike] of Map.groupBy(rows, (row) => Object.keys(row).join(', ')))
    await leaveToCommit(
      tx.query(
        `INSERT INTO enrollment.applications (${names}, asked_at)
         SELECT ${names}, CASE WHEN awaiting IS NOT NULL THEN now() END
         FROM json_populate_recordset(NULL::enrollment.applications, $1::json)`,
        [JSON.stringify(alike)],
      ),
    );
};

const hexOf = (bytes: Uint8Array): string => `\\x${Buffer.from(bytes).toString('hex')}`;

const identityOf = ({ id, groupId, start, submittedOn }: NewApplication): Row => ({
  id,
  group_id: groupId,
  start,
  submitted_on: submittedOn,
});

/** What facts can change. */
const moving = (application: Application): Row => {
  const { state, pending, attempt, reserved, reason, concludedOn, lastDay, terms, reserveAt, lapse } = application;
  const { exceeded, notTaken, coPayment } = application;
  return {
    state,
    awaiting: pending?.step ?? null,
    awaiting_since: pending?.since ?? null,
    awaiting_co_payment_at_most_kopecks: pending?.coPaymentAtMost ?? null,
    attempt,
    exceeded,
    not_taken: notTaken,
    co_payment_kopecks: coPayment,
    reserved,
    reason,
    concluded_on: concludedOn,
    last_day: lastDay,
    reserve_at: reserveAt,
    lapses_on: lapse.on,
    lapse_reason: lapse.reason,
    financing_programme: terms.financingProgramme,
    certificate_group: terms.certificateGroup,
    municipality: terms.municipality,
    first_day: terms.firstDay,
    group_last_day: terms.lastDay,
    price_kopecks: terms.priceKopecks,
    normative_cost_kopecks: terms.normativeCostKopecks,
    age_min_months: terms.ageMinMonths,
    age_max_months: terms.ageMaxMonths,
    direction: terms.direction,
    provider_id: terms.providerId,
    notice: application.notice,
    notices: application.notices,
    revocations: application.revocations,
  };
};
