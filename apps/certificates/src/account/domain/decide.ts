import {
  addDays,
  err,
  minus,
  monthOf,
  ok,
  unreachable,
  zero,
  type CalendarDate,
  type Kopecks,
  type Month,
  type Result,
  type Rounding,
} from '@lib/kernel';
import {
  evolve,
  total,
  type Account,
  type Certificate,
  type FundedContract,
  type MonthState,
} from './account.js';
import type { AccountEvent, RefusalReason, Returns, Terms } from './events.js';
import { contractLastDay, costOf, costOfMonth, dueOn, type Cost, type GroupTerms } from './schedule.js';

/** What of a financing programme decides about an account. */
export type AccountRules = {
  readonly programme: string;
  readonly from: CalendarDate;
  readonly toExclusive: CalendarDate;
  readonly rounding: Rounding;
  readonly minBalance: Kopecks;
};

/** A place in the certificate group's limits, taken for a child that has no certificate yet. */
export type CertificatePlace = {
  readonly certificateGroup: string;
  readonly number: string;
  readonly nominal: Kopecks;
};

export type Completeness = { readonly month: Month; readonly held: number; readonly planned: number };

/** `on` is the business date of the region at which the thing happened, not at which it was heard of. */
export type AccountCommand =
  | {
      readonly type: 'Reserve';
      readonly on: CalendarDate;
      readonly contract: string;
      readonly terms: Terms & GroupTerms;
      readonly rules: AccountRules;
      /** Asked for only when `needsPlace`; undefined then means that the limits have none. */
      readonly place: CertificatePlace | undefined;
    }
  | {
      readonly type: 'Open';
      readonly on: CalendarDate;
      readonly contract: string;
      readonly completeness: readonly Completeness[];
    }
  | { readonly type: 'Release'; readonly on: CalendarDate; readonly contract: string; readonly reason: string }
  | {
      readonly type: 'Shorten';
      readonly on: CalendarDate;
      readonly contract: string;
      readonly by: 'family' | 'provider';
      readonly lastDay: CalendarDate;
    }
  | ({ readonly type: 'ReportCompleteness'; readonly on: CalendarDate; readonly contract: string } & Completeness)
  | { readonly type: 'Settle'; readonly on: CalendarDate };

/** A command that cannot follow what the account knows. A refused reserve is not among them: it is an event. */
export type Rejection =
  | { readonly reason: 'contract-unknown' }
  | { readonly reason: 'contract-differs' }
  | { readonly reason: 'contract-not-reserved'; readonly status: string }
  | { readonly reason: 'contract-not-open'; readonly status: string }
  | { readonly reason: 'completeness-differs'; readonly recorded: Completeness };

/**
 * Books what has fallen due up to the command's date, then what the command asks, then what that makes due up to the
 * date the account had reached before: a fact that arrives late leaves the account as if it had come in time.
 * The same command again yields no event (docs/rules.md §4, ADR 0010).
 */
export const decide = (account: Account, command: AccountCommand): Result<readonly AccountEvent[], Rejection> => {
  const booked: AccountEvent[] = [];
  let state = account;
  const book = (events: readonly AccountEvent[]): void => {
    booked.push(...events);
    state = events.reduce(evolve, state);
  };
  book(settleDue(state, command.on));
  const decision = answer(state, command);
  if (!decision.ok) return decision;
  // A repetition must be silent: what is due by itself waits for the next run or the next new fact.
  if (command.type !== 'Settle' && decision.value.length === 0) return ok([]);
  book(decision.value);
  book(settleDue(state, laterThan(account.settledThrough, command.on)));
  return ok(booked);
};

/** True when a reserve would issue a certificate, so that a place of the limits must be taken for it first. */
export const needsPlace = (account: Account, command: Extract<AccountCommand, { type: 'Reserve' }>): boolean =>
  !account.contracts.has(command.contract) &&
  !account.certificates.has(command.rules.programme) &&
  command.on <= lastDayOf(command);

/** The cost of a place for this account without any effect: the same answer that `Reserve` books. */
export const quote = (
  account: Account,
  command: Extract<AccountCommand, { type: 'Reserve' }>,
): Result<Cost & { readonly lastDay: CalendarDate }, RefusalReason> => {
  const lastDay = lastDayOf(command);
  const reserved = reserve(settleDue(account, command.on).reduce(evolve, account), command);
  const last = reserved.at(-1);
  if (last?.type === 'ReservationRefused') return err(last.reason);
  if (last?.type !== 'FundsReserved') throw new TypeError('a reserve ends in a reserve or a refusal');
  return ok({
    lastDay,
    fullPrice: last.fullPriceKopecks,
    fullNorm: last.fullNormKopecks,
    share: last.shareKopecks,
    coPayment: last.coPaymentKopecks,
    parts: last.parts,
  });
};

/** What has fallen due up to and including `through` and is not booked yet, in the order of its dates (docs/rules.md §4). */
export const settleDue = (account: Account, through: CalendarDate): readonly AccountEvent[] => {
  const due: AccountEvent[] = [];
  for (const contract of account.contracts.values()) {
    if (contract.status !== 'open' && contract.status !== 'shortened') continue;
    for (const state of contract.months) {
      const on = dueOn(state, contract.openedOn ?? contract.reservedOn);
      if (state.status === 'reserved' && on <= through) due.push(debit(account, contract, state, on));
    }
  }
  for (const certificate of account.certificates.values())
    if (!certificate.closed && certificate.toExclusive <= through) due.push(expiry(certificate, due));
  // Stable: on one date debits stand before the expiry, as they were collected.
  return due.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
};

/** The first date on which something of this account falls due by itself; undefined when nothing does. */
export const nextDue = (account: Account): CalendarDate | undefined => {
  const dates: CalendarDate[] = [];
  for (const contract of account.contracts.values())
    if (contract.status === 'open' || contract.status === 'shortened')
      for (const state of contract.months)
        if (state.status === 'reserved') dates.push(dueOn(state, contract.openedOn ?? contract.reservedOn));
  for (const certificate of account.certificates.values()) if (!certificate.closed) dates.push(certificate.toExclusive);
  return dates.sort()[0];
};

const answer = (state: Account, command: AccountCommand): Result<readonly AccountEvent[], Rejection> => {
  switch (command.type) {
    case 'Settle':
      return ok([]);
    case 'Reserve': {
      const known = state.contracts.get(command.contract);
      if (!known) return ok(reserve(state, command));
      return sameTerms(known.terms, command.terms) ? ok([]) : err({ reason: 'contract-differs' });
    }
    case 'Open':
    case 'Release':
    case 'Shorten':
    case 'ReportCompleteness': {
      const contract = state.contracts.get(command.contract);
      if (!contract) return command.type === 'Release' ? ok([]) : err({ reason: 'contract-unknown' });
      if (contract.status === 'refused')
        return command.type === 'Release' ? ok([]) : err({ reason: 'contract-not-reserved', status: contract.status });
      return onContract(state, contract, command);
    }
    default:
      return unreachable(command);
  }
};

const onContract = (
  state: Account,
  contract: FundedContract,
  command: Extract<AccountCommand, { type: 'Open' | 'Release' | 'Shorten' | 'ReportCompleteness' }>,
): Result<readonly AccountEvent[], Rejection> => {
  const { on } = command;
  const of = ofContract(state, contract);
  switch (command.type) {
    case 'Open':
      if (contract.status === 'open' || contract.status === 'shortened') return ok([]);
      if (contract.status === 'released') return err({ reason: 'contract-not-reserved', status: contract.status });
      return ok([
        { type: 'ContractOpened', on, contract: contract.id, programme: contract.terms.programme },
        ...command.completeness.flatMap((report) => completenessOf(state, contract, on, report)),
      ]);
    case 'Release':
      if (contract.status === 'released') return ok([]);
      return ok([
        {
          type: 'ReservationReleased',
          on,
          ...of,
          reason: command.reason,
          releasedKopecks: total(contract.months, 'reserved'),
          refundedKopecks: total(contract.months, 'debited'),
        },
      ]);
    case 'Shorten': {
      if (contract.status === 'shortened')
        return contract.lastDay === command.lastDay ? ok([]) : err({ reason: 'contract-differs' });
      if (contract.status !== 'open') return err({ reason: 'contract-not-open', status: contract.status });
      const after = contract.months.filter((m) => m.month > monthOf(command.lastDay));
      return ok([
        {
          type: 'ContractShortened',
          on,
          ...of,
          by: command.by,
          lastDay: command.lastDay,
          releasedKopecks: total(after, 'reserved'),
          refundedKopecks: total(after, 'debited'),
        },
      ]);
    }
    case 'ReportCompleteness': {
      const recorded = contract.months.find((m) => m.month === command.month)?.completeness;
      if (recorded && (recorded.held !== command.held || recorded.planned !== command.planned))
        return err({ reason: 'completeness-differs', recorded: { month: command.month, ...recorded } });
      return ok(completenessOf(state, contract, on, command));
    }
    default:
      return unreachable(command);
  }
};

const reserve = (
  state: Account,
  command: Extract<AccountCommand, { type: 'Reserve' }>,
): readonly (AccountEvent & { type: 'CertificateIssued' | 'ExpiryReversed' | 'FundsReserved' | 'ReservationRefused' })[] => {
  const { on, contract, rules, place } = command;
  const { groupFirstDay, groupLastDay, price, normativeCost, ...terms } = command.terms;
  const lastDay = lastDayOf(command);
  const refused = (reason: RefusalReason) => [{ type: 'ReservationRefused', on, contract, reason, ...terms } as const];
  const certificate = state.certificates.get(rules.programme);
  if (on > lastDay) return refused('contract-period-over');
  if (!certificate && !place) return refused('no-certificate-place');
  // The request is dated inside the period, for it is not after the contract's last day: what has expired meanwhile
  // was still there for it.
  const reversed = certificate?.closed ? certificate.expired : zero;
  const available = certificate ? ((certificate.available + reversed) as Kopecks) : (place?.nominal ?? zero);
  if (available < rules.minBalance) return refused('insufficient-funds');
  const cost = costOf({ groupFirstDay, groupLastDay, price, normativeCost }, terms.start, lastDay, available, rules.rounding);
  return [
    ...(certificate?.closed
      ? [
          {
            type: 'ExpiryReversed',
            // At the date of the expiry itself: no earlier day ever sees the money gone.
            on: certificate.toExclusive,
            programme: rules.programme,
            reversedKopecks: reversed,
            contract,
          } as const,
        ]
      : []),
    ...(!certificate && place
      ? [
          {
            type: 'CertificateIssued',
            on,
            programme: rules.programme,
            certificateGroup: place.certificateGroup,
            number: place.number,
            nominalKopecks: place.nominal,
            from: rules.from,
            toExclusive: rules.toExclusive,
          } as const,
        ]
      : []),
    {
      type: 'FundsReserved',
      on,
      contract,
      ...terms,
      lastDay,
      fullPriceKopecks: cost.fullPrice,
      fullNormKopecks: cost.fullNorm,
      shareKopecks: cost.share,
      coPaymentKopecks: cost.coPayment,
      parts: cost.parts,
    },
  ];
};

const completenessOf = (
  state: Account,
  contract: FundedContract,
  on: CalendarDate,
  { month, held, planned }: Completeness,
): readonly AccountEvent[] => {
  const part = contract.months.find((m) => m.month === month);
  if (!part || part.completeness || part.status === 'returned') return [];
  const returnedKopecks =
    part.status === 'debited' ? minus(part.debited, costOfMonth(part.share, { held, planned })) : zero;
  return [{ type: 'CompletenessReported', on, ...ofContract(state, contract), month, held, planned, returnedKopecks }];
};

const debit = (
  account: Account,
  contract: FundedContract,
  part: MonthState,
  on: CalendarDate,
): AccountEvent & { type: 'MonthDebited' } => {
  const debitedKopecks = costOfMonth(part.share, part.completeness);
  return {
    type: 'MonthDebited',
    on,
    ...ofContract(account, contract),
    month: part.month,
    debitedKopecks,
    returnedKopecks: minus(part.share, debitedKopecks),
  };
};

const expiry = (certificate: Certificate, due: readonly AccountEvent[]): AccountEvent => {
  const returnedByDebits = due.reduce(
    (sum, event) =>
      event.type === 'MonthDebited' && event.programme === certificate.programme && event.returnsTo === 'available'
        ? sum + event.returnedKopecks
        : sum,
    0,
  );
  return {
    type: 'PeriodExpired',
    on: certificate.toExclusive,
    programme: certificate.programme,
    expiredKopecks: (certificate.available + returnedByDebits) as Kopecks,
  };
};

const ofContract = (account: Account, contract: FundedContract) => ({
  contract: contract.id,
  programme: contract.terms.programme,
  provider: contract.terms.provider,
  returnsTo: (account.certificates.get(contract.terms.programme)?.closed ? 'expired' : 'available') as Returns,
});

const lastDayOf = ({ terms, rules }: Extract<AccountCommand, { type: 'Reserve' }>): CalendarDate =>
  contractLastDay(terms.groupLastDay, addDays(rules.toExclusive, -1));

const sameTerms = (a: Terms, b: Terms): boolean =>
  a.programme === b.programme && a.group === b.group && a.module === b.module && a.provider === b.provider && a.start === b.start;

const laterThan = (a: CalendarDate | undefined, b: CalendarDate): CalendarDate => (a !== undefined && a > b ? a : b);
