import type { CalendarDate, Kopecks } from '@lib/kernel';
import type { Step } from '../programme/domain/programme.js';
import type { ApplicationView } from './application.dto.js';
import type { Application, Lapse, Notice } from './domain/application.js';
import type { Terms } from './domain/terms.js';

/** An application as it is shown, as plain data: a class is no `Row` and not to be spread. */
export type NamedView = Pick<ApplicationView, keyof ApplicationView>;

/** The same as it is stored, also with the key of a request: without the id by which the register names the child. */
export type ViewRow = Omit<NamedView, 'childId'>;

/** A view as it is shown. */
export const namedBy = ({ id, ...view }: ViewRow, childId: string | null): NamedView => ({ id, childId, ...view });

/** How an application that passed the checks is shown. */
export const viewFrom = (
  { id, holderId, groupId }: Pick<ViewRow, 'id' | 'holderId' | 'groupId'>,
  { terms, state, pending, reason, start, lastDay, submittedOn, concludedOn, notTaken }: Application,
): ViewRow => ({
  id,
  holderId,
  groupId,
  financingProgramme: terms.financingProgramme,
  state,
  awaiting: pending?.step ?? null,
  reason,
  start,
  lastDay,
  submittedOn,
  concludedOn,
  notTaken,
});

/** The columns of a view. */
export const VIEW = `id, holder_id AS "holderId", group_id AS "groupId",
  financing_programme AS "financingProgramme", state, awaiting, reason, start, last_day AS "lastDay",
  submitted_on AS "submittedOn", concluded_on AS "concludedOn", not_taken AS "notTaken"`;

/** An application that passed the checks. */
export type Recorded = {
  readonly view: ViewRow;
  readonly holderId: string;
  readonly application: Application;
};

/** The columns that a view does not show. */
export const STORED = `reserve_at, lapses_on, lapse_reason, awaiting_since, first_day, group_last_day, price_kopecks,
  normative_cost_kopecks, age_min_months, age_max_months, direction, provider_id, municipality, certificate_group,
  reserved, attempt, awaiting_co_payment_at_most_kopecks, exceeded, co_payment_kopecks, notice, notices, revocations`;

/** The application in a row of `VIEW` and `STORED`. */
export const recordedIn = (row: StoredRow): Recorded | undefined => {
  const { holderId, financingProgramme, lastDay } = row;
  const { reserve_at: reserveAt, lapses_on, lapse_reason, first_day, group_last_day } = row;
  if (!holderId || !financingProgramme || !lastDay || !reserveAt || !lapses_on || !lapse_reason) return undefined;
  if (!first_day || !group_last_day) return undefined;
  const terms: Terms = {
    firstDay: first_day,
    lastDay: group_last_day,
    priceKopecks: row.price_kopecks,
    normativeCostKopecks: row.normative_cost_kopecks,
    ageMinMonths: row.age_min_months,
    ageMaxMonths: row.age_max_months,
    direction: row.direction,
    providerId: row.provider_id,
    municipality: row.municipality,
    financingProgramme,
    certificateGroup: row.certificate_group,
  };
  const application: Application = {
    state: row.state,
    pending: pendingIn(row),
    attempt: row.attempt,
    exceeded: row.exceeded,
    notTaken: row.notTaken,
    coPayment: row.co_payment_kopecks,
    reserved: row.reserved,
    reason: row.reason,
    concludedOn: row.concludedOn,
    start: row.start,
    submittedOn: row.submittedOn,
    lastDay,
    terms,
    reserveAt,
    lapse: { on: lapses_on, reason: lapse_reason },
    notice: row.notice,
    notices: row.notices,
    revocations: row.revocations,
  };
  return { view: viewIn(row), holderId, application };
};

export const viewIn = ({ id, holderId, groupId, financingProgramme, ...row }: StoredRow): ViewRow => ({
  id,
  holderId,
  groupId,
  financingProgramme,
  state: row.state,
  awaiting: row.awaiting,
  reason: row.reason,
  start: row.start,
  lastDay: row.lastDay,
  submittedOn: row.submittedOn,
  concludedOn: row.concludedOn,
  notTaken: row.notTaken,
});

const pendingIn = (row: StoredRow): Application['pending'] => {
  const { awaiting: step, awaiting_since: since, awaiting_co_payment_at_most_kopecks: coPaymentAtMost } = row;
  return step && since ? { step, since, coPaymentAtMost } : null;
};

export type StoredRow = ViewRow & {
  readonly reserve_at: Step | null;
  readonly lapses_on: CalendarDate | null;
  readonly lapse_reason: Lapse['reason'] | null;
  readonly awaiting_since: CalendarDate | null;
  readonly first_day: CalendarDate | null;
  readonly group_last_day: CalendarDate | null;
  readonly price_kopecks: Terms['priceKopecks'];
  readonly normative_cost_kopecks: Terms['normativeCostKopecks'];
  readonly age_min_months: number;
  readonly age_max_months: number;
  readonly direction: string;
  readonly provider_id: string;
  readonly municipality: number;
  readonly certificate_group: string;
  readonly reserved: boolean;
  readonly attempt: number;
  readonly awaiting_co_payment_at_most_kopecks: Kopecks | null;
  readonly exceeded: number;
  readonly co_payment_kopecks: Kopecks | null;
  readonly notice: Notice | null;
  readonly notices: number;
  readonly revocations: number;
};
