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
import { evolve, total, type Account, type FundedContract } from './account.js';
import { fundsOn } from './funds.js';
import { ofContract, settleDue } from './due.js';
import type { AccountEvent, NoticeBy, RefusalReason, Terms } from './events.js';
import { contractLastDay, costOf, costOfMonth, type Cost, type GroupTerms } from './schedule.js';

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
      /** undefined: the limits have not been asked, which `place-needed` answers when they must be. */
      readonly place: CertificatePlace | 'none' | undefined;
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
      readonly by: NoticeBy;
      readonly lastDay: CalendarDate;
    }
  | ({ readonly type: 'ReportCompleteness'; readonly on: CalendarDate; readonly contract: string } & Completeness)
  | { readonly type: 'Settle'; readonly on: CalendarDate };

export type Reserve = Extract<AccountCommand, { type: 'Reserve' }>;

/** A command that cannot follow what the account knows. A refused reserve is not among them: it is an event. */
export type Rejection =
  | { readonly reason: 'place-needed' }
  | { readonly reason: 'contract-unknown' }
  | { readonly reason: 'contract-differs' }
  | { readonly reason: 'contract-not-reserved'; readonly status: string }
  | { readonly reason: 'contract-not-open'; readonly status: string }
  | { readonly reason: 'completeness-impossible'; readonly reported: Completeness }
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

/** The cost of a place for this account without any effect: the same answer that `Reserve` books. */
export const quote = (
  account: Account,
  command: Reserve,
): Result<Cost & { readonly lastDay: CalendarDate }, RefusalReason | 'place-needed'> => {
  const reserved = reserve(settleDue(account, command.on).reduce(evolve, account), command);
  if (!reserved.ok) return err(reserved.error.reason);
  const last = reserved.value.at(-1);
  if (last?.type === 'ReservationRefused') return err(last.reason);
  if (last?.type !== 'FundsReserved') throw new TypeError('a reserve ends in a reserve or a refusal');
  return ok({
    lastDay: last.lastDay,
    fullPrice: last.fullPriceKopecks,
    fullNorm: last.fullNormKopecks,
    share: last.shareKopecks,
    coPayment: last.coPaymentKopecks,
    parts: last.parts,
  });
};

const answer = (state: Account, command: AccountCommand): Result<readonly AccountEvent[], Rejection> => {
  switch (command.type) {
    case 'Settle':
      return ok([]);
    case 'Reserve': {
      const known = state.contracts.get(command.contract);
      if (!known) return reserve(state, command);
      return sameTerms(known.terms, command.terms) ? ok([]) : err({ reason: 'contract-differs' });
    }
    case 'Open':
    case 'Release':
    case 'Shorten':
    case 'ReportCompleteness': {
      const contract = state.contracts.get(command.contract);
      if (!contract) return command.type === 'Release' ? ok([]) : err({ reason: 'contract-unknown' });
      if (contract.status === 'refused')
        // Lessons are told to a contract that waits for its money, and the money may be refused before they are read.
        return command.type === 'Release' || command.type === 'ReportCompleteness'
          ? ok([])
          : err({ reason: 'contract-not-reserved', status: contract.status });
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
      // Also when it has been released since: a batch of messages may come again.
      if (contract.openedOn !== undefined) return ok([]);
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
      const { month, held, planned } = command;
      if (held < 0 || planned <= 0 || held > planned)
        return err({ reason: 'completeness-impossible', reported: { month, held, planned } });
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
  command: Reserve,
): Result<readonly AccountEvent[], { readonly reason: 'place-needed' }> => {
  const { on, contract, rules, place } = command;
  const { groupFirstDay, groupLastDay, price, normativeCost, ...terms } = command.terms;
  const lastDay = lastDayOf(command);
  const refused = (reason: RefusalReason) =>
    ok([{ type: 'ReservationRefused', on, contract, reason, ...terms } as const]);
  const certificate = state.certificates.get(rules.programme);
  if (on > lastDay) return refused('contract-period-over');
  if (!certificate && place === undefined) return err({ reason: 'place-needed' });
  if (!certificate && place === 'none') return refused('no-certificate-place');
  const issued = certificate || place === 'none' ? undefined : place;
  // The request is dated inside the period, for it is not after the contract's last day: what has expired meanwhile
  // was still there for it.
  const available = certificate ? fundsOn(state, rules.programme, on) : (issued?.nominal ?? zero);
  if (available < rules.minBalance) return refused('insufficient-funds');
  const cost = costOf(
    { groupFirstDay, groupLastDay, price, normativeCost },
    terms.start,
    lastDay,
    available,
    rules.rounding,
  );
  const { programme, from, toExclusive } = rules;
  return ok([
    // At the date of the expiry itself: no earlier day ever sees the money gone.
    ...(certificate?.closed
      ? [{ type: 'ExpiryReversed', on: toExclusive, programme, reversedKopecks: available, contract } as const]
      : []),
    ...(issued
      ? [
          {
            type: 'CertificateIssued',
            on,
            programme,
            certificateGroup: issued.certificateGroup,
            number: issued.number,
            nominalKopecks: issued.nominal,
            from,
            toExclusive,
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
  ]);
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

const lastDayOf = ({ terms, rules }: Reserve): CalendarDate =>
  contractLastDay(terms.groupLastDay, addDays(rules.toExclusive, -1));

const sameTerms = (a: Terms, b: Terms): boolean =>
  a.programme === b.programme &&
  a.group === b.group &&
  a.module === b.module &&
  a.provider === b.provider &&
  a.start === b.start;

const laterThan = (a: CalendarDate | undefined, b: CalendarDate): CalendarDate => (a !== undefined && a > b ? a : b);
