import {
  kopecks,
  minus,
  monthOf,
  plus,
  unreachable,
  zero,
  type CalendarDate,
  type Kopecks,
  type Month,
} from '@lib/kernel';
import type { AccountEvent, RefusalReason, Terms } from './events.js';
import { postings, type LedgerAccount } from './postings.js';

/** One certificate in one period. `nominal = available + reserved + spent + expired` at every moment. */
export type Certificate = {
  readonly programme: string;
  readonly certificateGroup: string;
  readonly number: string;
  readonly issuedOn: CalendarDate;
  readonly from: CalendarDate;
  readonly toExclusive: CalendarDate;
  readonly nominal: Kopecks;
  readonly available: Kopecks;
  readonly reserved: Kopecks;
  readonly spent: Kopecks;
  readonly expired: Kopecks;
  /** The period's end is booked. */
  readonly closed: boolean;
};

export type MonthState = {
  readonly month: Month;
  readonly share: Kopecks;
  readonly coPayment: Kopecks;
  readonly status: 'reserved' | 'debited' | 'returned';
  /** Net of what was given back. */
  readonly debited: Kopecks;
  readonly completeness: { readonly held: number; readonly planned: number } | undefined;
  readonly reportedOn: CalendarDate | undefined;
};

export type Contract =
  | {
      readonly status: 'refused';
      readonly id: string;
      readonly terms: Terms;
      readonly reason: RefusalReason;
      readonly refusedOn: CalendarDate;
    }
  | {
      readonly status: 'reserved' | 'open' | 'shortened' | 'released';
      readonly id: string;
      readonly terms: Terms;
      readonly reservedOn: CalendarDate;
      readonly openedOn: CalendarDate | undefined;
      readonly shortenedOn: CalendarDate | undefined;
      readonly releasedOn: CalendarDate | undefined;
      readonly lastDay: CalendarDate;
      readonly fullPrice: Kopecks;
      readonly fullNorm: Kopecks;
      readonly share: Kopecks;
      readonly coPayment: Kopecks;
      readonly months: readonly MonthState[];
    };
export type FundedContract = Exclude<Contract, { status: 'refused' }>;

/** All of one holder: a certificate per financing programme (municipality and period), and every contract ever asked for. */
export type Account = {
  readonly certificates: ReadonlyMap<string, Certificate>;
  readonly contracts: ReadonlyMap<string, Contract>;
  /** The latest business date the account has booked. */
  readonly settledThrough: CalendarDate | undefined;
};

export const emptyAccount: Account = { certificates: new Map(), contracts: new Map(), settledThrough: undefined };

/** A history that cannot have happened. A stopped account is better than an invented balance. */
export class CorruptHistory extends Error {}

/** The state after one more event. @throws CorruptHistory when the event cannot follow the state. */
export const evolve = (account: Account, event: AccountEvent): Account => ({
  certificates: evolveCertificates(account.certificates, event),
  contracts: evolveContracts(account.contracts, event),
  settledThrough:
    account.settledThrough !== undefined && account.settledThrough >= event.on ? account.settledThrough : event.on,
});

/** The contracts after one more event; they know nothing of balances. @throws CorruptHistory */
const evolveContracts = (
  contracts: ReadonlyMap<string, Contract>,
  event: AccountEvent,
): ReadonlyMap<string, Contract> => {
  switch (event.type) {
    case 'FundsReserved':
      if (plus(...event.parts.map((part) => part.shareKopecks)) !== event.shareKopecks)
        throw new CorruptHistory(`the months of contract ${event.contract} are not its share`);
      return answered(contracts, {
        status: 'reserved',
        id: event.contract,
        terms: termsOf(event),
        reservedOn: event.on,
        openedOn: undefined,
        shortenedOn: undefined,
        releasedOn: undefined,
        lastDay: event.lastDay,
        fullPrice: event.fullPriceKopecks,
        fullNorm: event.fullNormKopecks,
        share: event.shareKopecks,
        coPayment: event.coPaymentKopecks,
        months: event.parts.map((part) => ({
          month: part.month,
          share: part.shareKopecks,
          coPayment: part.coPaymentKopecks,
          status: 'reserved',
          debited: zero,
          completeness: undefined,
          reportedOn: undefined,
        })),
      });
    case 'ReservationRefused':
      return answered(contracts, {
        status: 'refused',
        id: event.contract,
        terms: termsOf(event),
        reason: event.reason,
        refusedOn: event.on,
      });
    case 'ContractOpened':
      return changed(contracts, event, ['reserved'], (contract) => ({
        ...contract,
        status: 'open',
        openedOn: event.on,
      }));
    case 'MonthDebited':
      return changedMonth(contracts, event, ['open', 'shortened'], (part) => {
        if (part.status !== 'reserved' || part.share !== event.debitedKopecks + event.returnedKopecks)
          throw new CorruptHistory(`${event.month} of contract ${event.contract} cannot be debited like this`);
        return { ...part, status: 'debited', debited: event.debitedKopecks };
      });
    case 'CompletenessReported':
      return changedMonth(contracts, event, ['reserved', 'open', 'shortened'], (part) => {
        if (part.status === 'returned' || part.completeness || event.returnedKopecks > part.debited)
          throw new CorruptHistory(`${event.month} of contract ${event.contract} cannot be reported like this`);
        return {
          ...part,
          debited: minus(part.debited, event.returnedKopecks),
          completeness: { held: event.held, planned: event.planned },
          reportedOn: event.on,
        };
      });
    case 'ContractShortened':
      return changed(contracts, event, ['open'], (contract) => ({
        ...contract,
        status: 'shortened',
        shortenedOn: event.on,
        lastDay: event.lastDay,
        months: givenBack(contract.months, event, (part) => part.month > monthOf(event.lastDay)),
      }));
    case 'ReservationReleased':
      return changed(contracts, event, ['reserved', 'open', 'shortened'], (contract) => ({
        ...contract,
        status: 'released',
        releasedOn: event.on,
        months: givenBack(contract.months, event, () => true),
      }));
    case 'CertificateIssued':
    case 'PeriodExpired':
    case 'ExpiryReversed':
      return contracts;
    default:
      return unreachable(event);
  }
};

/** What of a contract's months has this status, in kopecks: net where debited, else the part. */
export const total = (months: readonly MonthState[], status: MonthState['status']): Kopecks =>
  plus(
    ...months
      .filter((part) => part.status === status)
      .map((part) => (status === 'debited' ? part.debited : part.share)),
  );

const BUCKETS = {
  available: 'available',
  reserved: 'reserved',
  payable: 'spent',
  expired: 'expired',
} as const satisfies Record<Exclude<LedgerAccount, 'budget'>, keyof Certificate>;

const evolveCertificates = (
  certificates: ReadonlyMap<string, Certificate>,
  event: AccountEvent,
): ReadonlyMap<string, Certificate> => {
  if (event.type === 'ReservationRefused') return certificates;
  const lines = postings(event);
  const before = event.type === 'CertificateIssued' ? issued(certificates, event) : certificates.get(event.programme);
  if (!before) throw new CorruptHistory(`${event.type} without a certificate of ${event.programme}`);
  const after = { ...before };
  for (const line of lines) {
    if (line.account === 'budget') continue;
    const bucket = BUCKETS[line.account];
    const balance = after[bucket] + line.kopecks;
    if (balance < 0)
      throw new CorruptHistory(`${event.type} takes ${-line.kopecks} kopecks from ${bucket}: ${after[bucket]}`);
    after[bucket] = kopecks(balance);
  }
  if (event.type === 'PeriodExpired' ? before.closed : event.type === 'ExpiryReversed' && !before.closed)
    throw new CorruptHistory(`${event.type} of a certificate that is ${before.closed ? 'closed' : 'open'}`);
  const closed = event.type === 'PeriodExpired' || (event.type !== 'ExpiryReversed' && before.closed);
  if (closed && after.available > 0) throw new CorruptHistory(`${event.type} leaves money available after the period`);
  return new Map(certificates).set(event.programme, { ...after, closed });
};

const issued = (
  certificates: ReadonlyMap<string, Certificate>,
  event: Extract<AccountEvent, { type: 'CertificateIssued' }>,
): Certificate => {
  if (certificates.has(event.programme)) throw new CorruptHistory('a certificate issued twice');
  return {
    programme: event.programme,
    certificateGroup: event.certificateGroup,
    number: event.number,
    issuedOn: event.on,
    from: event.from,
    toExclusive: event.toExclusive,
    nominal: event.nominalKopecks,
    available: zero,
    reserved: zero,
    spent: zero,
    expired: zero,
    closed: false,
  };
};

const answered = (contracts: ReadonlyMap<string, Contract>, contract: Contract): ReadonlyMap<string, Contract> => {
  if (contracts.has(contract.id)) throw new CorruptHistory(`contract ${contract.id} was answered before`);
  return new Map(contracts).set(contract.id, contract);
};

type OfContract = Extract<AccountEvent, { contract: string }>;

const changed = (
  contracts: ReadonlyMap<string, Contract>,
  event: OfContract,
  from: readonly Contract['status'][],
  change: (contract: FundedContract) => FundedContract,
): ReadonlyMap<string, Contract> => {
  const contract = contracts.get(event.contract);
  if (!contract || contract.status === 'refused' || !from.includes(contract.status))
    throw new CorruptHistory(`${event.type} of contract ${event.contract}, which is ${contract?.status ?? 'unknown'}`);
  return new Map(contracts).set(contract.id, change(contract));
};

const changedMonth = (
  contracts: ReadonlyMap<string, Contract>,
  event: Extract<OfContract, { month: Month }>,
  from: readonly Contract['status'][],
  change: (part: MonthState) => MonthState,
): ReadonlyMap<string, Contract> =>
  changed(contracts, event, from, (contract) => {
    if (!contract.months.some((part) => part.month === event.month))
      throw new CorruptHistory(`${event.month} is not a month of contract ${contract.id}`);
    return { ...contract, months: contract.months.map((part) => (part.month === event.month ? change(part) : part)) };
  });

const givenBack = (
  months: readonly MonthState[],
  event: Extract<AccountEvent, { refundedKopecks: Kopecks }>,
  which: (part: MonthState) => boolean,
): readonly MonthState[] => {
  const back = months.filter(which);
  if (total(back, 'reserved') !== event.releasedKopecks || total(back, 'debited') !== event.refundedKopecks)
    throw new CorruptHistory(`${event.type} of contract ${event.contract} gives back another sum than its months hold`);
  return months.map((part) => (which(part) ? { ...part, status: 'returned', debited: zero } : part));
};

const termsOf = ({ programme, group, module, provider, direction, start }: Terms): Terms => ({
  programme,
  group,
  module,
  provider,
  direction,
  start,
});
