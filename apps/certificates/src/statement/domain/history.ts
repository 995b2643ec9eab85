import type { CalendarDate, Instant } from '@lib/kernel';
import { emptyAccount, evolveAll } from '../../account/domain/account.js';
import { isContractFact, withFact, type Contract } from '../../account/domain/contract.js';
import { settleDue } from '../../account/domain/due.js';
import { postings, type AccountEvent } from '../../account/domain/events.js';

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

/** The same function, which does not work twice on the same thing while that is kept. What it gives must not be changed. */
const once = <Of extends object, Made extends object>(make: (of: Of) => Made): ((of: Of) => Made) => {
  const known = new WeakMap<Of, Made>();
  return (of) => {
    const made = known.get(of) ?? make(of);
    known.set(of, made);
    return made;
  };
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
  if (knownAt !== undefined) return upTo(asOf, log.slice(0, countKnown(log, knownAt)));
  const due = settleDue(accountAfter(log), asOf);
  return upTo(asOf, [...log, ...due.map((event): Recorded => ({ event, revision: undefined, recordedAt: undefined }))]);
};

/** What a log adds up to, added up once for as long as the log is kept. */
const accountAfter = once((log: readonly Recorded[]) =>
  evolveAll(
    emptyAccount,
    log.map(({ event }) => event),
  ),
);

const upTo = (asOf: CalendarDate, recorded: readonly Recorded[]): readonly Recorded[] =>
  recorded
    .filter(({ event }) => event.on <= asOf)
    .sort((a, b) => (a.event.on < b.event.on ? -1 : a.event.on > b.event.on ? 1 : 0));

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
 * The contracts of a history: what its entries say of each, in the order in which they were recorded. A late fact stands
 * before entries that were booked without knowing it, and a revocation follows the notice that it takes back, whatever
 * their dates.
 */
export const contractsOf = (history: readonly Recorded[]): ReadonlyMap<string, Contract> => {
  const asRecorded = [...history].sort((a, b) => (a.revision ?? Infinity) - (b.revision ?? Infinity) || 0);
  // In the order of the statement: the first to be asked for stands first.
  const contracts = new Map<string, Contract | undefined>(
    history.flatMap(({ event }) => (isContractFact(event) ? [[event.contract, undefined] as const] : [])),
  );
  for (const { event } of asRecorded)
    if (isContractFact(event)) contracts.set(event.contract, withFact(contracts.get(event.contract), event));
  return new Map([...contracts].flatMap(([id, contract]) => (contract ? [[id, contract] as const] : [])));
};
