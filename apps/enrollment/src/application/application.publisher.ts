import type { EnrollmentContractsOutgoing } from '@lib/contracts';
import type { Sql } from '@lib/database';
import { derivedId, newId, unreachable, type CalendarDate, type Instant, type Month } from '@lib/kernel';
import type { ViewRow } from './application.row.js';
import type { Application, Fact, Notice } from './domain/application.js';
import type { Terms } from './domain/terms.js';

export type Completeness = { readonly month: Month; readonly held: number; readonly planned: number };

/** When and because of what the messages are sent. */
export type Occasion = { readonly now: Instant; readonly causationId?: string };

/**
 * What was reported for groups, for contracts that are being concluded, by their ids. Waits for a report that is being
 * written, and makes the next one wait: it is told either here or to the concluded contract.
 */
export type ReportedSoFar = (
  tx: Sql,
  groupIds: readonly string[],
) => Promise<ReadonlyMap<string, readonly Completeness[]>>;

/** What only some facts tell, read when one of them does. */
export type Sources = {
  /** Module of the study group. */
  moduleId(): Promise<string>;
  /** What was reported for the group so far. */
  completeness(): readonly Completeness[];
};

/** An application after a fact. */
type After = { readonly view: ViewRow; readonly holderId: string; readonly application: Application };

/** The fact of an application as a message; undefined when nobody needs to be told. The same fact makes the same id. */
export const messageOf = async (
  { view, holderId, application }: After,
  fact: Fact,
  sources: Sources,
  occasion: Occasion,
): Promise<EnrollmentContractsOutgoing | undefined> => {
  const about = { contract: view.id, holder: holderId, on: fact.on };
  const ofGroup = { ...about, group: view.groupId };
  const envelope = <Type extends EnrollmentContractsOutgoing['type']>(type: Type, what = '') =>
    envelopeOf({ id: view.id, holderId }, type, occasion, what);
  const { lastDay, terms, notices, revocations, attempt, exceeded, pending } = application;
  const submittedTerms = async () => ({ ...about, ...contractTerms(view, terms, await sources.moduleId()), lastDay });
  // What is asked for again is dated as it was asked for first.
  const since = pending?.since ?? fact.on;
  const coPaymentAtMost = pending?.coPaymentAtMost ?? undefined;
  const again = attempt === 0 ? {} : { attempt };
  const revocationRequest = () => ({
    ...envelope('notice-revocation-requested', nth(revocations - 1) + (attempt === 0 ? '' : ` ${attempt}`)),
    data: { ...ofGroup, on: since, revocation: revocations - 1, lastDay, ...again },
  });
  switch (fact.type) {
    case 'submitted':
      return { ...envelope('application-submitted'), data: await submittedTerms() };
    case 'terms-confirmed':
      return { ...envelope('terms-confirmed', newId()), data: await submittedTerms() };
    case 'funds-requested':
    case 'asked-again':
      if (pending?.step === 'revocation') return revocationRequest();
      return {
        ...envelope('funds-requested', exceeded === 0 ? nth(attempt) : `${exceeded} ${attempt}`),
        data: {
          ...(await submittedTerms()),
          on: since,
          groupFirstDay: terms.firstDay,
          groupLastDay: terms.lastDay,
          unit: 'kopeck',
          price: terms.priceKopecks,
          normativeCost: terms.normativeCostKopecks,
          ...(coPaymentAtMost === undefined ? {} : { coPaymentAtMost }),
          ...(exceeded === 0 ? {} : { request: exceeded }),
          ...again,
        },
      };
    case 'accepted':
      return { ...envelope('application-accepted'), data: about };
    case 'concluded': {
      const completeness = [...sources.completeness()];
      return { ...envelope('contract-concluded'), data: { ...ofGroup, completeness } };
    }
    case 'refused':
      return { ...envelope('application-refused'), data: { ...ofGroup, reason: fact.reason } };
    case 'withdrawn':
      return fact.notice
        ? {
            ...envelope('application-withdrawn', nth(notices - 1)),
            data: { ...ofGroup, ...noticeOf(fact.notice, notices) },
          }
        : { ...envelope('application-withdrawn'), data: ofGroup };
    case 'terminated':
      return {
        ...envelope('contract-terminated', nth(notices - 1)),
        data: { ...ofGroup, by: fact.notice.by, lastDay: fact.notice.lastDay, ...noticeOf(fact.notice, notices) },
      };
    case 'revocation-requested':
      return revocationRequest();
    case 'notice-revoked':
      return {
        ...envelope('notice-revoked', nth(revocations - 1)),
        data: { ...ofGroup, start: application.start, lastDay },
      };
    case 'funds-granted':
    case 'co-payment-exceeded':
    case 'revocation-refused':
      return undefined;
    default:
      return unreachable(fact);
  }
};

/**
 * A report of lessons as it is told to a contract of the group.
 * @param again which repetition this is: a contract whose notice is revoked is told anew, for it may have heard nothing
 */
export const reportMessage = (
  { id, holderId, groupId }: { readonly id: string; readonly holderId: string; readonly groupId: string },
  { month, held, planned }: Completeness,
  on: CalendarDate,
  occasion: Occasion,
  again = '',
): EnrollmentContractsOutgoing => ({
  ...envelopeOf({ id, holderId }, 'lessons-reported', occasion, `${month}${again}`),
  data: { contract: id, holder: holderId, on, group: groupId, month, held, planned },
});

/** The envelope of a message about one application. `what` tells apart messages of one type about one application. */
export const envelopeOf = <Type extends EnrollmentContractsOutgoing['type']>(
  { id, holderId }: { readonly id: string; readonly holderId: string },
  type: Type,
  { now, causationId }: Occasion,
  what = '',
) => ({
  id: derivedId('enrollment', id, type, what),
  type,
  key: holderId,
  time: now,
  recordedTime: now,
  ...(causationId === undefined ? {} : { causationId }),
});

// The first of its kind needs no number: nothing happened twice to an application before some things could.
const nth = (index: number): string => (index === 0 ? '' : String(index));

const noticeOf = (
  { enteredOn }: Notice,
  notices: number,
): { readonly enteredOn: CalendarDate; readonly notice: number } => ({ enteredOn, notice: notices - 1 });

const contractTerms = ({ groupId, start }: ViewRow, terms: Terms, module: string) => ({
  financingProgramme: terms.financingProgramme,
  certificateGroup: terms.certificateGroup,
  group: groupId,
  module,
  provider: terms.providerId,
  direction: terms.direction,
  start,
});
