import { earlierOf, kopecks, minus, monthOf, unreachable, zero, type CalendarDate, type Kopecks } from '@lib/kernel';
import type { AccountEvent, NoticeBy, RefusalReason, RevocationRefusal, Terms } from './events.js';
import { boundAgain, monthOfPart, monthWith, settled, type MonthState, type OfMonth } from './month.js';

/** What can happen to a contract. An account's contracts are what these events say and nothing else. */
export type ContractFact = Exclude<Extract<AccountEvent, { contract: string }>, { type: 'ExpiryReversed' }>;

/** How a contract came to its end before its last day. */
type Ending = {
  readonly status: 'terminated' | 'released';
  readonly on: CalendarDate;
  /** undefined: it was not concluded yet, so this is no notice that could be taken back. */
  readonly by: NoticeBy | undefined;
  /** The contract's last day before it. */
  readonly lastDayBefore: CalendarDate;
};

type Known = {
  readonly id: string;
  readonly terms: Terms;
  /** All that has happened to it, in the order in which it was recorded. */
  readonly facts: readonly ContractFact[];
  /** How often the last answer was repeated. */
  readonly repeated: number;
  /** Corrections of lessons that it was asked about: each is answered once. */
  readonly corrections: readonly string[];
  /** How many requests for its money were answered: another one may follow a refusal `terms-changed`. */
  readonly answered: number;
};

export type Contract =
  | (Known & {
      readonly status: 'refused';
      readonly reason: RefusalReason;
      readonly refusedOn: CalendarDate;
      /** What the parent would have paid, where that was too much. */
      readonly coPayment: Kopecks | undefined;
    })
  | (Known & {
      readonly status: 'reserved' | 'concluded' | 'terminated' | 'released';
      readonly reservedOn: CalendarDate;
      readonly concludedOn: CalendarDate | undefined;
      readonly lastDay: CalendarDate;
      /** Those in force: a notice that was taken back is not among them. */
      readonly endings: readonly Ending[];
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
    });
export type FundedContract = Exclude<Contract, { status: 'refused' }>;

const FUNDED = ['reserved', 'concluded', 'terminated', 'released'] as const;
const ANSWERED = ['refused', ...FUNDED] as const;

/** What a contract may be when something happens to it. */
export const FOLLOWS = {
  FundsReserved: ['unknown', 'refused'],
  ReservationRefused: ['unknown', 'refused'],
  ContractConcluded: ['reserved'],
  MonthDebited: ['concluded', 'terminated'],
  LessonsReported: ['reserved', 'concluded', 'terminated'],
  LessonsCorrectionHeld: ANSWERED,
  LessonsCorrectionRefused: ANSWERED,
  LessonsCorrected: FUNDED,
  LessonsCorrectionDropped: FUNDED,
  ContractTerminated: ['concluded', 'terminated'],
  ReservationReleased: ['reserved', 'concluded', 'terminated'],
  NoticeRevoked: ['terminated', 'released'],
  NoticeRevocationRefused: FUNDED,
  AnswerRepeated: ANSWERED,
} as const satisfies Record<ContractFact['type'], readonly (Contract['status'] | 'unknown')[]>;

/** Whether an event is about a contract, also about one that the certificate pays nothing of. */
export const isContractFact = (event: AccountEvent): event is ContractFact => event.type in FOLLOWS;

/**
 * A contract with one more fact: the one place that says what a fact means for its contract, for the state, for the
 * funds of a day, for statements and due dates alike (docs/rules.md §3, §4). It takes facts in the order of their
 * recording, any number of them left out, and judges none: `evolveContracts` does. undefined before the first answer.
 */
export const withFact = (contract: Contract | undefined, fact: ContractFact): Contract | undefined => {
  if (fact.type === 'FundsReserved') return reserved(answeredWith(contract, fact), fact);
  if (fact.type === 'ReservationRefused') {
    const { reason, on: refusedOn, coPayment } = fact;
    return { ...answeredWith(contract, fact), status: 'refused', reason, refusedOn, coPayment };
  }
  if (!contract) return undefined;
  const known = { ...contract, facts: [...contract.facts, fact] };
  return known.status === 'refused' ? refusedWith(known, fact) : fundedWith(known, fact);
};

/** A contract on the evening of a date, by all that is known of it now; undefined where nothing had been asked yet. */
export const contractOn = ({ facts }: Contract, date: CalendarDate): Contract | undefined =>
  facts.filter(({ on }) => on <= date).reduce<Contract | undefined>(withFact, undefined);

/** What a contract holds of its certificate: in the reserve, corrections' money set aside included, and spent. */
export const heldBy = (contract: Contract | undefined): { readonly reserved: Kopecks; readonly spent: Kopecks } => {
  let [reserved, spent] = [0, 0];
  if (contract && contract.status !== 'refused')
    for (const { status, share, debited, correcting } of contract.months) {
      reserved += (status === 'reserved' ? share : 0) + (correcting?.setAside ?? 0);
      spent += debited;
    }
  return { reserved: kopecks(reserved), spent: kopecks(spent) };
};

/** The notice that could be taken back: the last one, with the contract's last day before it. */
export const lastNotice = ({ endings }: FundedContract): (Ending & { readonly by: NoticeBy }) | undefined =>
  endings.findLast((ending): ending is Ending & { readonly by: NoticeBy } => ending.by !== undefined);

type EndingEvent = Extract<ContractFact, { type: 'ContractTerminated' | 'ReservationReleased' }>;
type WithoutSums<Event> = Event extends EndingEvent ? Omit<Event, 'released' | 'refunded'> : never;

/** The event that ends a contract, with the money that its months give back by it. */
export const endingOf = (contract: FundedContract, ending: WithoutSums<EndingEvent>): EndingEvent => {
  const event: EndingEvent = { ...ending, released: zero, refunded: zero };
  const [before, after] = [heldBy(contract), heldBy(withFact(contract, event))];
  return { ...event, released: minus(before.reserved, after.reserved), refunded: minus(before.spent, after.spent) };
};

type Answer = Extract<ContractFact, { type: 'FundsReserved' | 'ReservationRefused' }>;

/** What stays known of a contract when a request for its money is answered, which may not be the first one. */
const answeredWith = (contract: Contract | undefined, fact: Answer): Known => ({
  id: fact.contract,
  terms: termsOf(fact),
  facts: [...(contract?.facts ?? []), fact],
  repeated: 0,
  corrections: contract?.corrections ?? [],
  answered: (contract?.answered ?? 0) + 1,
});

const reserved = (known: Known, fact: Extract<ContractFact, { type: 'FundsReserved' }>): FundedContract => ({
  ...known,
  status: 'reserved',
  reservedOn: fact.on,
  concludedOn: undefined,
  lastDay: fact.lastDay,
  endings: [],
  fullPrice: fact.fullPrice,
  fullNorm: fact.fullNorm,
  share: fact.share,
  coPayment: fact.coPayment,
  months: fact.parts.map(monthOfPart),
  notices: 0,
  revocations: 0,
  revocation: undefined,
});

type LaterFact = Exclude<ContractFact, Answer>;

/** A refused contract answers what it is asked, and nothing else happens to it. */
const refusedWith = (contract: Extract<Contract, { status: 'refused' }>, fact: LaterFact): Contract => {
  switch (fact.type) {
    case 'AnswerRepeated':
      return { ...contract, repeated: fact.attempt };
    case 'LessonsCorrectionHeld':
    case 'LessonsCorrectionRefused':
      return { ...contract, corrections: [...contract.corrections, fact.correction] };
    default:
      return contract;
  }
};

const fundedWith = (contract: FundedContract, fact: LaterFact): FundedContract => {
  switch (fact.type) {
    case 'ContractConcluded':
      return withStatus({ ...contract, concludedOn: fact.on });
    case 'MonthDebited':
    case 'LessonsReported':
    case 'LessonsCorrectionDropped':
    case 'LessonsCorrected':
      return withMonth(contract, fact);
    case 'LessonsCorrectionHeld':
    case 'LessonsCorrectionRefused':
      return { ...withMonth(contract, fact), corrections: [...contract.corrections, fact.correction] };
    case 'ContractTerminated':
      // An early version let a notice move the last day forward.
      return ended(
        contract,
        { status: 'terminated', on: fact.on, by: fact.by },
        earlierOf(fact.lastDay, contract.lastDay),
      );
    case 'ReservationReleased': {
      const isClosed = fact.reason === 'certificate-closed';
      const by = isClosed ? 'operator' : contract.status === 'concluded' ? 'family' : undefined;
      return ended(contract, { status: 'released', on: fact.on, by });
    }
    case 'NoticeRevoked':
      return answeredRevocation(withoutNotice(contract), 'revoked');
    case 'NoticeRevocationRefused':
      return answeredRevocation(contract, fact.reason);
    case 'AnswerRepeated':
      return { ...contract, repeated: fact.attempt };
    default:
      return unreachable(fact);
  }
};

const withMonth = (contract: FundedContract, fact: OfMonth): FundedContract => ({
  ...contract,
  months: contract.months.map((part) =>
    part.month === fact.month ? settled(monthWith(part, fact), part.status === 'returned') : part,
  ),
});

const ended = (
  contract: FundedContract,
  ending: Omit<Ending, 'lastDayBefore'>,
  lastDay: CalendarDate = contract.lastDay,
): FundedContract =>
  withMonthsReturned({
    ...contract,
    lastDay,
    endings: [...contract.endings, { ...ending, lastDayBefore: contract.lastDay }],
    notices: ending.by === undefined ? contract.notices : contract.notices + 1,
  });

const withoutNotice = (contract: FundedContract): FundedContract => {
  const notice = lastNotice(contract);
  if (!notice) return contract;
  return withMonthsReturned({
    ...contract,
    endings: contract.endings.slice(0, contract.endings.lastIndexOf(notice)),
    lastDay: notice.lastDayBefore,
    // What was reported and corrected since the notice counts.
    months: contract.months.map((part) => (part.status === 'returned' ? boundAgain(part) : part)),
  });
};

const answeredRevocation = (
  contract: FundedContract,
  revocation: NonNullable<FundedContract['revocation']>,
): FundedContract => ({ ...contract, revocations: contract.revocations + 1, revocation, repeated: 0 });

const withStatus = (contract: FundedContract): FundedContract => ({
  ...contract,
  status: contract.endings.at(-1)?.status ?? (contract.concludedOn === undefined ? 'reserved' : 'concluded'),
});

/** A notice gives back the months after the last day, a release all of them. */
const withMonthsReturned = (changed: FundedContract): FundedContract => {
  const contract = withStatus(changed);
  const isReturned = ({ month }: MonthState): boolean =>
    contract.status === 'released' || (contract.status === 'terminated' && month > monthOf(contract.lastDay));
  return { ...contract, months: contract.months.map((part) => settled(part, isReturned(part))) };
};

/** Whether another request for the money of a contract is judged anew: it was refused for a co-payment that was too high. */
export const mayBeAskedAgain = (contract: Contract): boolean =>
  contract.status === 'refused' && contract.reason === 'terms-changed';

/** What binds a contract to the catalogue, of something that says more. */
export const termsOf = ({ financingProgramme, group, module, provider, direction, start }: Terms): Terms => ({
  financingProgramme,
  group,
  module,
  provider,
  direction,
  start,
});
