import { earlierOf, monthOf, plus, unreachable, zero, type CalendarDate, type Kopecks } from '@lib/kernel';
import type { AccountEvent, NoticeBy, RefusalReason, RevocationRefusal, Terms } from './events.js';
import { CorruptHistory, evolveMonth, monthOfPart, total, type MonthState, type OfMonth } from './month.js';
import { costOfMonth } from './schedule.js';

/** A notice as it can be taken back: the contract before it. */
type BeforeNotice = {
  readonly on: CalendarDate;
  readonly by: NoticeBy;
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
      /** Corrections of lessons that it was asked about: each is answered once. */
      readonly corrections: readonly string[];
    }
  | {
      readonly status: 'reserved' | 'concluded' | 'terminated' | 'released';
      readonly id: string;
      readonly terms: Terms;
      readonly reservedOn: CalendarDate;
      readonly concludedOn: CalendarDate | undefined;
      readonly terminatedOn: CalendarDate | undefined;
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
      /** The answer to the last revocation. */
      readonly revocation: 'revoked' | RevocationRefusal | undefined;
      /** What the last notice, or withdrawal after the conclusion, ended. */
      readonly beforeNotice: BeforeNotice | undefined;
      /** How often the last answer was repeated. */
      readonly repeated: number;
      readonly corrections: readonly string[];
    };
export type FundedContract = Exclude<Contract, { status: 'refused' }>;

/** The contracts after one more event; they know nothing of balances. @throws CorruptHistory */
export const evolveContracts = (
  contracts: ReadonlyMap<string, Contract>,
  event: AccountEvent,
): ReadonlyMap<string, Contract> => {
  switch (event.type) {
    case 'FundsReserved':
      if (plus(...event.parts.map((part) => part.share)) !== event.share)
        throw new CorruptHistory(`the months of contract ${event.contract} are not its share`);
      return answered(contracts, {
        status: 'reserved',
        id: event.contract,
        terms: termsOf(event),
        reservedOn: event.on,
        concludedOn: undefined,
        terminatedOn: undefined,
        releasedOn: undefined,
        lastDay: event.lastDay,
        fullPrice: event.fullPrice,
        fullNorm: event.fullNorm,
        share: event.share,
        coPayment: event.coPayment,
        months: event.parts.map(monthOfPart),
        notices: 0,
        revocations: 0,
        revocation: undefined,
        beforeNotice: undefined,
        repeated: 0,
        corrections: [],
      });
    case 'ReservationRefused':
      return answered(contracts, {
        status: 'refused',
        id: event.contract,
        terms: termsOf(event),
        reason: event.reason,
        refusedOn: event.on,
        repeated: 0,
        corrections: [],
      });
    case 'ContractConcluded':
      return changed(contracts, event, ['reserved'], (contract) => ({
        ...contract,
        status: 'concluded',
        concludedOn: event.on,
      }));
    case 'MonthDebited':
      return changedMonth(contracts, event, ['concluded', 'terminated']);
    case 'LessonsReported':
      return changedMonth(contracts, event, ['reserved', 'concluded', 'terminated']);
    case 'LessonsCorrectionHeld':
    case 'LessonsCorrectionRefused':
      return askedToCorrect(contracts, event);
    case 'LessonsCorrectionDropped':
    case 'LessonsCorrected':
      return changedMonth(contracts, event, FUNDED);
    case 'ContractTerminated':
      return changed(contracts, event, ['concluded', 'terminated'], (contract) => terminated(contract, event));
    case 'ReservationReleased':
      return changed(contracts, event, ['reserved', 'concluded', 'terminated'], (contract) => ({
        ...contract,
        ...(contract.status === 'concluded' || event.reason === 'certificate-closed'
          ? noticed(contract, event.on, releasedBy(event.reason))
          : {}),
        status: 'released',
        releasedOn: event.on,
        months: givenBack(contract.months, event, () => true),
      }));
    case 'NoticeRevoked':
      return changed(contracts, event, ['terminated', 'released'], (contract) => revoked(contract, event));
    case 'NoticeRevocationRefused':
      return changed(contracts, event, FUNDED, (contract) => answeredRevocation(contract, event.reason));
    case 'AnswerRepeated':
      return answeredAgain(contracts, event);
    case 'CertificateIssued':
    case 'PeriodExpired':
    case 'ExpiryReversed':
    case 'CertificateClosed':
      return contracts;
    default:
      return unreachable(event);
  }
};

const answered = (contracts: ReadonlyMap<string, Contract>, contract: Contract): ReadonlyMap<string, Contract> => {
  if (contracts.has(contract.id)) throw new CorruptHistory(`contract ${contract.id} was answered before`);
  return new Map(contracts).set(contract.id, contract);
};

const answeredAgain = (
  contracts: ReadonlyMap<string, Contract>,
  event: Extract<AccountEvent, { type: 'AnswerRepeated' }>,
): ReadonlyMap<string, Contract> => {
  const contract = contracts.get(event.contract);
  if (!contract) throw new CorruptHistory(`the answer for contract ${event.contract} was never given`);
  return new Map(contracts).set(contract.id, { ...contract, repeated: event.attempt });
};

const FUNDED = ['reserved', 'concluded', 'terminated', 'released'] as const;

const noticed = ({ notices, lastDay, months }: FundedContract, on: CalendarDate, by: NoticeBy) => ({
  notices: notices + 1,
  beforeNotice: { on, by, lastDay, months },
});

const terminated = (
  contract: FundedContract,
  event: Extract<AccountEvent, { type: 'ContractTerminated' }>,
): FundedContract => {
  // A family's notice may come after the certificate was closed, and end the contract earlier.
  if (contract.status === 'terminated' && contract.beforeNotice?.by !== 'operator')
    throw new CorruptHistory(`a second notice of contract ${contract.id}`);
  return {
    ...contract,
    ...noticed(contract, event.on, event.by),
    status: 'terminated',
    terminatedOn: event.on,
    // An early version let a notice move the last day forward.
    lastDay: earlierOf(event.lastDay, contract.lastDay),
    months: givenBack(contract.months, event, (part) => part.month > monthOf(event.lastDay)),
  };
};

const releasedBy = (reason: string): NoticeBy => (reason === 'certificate-closed' ? 'operator' : 'family');

const revoked = (contract: FundedContract, event: Extract<AccountEvent, { type: 'NoticeRevoked' }>): FundedContract => {
  const { beforeNotice } = contract;
  if (!beforeNotice || beforeNotice.lastDay !== event.lastDay)
    throw new CorruptHistory(`contract ${contract.id} has no such notice`);
  const { back, contract: bound } = withoutNotice(contract, beforeNotice);
  if (total(back, 'reserved') !== event.reserved || total(back, 'debited') !== event.debited)
    throw new CorruptHistory(`the revocation of contract ${contract.id} binds another sum than its notice gave back`);
  return answeredRevocation(bound, 'revoked');
};

const answeredRevocation = (
  contract: FundedContract,
  revocation: NonNullable<FundedContract['revocation']>,
): FundedContract => ({ ...contract, revocations: contract.revocations + 1, revocation, repeated: 0 });

/**
 * A contract as it would be without its last notice; `back` are the months that the notice gave back. What was reported
 * and corrected since the notice counts.
 */
export const withoutNotice = (
  contract: FundedContract,
  before: BeforeNotice,
): { readonly back: readonly MonthState[]; readonly contract: FundedContract } => {
  const statusBefore = new Map(before.months.map(({ month, status }) => [month, status]));
  const returned = (part: MonthState): MonthState | undefined => {
    const status = statusBefore.get(part.month);
    if (part.status !== 'returned' || status === undefined || status === 'returned') return undefined;
    if (status !== 'debited') return { ...part, status };
    const debited = costOfMonth(part.share, part.completeness);
    const { correcting } = part;
    // A correction that was asked for after the notice has set nothing aside. With all of the month in the reserve, the
    // debit that follows the decision finds what it needs.
    if (correcting && costOfMonth(part.share, correcting) > debited + correcting.setAside)
      return { ...part, status: 'reserved' };
    return { ...part, status, debited };
  };
  return {
    back: contract.months.flatMap((part) => returned(part) ?? []),
    contract: {
      ...contract,
      status: 'concluded',
      terminatedOn: undefined,
      releasedOn: undefined,
      lastDay: before.lastDay,
      months: contract.months.map((part) => returned(part) ?? part),
      beforeNotice: undefined,
    },
  };
};

/** A correction is answered by every contract that it asks, also by one that has nothing to correct. */
const askedToCorrect = (
  contracts: ReadonlyMap<string, Contract>,
  event: Extract<AccountEvent, { type: 'LessonsCorrectionHeld' | 'LessonsCorrectionRefused' }>,
): ReadonlyMap<string, Contract> => {
  const contract = contracts.get(event.contract);
  if (!contract || contract.corrections.includes(event.correction))
    throw new CorruptHistory(`${event.type} of contract ${event.contract}, which is ${contract?.status ?? 'unknown'}`);
  const corrections = [...contract.corrections, event.correction];
  if (contract.status === 'refused') return new Map(contracts).set(contract.id, { ...contract, corrections });
  const months = contract.months.map((part) => (part.month === event.month ? evolveMonth(part, event) : part));
  return new Map(contracts).set(contract.id, { ...contract, corrections, months });
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
  event: OfMonth,
  from: readonly Contract['status'][],
): ReadonlyMap<string, Contract> =>
  changed(contracts, event, from, (contract) => {
    if (!contract.months.some((part) => part.month === event.month))
      throw new CorruptHistory(`${event.month} is not a month of contract ${contract.id}`);
    return {
      ...contract,
      months: contract.months.map((part) => (part.month === event.month ? evolveMonth(part, event) : part)),
    };
  });

const givenBack = (
  months: readonly MonthState[],
  event: Extract<AccountEvent, { refunded: Kopecks }>,
  which: (part: MonthState) => boolean,
): readonly MonthState[] => {
  const back = months.filter(which);
  if (total(back, 'reserved') !== event.released || total(back, 'debited') !== event.refunded)
    throw new CorruptHistory(`${event.type} of contract ${event.contract} gives back another sum than its months hold`);
  return months.map((part) => (which(part) ? { ...part, status: 'returned', debited: zero } : part));
};

/** What binds a contract to the catalogue, of something that says more. */
export const termsOf = ({ financingProgramme, group, module, provider, direction, start }: Terms): Terms => ({
  financingProgramme,
  group,
  module,
  provider,
  direction,
  start,
});
