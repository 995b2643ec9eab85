import type { Row, Sql } from '@lib/database';
import type { CalendarDate } from '@lib/kernel';
import type { Vault } from '../child/vault.js';
import { VIEW, type ViewRow } from './application.query.js';
import type { Admission, Admitted, Child, StudyGroup } from './domain/admission.js';
import { isLive, type Application, type Lapse, type State, type Step } from './domain/application.js';

const GROUP = `group_id AS "groupId", module_id AS "moduleId", provider_id AS "providerId", direction,
  price_kopecks AS "priceKopecks", normative_cost_kopecks AS "normativeCostKopecks", first_day AS "firstDay",
  last_day AS "lastDay", places, payable, age_min_months AS "ageMinMonths", age_max_months AS "ageMaxMonths"`;

/** An application that passed the checks. */
export type Recorded = {
  readonly view: ViewRow;
  readonly holderId: string;
  readonly financingProgramme: string;
  readonly certificateGroup: string;
  readonly application: Application;
};

/** Locks the child: until the end of the transaction no other application of this child is judged. Always before the group. */
export const lockChild = async (tx: Sql, vault: Vault, childId: string): Promise<Child | undefined> => {
  const [row] = await tx.query<{ holderId: string; key: Uint8Array; sealed: Uint8Array }>(
    `SELECT c.holder_id AS "holderId", p.key, c.sealed
     FROM enrollment.children c JOIN enrollment.people p USING (holder_id) WHERE c.child_id = $1 FOR UPDATE OF c`,
    [childId],
  );
  return row && { holderId: row.holderId, ...vault.open(row.holderId, row.key, row.sealed) };
};

/** Locks the group: until the end of the transaction its places are ours to count. Conclusions do not wait for this lock. */
export const lockGroup = async (tx: Sql, groupId: string): Promise<StudyGroup | undefined> => {
  const [group] = await tx.query<StudyGroup>(
    `SELECT ${GROUP} FROM enrollment.study_groups WHERE group_id = $1 FOR NO KEY UPDATE`,
    [groupId],
  );
  return group;
};

export const studyGroup = async (tx: Sql, groupId: string): Promise<StudyGroup> => {
  const [group] = await tx.query<StudyGroup>(`SELECT ${GROUP} FROM enrollment.study_groups WHERE group_id = $1`, [
    groupId,
  ]);
  if (!group) throw new TypeError(`study group ${groupId} is gone`);
  return group;
};

/** The live applications that stand against a new one. A statement after the locks, so that it sees what was committed before them. */
export const countLive = async (
  tx: Sql,
  { holderId, moduleId, groupId, today }: { holderId: string; moduleId: string; groupId: string; today: CalendarDate },
): Promise<Admission['live']> => {
  const rows = await tx.query<{ state: State; lastDay: CalendarDate; inModule: boolean; inGroup: boolean }>(
    `SELECT state, last_day AS "lastDay", holder_id = $1 AND module_id = $2 AS "inModule", group_id = $3 AS "inGroup"
     FROM enrollment.applications
     WHERE ((holder_id = $1 AND module_id = $2) OR group_id = $3)
       AND state IN ('requested', 'accepted', 'enrolled', 'terminated')`,
    [holderId, moduleId, groupId],
  );
  const live = rows.filter((row) => isLive(row, today));
  return {
    ofChildInModule: live.filter((row) => row.inModule).length,
    inGroup: live.filter((row) => row.inGroup).length,
  };
};

export type NewApplication = {
  readonly id: string;
  readonly childId: string;
  readonly groupId: string;
  readonly start: CalendarDate;
  readonly submittedOn: CalendarDate;
};

/** Records a refusal by the first checks. */
export const insertRefused = (
  tx: Sql,
  request: NewApplication,
  holderId: string | undefined,
  reason: string,
): Promise<ViewRow> => insert(tx, { ...identityOf(request), holder_id: holderId ?? null, state: 'refused', reason });

/** Records an application that passed the checks. */
export const insertAdmitted = (
  tx: Sql,
  request: NewApplication,
  { child, group, programme, certificateGroup }: Admitted,
  application: Application,
): Promise<ViewRow> =>
  insert(tx, {
    ...identityOf(request),
    holder_id: child.holderId,
    module_id: group.moduleId,
    financing_programme: programme.id,
    time_zone: programme.timeZone,
    certificate_group: certificateGroup,
    reserve_at: application.reserveAt,
    lapses_on: application.lapse.on,
    lapse_reason: application.lapse.reason,
    ...moving(application),
  });

/** Locks one application. `recorded` is undefined for one that the first checks refused: it never moves. */
export const lockApplication = async (
  tx: Sql,
  id: string,
): Promise<{ readonly view: ViewRow; readonly recorded: Recorded | undefined } | undefined> => {
  const [row] = await tx.query<LockedRow>(
    `SELECT ${VIEW}, certificate_group, reserve_at, lapses_on, lapse_reason, awaiting_since
     FROM enrollment.applications WHERE id = $1 FOR UPDATE`,
    [id],
  );
  if (!row) return undefined;
  const { certificate_group, reserve_at, lapses_on, lapse_reason, awaiting_since, ...view } = row;
  const { holderId, financingProgramme, lastDay } = view;
  if (!holderId || !financingProgramme || !lastDay || !certificate_group || !reserve_at || !lapses_on || !lapse_reason)
    return { view, recorded: undefined };
  const application: Application = {
    state: view.state,
    pending: view.awaiting && awaiting_since ? { step: view.awaiting, since: awaiting_since } : null,
    reason: view.reason,
    concludedOn: view.concludedOn,
    lastDay,
    start: view.start,
    reserveAt: reserve_at,
    lapse: { on: lapses_on, reason: lapse_reason },
  };
  return { view, recorded: { view, holderId, financingProgramme, certificateGroup: certificate_group, application } };
};

export const updateApplication = async (tx: Sql, view: ViewRow, application: Application): Promise<ViewRow> => {
  const columns = Object.entries(moving(application));
  await tx.query(
    `UPDATE enrollment.applications SET ${columns.map(([name], index) => `${name} = $${index + 2}`).join(', ')} WHERE id = $1`,
    [view.id, ...columns.map(([, value]) => value)],
  );
  const { state, pending, reason, concludedOn, lastDay } = application;
  return { ...view, state, awaiting: pending?.step ?? null, reason, concludedOn, lastDay };
};

const insert = async (tx: Sql, row: Row): Promise<ViewRow> => {
  const names = Object.keys(row);
  const [view] = await tx.query<ViewRow>(
    `INSERT INTO enrollment.applications (${names.join(', ')})
     VALUES (${names.map((_, index) => `$${index + 1}`).join(', ')}) RETURNING ${VIEW}`,
    Object.values(row),
  );
  if (!view) throw new TypeError('an insert returned nothing');
  return view;
};

const identityOf = ({ id, childId, groupId, start, submittedOn }: NewApplication): Row => ({
  id,
  child_id: childId,
  group_id: groupId,
  start,
  submitted_on: submittedOn,
});

/** What facts can change. */
const moving = ({ state, pending, reason, concludedOn, lastDay }: Application): Row => ({
  state,
  awaiting: pending?.step ?? null,
  awaiting_since: pending?.since ?? null,
  reason,
  concluded_on: concludedOn,
  last_day: lastDay,
});

type LockedRow = ViewRow & {
  readonly certificate_group: string | null;
  readonly reserve_at: Step | null;
  readonly lapses_on: CalendarDate | null;
  readonly lapse_reason: Lapse['reason'] | null;
  readonly awaiting_since: CalendarDate | null;
};
