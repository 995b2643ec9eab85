import {
  FOLLOWS,
  heldBy,
  isContractFact,
  lastNotice,
  mayBeAskedAgain,
  withFact,
  type Contract,
  type ContractFact,
} from './contract.js';
import { postings, type AccountEvent } from './events.js';
import type { MonthState, OfMonth } from './month.js';

/** A history that cannot have happened. A stopped account is better than an invented balance. */
export class CorruptHistory extends Error {}

/**
 * Changes the contracts as one more event does. What an event of a contract books has to be what its fact makes of the contract's
 * money, to the kopeck. @throws CorruptHistory when the event cannot follow
 */
export const evolveContracts = (contracts: Map<string, Contract>, event: AccountEvent): void => {
  if (!isContractFact(event)) return;
  const before = contracts.get(event.contract);
  const after = withFact(before, event);
  const why = contradiction(before, event);
  if (!after || why !== undefined) throw new CorruptHistory(`${event.type} of contract ${event.contract}, ${why}`);
  const booked = sumsOf(event);
  const [was, is] = [heldBy(before), heldBy(after)];
  if (is.reserved - was.reserved !== booked.reserved || is.spent - was.spent !== booked.spent)
    throw new CorruptHistory(`${event.type} of contract ${event.contract} books another sum than it makes due`);
  contracts.set(event.contract, after);
};

const contradiction = (contract: Contract | undefined, fact: ContractFact): string | undefined => {
  const status = contract?.status ?? 'unknown';
  const from: readonly string[] = FOLLOWS[fact.type];
  if (!from.includes(status)) return `which is ${status}`;
  if (!contract) return undefined;
  switch (fact.type) {
    case 'FundsReserved':
    case 'ReservationRefused':
      if (!mayBeAskedAgain(contract)) return 'which has its answer';
      break;
    case 'LessonsCorrectionHeld':
    case 'LessonsCorrectionRefused':
      if (contract.corrections.includes(fact.correction)) return 'which has answered this correction';
      break;
    case 'ContractTerminated':
      // A family's notice may come after the certificate was closed, and end the contract earlier.
      if (contract.status === 'terminated' && lastNotice(contract)?.by !== 'operator') return 'which has a notice';
      break;
    case 'NoticeRevoked':
      if (contract.status !== 'refused' && lastNotice(contract)?.lastDayBefore !== fact.lastDay)
        return 'which has no such notice';
      break;
    default:
  }
  return 'month' in fact && contract.status !== 'refused' ? contradictionOfMonth(contract.months, fact) : undefined;
};

const contradictionOfMonth = (months: readonly MonthState[], fact: OfMonth): string | undefined => {
  const part = months.find(({ month }) => month === fact.month);
  // A correction is answered by every contract that it asks, also by one that has nothing to correct.
  const isAnswer = fact.type === 'LessonsCorrectionHeld' || fact.type === 'LessonsCorrectionRefused';
  if (!part) return isAnswer ? undefined : `which has no ${fact.month}`;
  return CAN_FOLLOW[fact.type](part, fact as never) ? undefined : `whose ${fact.month} is not in the way of it`;
};

type CanFollow = {
  readonly [Type in OfMonth['type']]: (part: MonthState, fact: Extract<OfMonth, { type: Type }>) => boolean;
};

const CAN_FOLLOW: CanFollow = {
  // An early version debited free months too, with 0 kopecks.
  MonthDebited: ({ status }) => status === 'reserved' || status === 'free',
  LessonsReported: ({ completeness }) => completeness === undefined,
  LessonsCorrectionHeld: ({ correcting }) => correcting === undefined,
  LessonsCorrectionRefused: () => true,
  LessonsCorrected: ({ correcting }, { correction }) => correcting?.correction === correction,
  LessonsCorrectionDropped: ({ correcting }, { correction }) => correcting?.correction === correction,
};

const sumsOf = (event: AccountEvent): { readonly reserved: number; readonly spent: number } => {
  const lines = postings(event);
  const sum = (account: 'reserved' | 'payable'): number =>
    lines.reduce((total, line) => (line.account === account ? total + line.kopecks : total), 0);
  return { reserved: sum('reserved'), spent: sum('payable') };
};
