import { monthOf, zero, type CalendarDate, type Instant } from '@lib/kernel';
import { emptyAccount, evolve } from '../../account/domain/account.js';
import type { Contract } from '../../account/domain/contract.js';
import { monthOfPart, type MonthState } from '../../account/domain/month.js';
import { settleDue } from '../../account/domain/due.js';
import type { AccountEvent } from '../../account/domain/events.js';
import { costOfMonth } from '../../account/domain/schedule.js';
import { postings } from '../../account/domain/postings.js';

/** An event of the account as a fact of two times: `event.on` in the region, `recordedAt` in the ledger. */
export type Recorded = {
  readonly event: AccountEvent;
  readonly revision: number | undefined;
  /** undefined: due by the calendar and not booked yet. */
  readonly recordedAt: Instant | undefined;
};

/** Whole kopecks. Signed, because a fact that is learned late may show an earlier day in the red. */
export type Balances = {
  readonly nominal: number;
  readonly available: number;
  readonly reserved: number;
  readonly spent: number;
  readonly expired: number;
};

export const nothing: Balances = { nominal: 0, available: 0, reserved: 0, spent: 0, expired: 0 };

/**
 * What the ledger knew at `knownAt`, a beginning of the log, about the time up to and including `asOf`, in the order of the business dates
 * (docs/rules.md §8). Asked about the present, it adds what is due and not booked yet.
 */
export const historyOf = (
  log: readonly Recorded[],
  { asOf, knownAt }: { readonly asOf: CalendarDate; readonly knownAt: Instant | undefined },
): readonly Recorded[] => {
  const known = knownAt === undefined ? log : log.slice(0, countKnown(log, knownAt));
  const due =
    knownAt === undefined
      ? settleDue(
          known.reduce((account, { event }) => evolve(account, event), emptyAccount),
          asOf,
        )
      : [];
  return [...known, ...due.map((event): Recorded => ({ event, revision: undefined, recordedAt: undefined }))]
    .filter(({ event }) => event.on <= asOf)
    .sort((a, b) => (a.event.on < b.event.on ? -1 : a.event.on > b.event.on ? 1 : 0));
};

/**
 * How many events were known at an instant. They are the first ones, for each was decided on those before it: an event
 * that a clock set back has dated earlier than the one before it was known no earlier than that one.
 */
const countKnown = (log: readonly Recorded[], knownAt: Instant): number => {
  const later = log.findIndex(({ recordedAt }) => recordedAt !== undefined && recordedAt > knownAt);
  return later === -1 ? log.length : later;
};

/** The balances of one programme's certificate after one more event. */
export const added = (balances: Balances, event: AccountEvent): Balances => {
  const sums: Record<keyof Balances, number> = { ...balances };
  for (const { account, kopecks } of postings(event)) {
    if (account === 'budget') sums.nominal -= kopecks;
    else sums[account === 'payable' ? 'spent' : account] += kopecks;
  }
  return sums;
};

/**
 * The contracts of a history. A late fact stands before entries that were booked without knowing it, so this cannot be a
 * fold of `evolve`: each contract is what all its entries together say, in whatever order they stand.
 */
export const contractsOf = (history: readonly Recorded[]): readonly Contract[] => {
  // In the order in which they were recorded: a revocation follows the notice that it takes back, whatever their dates.
  const events = [...history]
    .sort((a, b) => (a.revision ?? Infinity) - (b.revision ?? Infinity) || 0)
    .map(({ event }) => event);
  return history.flatMap(({ event }): Contract[] => {
    if (event.type === 'ReservationRefused')
      return [
        {
          status: 'refused',
          id: event.contract,
          terms: event,
          reason: event.reason,
          refusedOn: event.on,
          repeated: 0,
          corrections: [],
        },
      ];
    return event.type === 'FundsReserved' ? [contractOf(event, events)] : [];
  });
};

type Ending = Extract<AccountEvent, { type: 'ContractTerminated' | 'ReservationReleased' }>;

const contractOf = (
  reserved: Extract<AccountEvent, { type: 'FundsReserved' }>,
  events: readonly AccountEvent[],
): Contract => {
  const mine = events.filter((event) => 'contract' in event && event.contract === reserved.contract);
  const concluded = mine.find((event) => event.type === 'ContractConcluded');
  const ending = mine.reduce<Ending | undefined>((last, event) => {
    if (event.type === 'NoticeRevoked') return undefined;
    return event.type === 'ContractTerminated' || event.type === 'ReservationReleased' ? event : last;
  }, undefined);
  const terminated = ending?.type === 'ContractTerminated' ? ending : undefined;
  const released = ending?.type === 'ReservationReleased' ? ending : undefined;
  return {
    status: released ? 'released' : terminated ? 'terminated' : concluded ? 'concluded' : 'reserved',
    id: reserved.contract,
    terms: reserved,
    reservedOn: reserved.on,
    concludedOn: concluded?.on,
    terminatedOn: terminated?.on,
    releasedOn: released?.on,
    lastDay: terminated?.lastDay ?? reserved.lastDay,
    fullPrice: reserved.fullPrice,
    fullNorm: reserved.fullNorm,
    share: reserved.share,
    coPayment: reserved.coPayment,
    months: reserved.parts.map((part): MonthState => {
      const of = mine.filter((event) => 'month' in event && event.month === part.month);
      const reports = of.filter((event) => event.type === 'LessonsReported' || event.type === 'LessonsCorrected');
      const report = reports.at(-1);
      const debit = of.find((event) => event.type === 'MonthDebited');
      const isReturned =
        released !== undefined || (terminated !== undefined && part.month > monthOf(terminated.lastDay));
      const completeness = report && { held: report.held, planned: report.planned };
      const month = monthOfPart(part);
      return {
        ...month,
        status: isReturned ? 'returned' : debit ? 'debited' : month.status,
        debited: debit && !isReturned ? costOfMonth(part.share, completeness) : zero,
        completeness,
        reportedOn: report?.on,
      };
    }),
    notices: 0,
    revocations: 0,
    revocation: undefined,
    beforeNotice: undefined,
    repeated: 0,
    corrections: [],
  };
};
