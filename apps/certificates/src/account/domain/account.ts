import {
  earlierOf,
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
import type { AccountEvent, Part, RefusalReason, Terms } from './events.js';
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
  /** The period's end is booked, or an operator closed the certificate. */
  readonly closed: boolean;
  /** An operator closed it, on this day. */
  readonly closedByOperatorOn: CalendarDate | undefined;
};

export type MonthState = {
  readonly month: Month;
  readonly share: Kopecks;
  readonly coPayment: Kopecks;
  /** `free`: the certificate pays nothing of it, so it never falls due. */
  readonly status: 'free' | 'reserved' | 'debited' | 'returned';
  /** Net of what was given back. */
  readonly debited: Kopecks;
  readonly completeness: Lessons | undefined;
  readonly reportedOn: CalendarDate | undefined;
  /** A correction of the report for which money is set aside. */
  readonly correcting: (Lessons & { readonly correction: string; readonly heldKopecks: Kopecks }) | undefined;
  /** Corrections that were applied, dropped or refused: each is answered once. */
  readonly corrections: readonly string[];
};

export type Lessons = { readonly held: number; readonly planned: number };

/** A notice as it can be taken back: the contract before it. */
type BeforeNotice = {
  readonly on: CalendarDate;
  readonly status: 'open';
  readonly lastDay: CalendarDate;
  readonly months: readonly MonthState[];
};

export type Contract =
  | {
      readonly status: 'refused';
      readonly id: string;
      readonly terms: Terms;
      readonly reason: RefusalReason;
      readonly refusedOn: CalendarDate;
      /** How often the answer was repeated. */
      readonly repeated: number;
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
      /** How many notices, and how many revocations of one, have been answered. */
      readonly notices: number;
      readonly revocations: number;
      /** What the last notice, or withdrawal after the conclusion, ended. */
      readonly beforeNotice: BeforeNotice | undefined;
      readonly repeated: number;
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
        months: event.parts.map(monthOfPart),
        notices: 0,
        revocations: 0,
        beforeNotice: undefined,
        repeated: 0,
      });
    case 'ReservationRefused':
      return answered(contracts, {
        status: 'refused',
        id: event.contract,
        terms: termsOf(event),
        reason: event.reason,
        refusedOn: event.on,
        repeated: 0,
      });
    case 'ContractOpened':
      return changed(contracts, event, ['reserved'], (contract) => ({
        ...contract,
        status: 'open',
        openedOn: event.on,
      }));
    case 'MonthDebited':
      return changedMonth(contracts, event, ['open', 'shortened'], (part) => {
        if (!isUndebited(part) || part.share !== event.debitedKopecks + event.returnedKopecks)
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
        ...noticed(contract, event.on),
        status: 'shortened',
        shortenedOn: event.on,
        // An early version let a notice move the last day forward.
        lastDay: earlierOf(event.lastDay, contract.lastDay),
        months: givenBack(contract.months, event, (part) => part.month > monthOf(event.lastDay)),
      }));
    case 'ReservationReleased':
      return changed(contracts, event, ['reserved', 'open', 'shortened'], (contract) => ({
        ...contract,
        ...(contract.status === 'open' ? noticed(contract, event.on) : {}),
        status: 'released',
        releasedOn: event.on,
        months: givenBack(contract.months, event, () => true),
      }));
    case 'NoticeRevoked':
      return changed(contracts, event, ['shortened', 'released'], (contract) => revoked(contract, event));
    case 'NoticeRevocationRefused':
      return changed(contracts, event, FUNDED, (contract) => ({ ...contract, revocations: contract.revocations + 1 }));
    case 'LessonsCorrectionHeld':
      return changedMonth(contracts, event, FUNDED, (part) => ({
        ...part,
        correcting: {
          correction: event.correction,
          held: event.held,
          planned: event.planned,
          heldKopecks: event.heldKopecks,
        },
      }));
    case 'LessonsCorrectionRefused':
      return changedMonth(contracts, event, FUNDED, (part) => ({
        ...part,
        corrections: [...part.corrections, event.correction],
      }));
    case 'LessonsCorrectionDropped':
      return changedMonth(contracts, event, FUNDED, (part) => {
        if (part.correcting?.correction !== event.correction || part.correcting.heldKopecks !== event.heldKopecks)
          throw new CorruptHistory(`${event.month} of contract ${event.contract} has no such correction`);
        return { ...part, correcting: undefined, corrections: [...part.corrections, event.correction] };
      });
    case 'LessonsCorrected':
      return changedMonth(contracts, event, FUNDED, (part) => {
        if (event.returnedKopecks > part.debited || event.debitedKopecks > (part.correcting?.heldKopecks ?? 0))
          throw new CorruptHistory(`${event.month} of contract ${event.contract} cannot be corrected like this`);
        return {
          ...part,
          debited: kopecks(part.debited + event.debitedKopecks - event.returnedKopecks),
          completeness: { held: event.held, planned: event.planned },
          reportedOn: part.reportedOn ?? event.on,
          correcting: undefined,
          corrections: [...part.corrections, event.correction],
        };
      });
    case 'AnswerRepeated': {
      const contract = contracts.get(event.contract);
      if (!contract) throw new CorruptHistory(`the answer for contract ${event.contract} was never given`);
      return new Map(contracts).set(contract.id, { ...contract, repeated: event.attempt });
    }
    case 'CertificateIssued':
    case 'PeriodExpired':
    case 'ExpiryReversed':
    case 'CertificateClosed':
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
  // A contract of which the certificate pays nothing needs no certificate (docs/rules.md §3).
  if (lines.length === 0 && MOVES_NOTHING.has(event.type) && !certificates.has(event.programme)) return certificates;
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
  const closes = event.type === 'PeriodExpired' || event.type === 'CertificateClosed';
  const closed = closes || (event.type !== 'ExpiryReversed' && before.closed);
  if (closed && after.available > 0) throw new CorruptHistory(`${event.type} leaves money available after the period`);
  const closedByOperatorOn = event.type === 'CertificateClosed' ? event.on : before.closedByOperatorOn;
  return new Map(certificates).set(event.programme, { ...after, closed, closedByOperatorOn });
};

/** What happens to a contract, also to one that the certificate pays nothing of. */
const MOVES_NOTHING: ReadonlySet<AccountEvent['type']> = new Set([
  'FundsReserved',
  'ReservationRefused',
  'ContractOpened',
  'MonthDebited',
  'CompletenessReported',
  'ContractShortened',
  'ReservationReleased',
  'NoticeRevoked',
  'NoticeRevocationRefused',
  'LessonsCorrectionHeld',
  'LessonsCorrectionRefused',
  'LessonsCorrectionDropped',
  'LessonsCorrected',
  'AnswerRepeated',
]);

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
    closedByOperatorOn: undefined,
  };
};

const answered = (contracts: ReadonlyMap<string, Contract>, contract: Contract): ReadonlyMap<string, Contract> => {
  if (contracts.has(contract.id)) throw new CorruptHistory(`contract ${contract.id} was answered before`);
  return new Map(contracts).set(contract.id, contract);
};

/** The month of a contract before anything has happened to it. */
export const monthOfPart = ({ month, shareKopecks, coPaymentKopecks }: Part): MonthState => ({
  month,
  share: shareKopecks,
  coPayment: coPaymentKopecks,
  status: shareKopecks === 0 ? 'free' : 'reserved',
  debited: zero,
  completeness: undefined,
  reportedOn: undefined,
  correcting: undefined,
  corrections: [],
});

// An early version debited free months too, with 0 kopecks.
const isUndebited = ({ status }: MonthState): boolean => status === 'reserved' || status === 'free';

const FUNDED = ['reserved', 'open', 'shortened', 'released'] as const;

const noticed = ({ notices, lastDay, months }: FundedContract, on: CalendarDate) => ({
  notices: notices + 1,
  beforeNotice: { on, status: 'open' as const, lastDay, months },
});

const revoked = (contract: FundedContract, event: Extract<AccountEvent, { type: 'NoticeRevoked' }>): FundedContract => {
  const { beforeNotice } = contract;
  if (!beforeNotice || beforeNotice.lastDay !== event.lastDay)
    throw new CorruptHistory(`contract ${contract.id} has no such notice`);
  const { back, months } = restored(contract);
  if (total(back, 'reserved') !== event.reservedKopecks || total(back, 'debited') !== event.debitedKopecks)
    throw new CorruptHistory(`the revocation of contract ${contract.id} binds another sum than its notice gave back`);
  return {
    ...contract,
    status: beforeNotice.status,
    shortenedOn: undefined,
    releasedOn: undefined,
    lastDay: beforeNotice.lastDay,
    months,
    revocations: contract.revocations + 1,
    beforeNotice: undefined,
  };
};

/** The months of a contract as they would be without its last notice; `back` are those that the notice gave back. */
export const restored = ({
  months,
  beforeNotice,
}: FundedContract): { readonly back: readonly MonthState[]; readonly months: readonly MonthState[] } => {
  const before = new Map(beforeNotice?.months.map((part) => [part.month, part]));
  const returned = (part: MonthState): MonthState | undefined =>
    part.status === 'returned' && before.get(part.month)?.status !== 'returned' ? before.get(part.month) : undefined;
  return {
    back: months.flatMap((part) => returned(part) ?? []),
    months: months.map((part) => returned(part) ?? part),
  };
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
