import { monthOf, zero, type CalendarDate, type Instant } from '@lib/kernel';
import { emptyAccount, evolve, type Contract, type MonthState } from '../../account/domain/account.js';
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
 * What the ledger knew at `knownAt` about the time up to and including `asOf`, in the order of the business dates
 * (docs/rules.md §8). Asked about the present, it adds what is due and not booked yet.
 */
export const historyOf = (
  log: readonly Recorded[],
  { asOf, knownAt }: { readonly asOf: CalendarDate; readonly knownAt: Instant | undefined },
): readonly Recorded[] => {
  const known = log.filter(
    ({ recordedAt }) => knownAt === undefined || recordedAt === undefined || recordedAt <= knownAt,
  );
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
  const events = history.map(({ event }) => event);
  return events.flatMap((event): Contract[] => {
    if (event.type === 'ReservationRefused')
      return [{ status: 'refused', id: event.contract, terms: event, reason: event.reason, refusedOn: event.on }];
    return event.type === 'FundsReserved' ? [contractOf(event, events)] : [];
  });
};

const contractOf = (
  reserved: Extract<AccountEvent, { type: 'FundsReserved' }>,
  events: readonly AccountEvent[],
): Contract => {
  const mine = events.filter((event) => 'contract' in event && event.contract === reserved.contract);
  const one = <Type extends AccountEvent['type']>(type: Type) =>
    mine.find((event): event is Extract<AccountEvent, { type: Type }> => event.type === type);
  const opened = one('ContractOpened');
  const shortened = one('ContractShortened');
  const released = one('ReservationReleased');
  return {
    status: released ? 'released' : shortened ? 'shortened' : opened ? 'open' : 'reserved',
    id: reserved.contract,
    terms: reserved,
    reservedOn: reserved.on,
    openedOn: opened?.on,
    shortenedOn: shortened?.on,
    releasedOn: released?.on,
    lastDay: shortened?.lastDay ?? reserved.lastDay,
    fullPrice: reserved.fullPriceKopecks,
    fullNorm: reserved.fullNormKopecks,
    share: reserved.shareKopecks,
    coPayment: reserved.coPaymentKopecks,
    months: reserved.parts.map(({ month, shareKopecks, coPaymentKopecks }): MonthState => {
      const of = mine.filter((event) => 'month' in event && event.month === month);
      const report = of.find((event) => event.type === 'CompletenessReported');
      const debit = of.find((event) => event.type === 'MonthDebited');
      const isReturned = released !== undefined || (shortened !== undefined && month > monthOf(shortened.lastDay));
      const completeness = report && { held: report.held, planned: report.planned };
      return {
        month,
        share: shareKopecks,
        coPayment: coPaymentKopecks,
        status: isReturned ? 'returned' : debit ? 'debited' : 'reserved',
        debited: debit && !isReturned ? costOfMonth(shareKopecks, completeness) : zero,
        completeness,
        reportedOn: report?.on,
      };
    }),
  };
};
