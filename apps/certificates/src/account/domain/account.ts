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
export const evolveContracts = (
  contracts: ReadonlyMap<string, Contract>,
  event: AccountEvent,
): ReadonlyMap<string, Contract> => {
  switch (event.type) {
    case 'FundsReserved':
      return answered(contracts, {
        status: 'reserved',
        id: event.contract,
        terms: termsOf(event),
        reservedOn: event.on,
        openedOn: undefined,
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
      return changed(contracts, event.contract, (contract) => ({ ...contract, status: 'open', openedOn: event.on }));
    case 'MonthDebited':
      return changedMonths(contracts, event.contract, (part) =>
        part.month === event.month ? { ...part, status: 'debited', debited: event.debitedKopecks } : part,
      );
    case 'CompletenessReported':
      return changedMonths(contracts, event.contract, (part) =>
        part.month === event.month
          ? {
              ...part,
              debited: minus(part.debited, event.returnedKopecks),
              completeness: { held: event.held, planned: event.planned },
            }
          : part,
      );
    case 'ContractShortened':
      return changed(contracts, event.contract, (contract) => ({
        ...contract,
        status: 'shortened',
        lastDay: event.lastDay,
        months: contract.months.map((part) => (part.month > monthOf(event.lastDay) ? returned(part) : part)),
      }));
    case 'ReservationReleased':
      return changed(contracts, event.contract, (contract) => ({
        ...contract,
        status: 'released',
        months: contract.months.map(returned),
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
  const lines = postings(event);
  if (lines.length === 0 && event.type !== 'CertificateIssued' && event.type !== 'PeriodExpired') return certificates;
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
  const closed = event.type === 'PeriodExpired' || (event.type !== 'ExpiryReversed' && before.closed);
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

const changed = (
  contracts: ReadonlyMap<string, Contract>,
  id: string,
  change: (contract: FundedContract) => FundedContract,
): ReadonlyMap<string, Contract> => {
  const contract = contracts.get(id);
  if (!contract || contract.status === 'refused') throw new CorruptHistory(`nothing is reserved for contract ${id}`);
  return new Map(contracts).set(id, change(contract));
};

const changedMonths = (
  contracts: ReadonlyMap<string, Contract>,
  id: string,
  change: (part: MonthState) => MonthState,
): ReadonlyMap<string, Contract> =>
  changed(contracts, id, (contract) => ({ ...contract, months: contract.months.map(change) }));

const returned = (part: MonthState): MonthState => ({ ...part, status: 'returned', debited: zero });

const termsOf = ({ programme, group, module, provider, direction, start }: Terms): Terms => ({
  programme,
  group,
  module,
  provider,
  direction,
  start,
});
