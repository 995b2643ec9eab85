import { unreachable } from '@lib/kernel';
import type { AccountEvent, Terms } from '../../account/domain/events.js';
import type { ReserveAt } from '../../programme/domain/programme.js';
import { causeOf, type EntryCause } from './cause.js';
import { contractsOf, type Recorded } from './history.js';
import { movementsOf, type Movement } from './movements.js';

/** What stands behind an entry of a statement, found in the account's other events and stored in none. */
export type Explanation = {
  readonly movements: readonly Movement[];
  readonly cause: EntryCause;
  /** What the entry's contract is about. */
  readonly terms: Terms | undefined;
  /** The revision of the entry that this one takes back or corrects (docs/rules.md §8). */
  readonly corrects: number | undefined;
  /** The contract has been concluded. */
  readonly isConcluded: boolean;
};

/** Explains the entries of a history, by the step at which its programme reserves. */
export const explain = (
  history: readonly Recorded[],
  reserveAt: ReserveAt | undefined,
): ((entry: Recorded) => Explanation) => {
  const contracts = contractsOf(history);
  const corrected = correctedBy(history);
  return (entry) => {
    const { event } = entry;
    const contract = 'contract' in event ? contracts.get(event.contract) : undefined;
    const isConcluded = contract !== undefined && 'concludedOn' in contract && contract.concludedOn !== undefined;
    return {
      movements: movementsOf(event),
      cause: causeOf(event, { reserveAt, isConcluded }),
      terms: contract?.terms,
      corrects: entry.revision === undefined ? undefined : corrected.get(entry.revision),
      isConcluded,
    };
  };
};

// By revision, in the order in which they were recorded: an entry corrects one that the ledger knew when it was made.
const correctedBy = (history: readonly Recorded[]): ReadonlyMap<number, number> => {
  const last = new Map<string, number>();
  const corrected = new Map<number, number>();
  const recorded = history
    .flatMap((entry) => (entry.revision === undefined ? [] : [{ entry, revision: entry.revision }]))
    .sort((a, b) => a.revision - b.revision);
  for (const { entry, revision } of recorded) {
    const { answers, answerable } = subjectsOf(entry.event);
    const before = answers === undefined ? undefined : last.get(answers);
    if (before !== undefined) corrected.set(revision, before);
    if (answerable !== undefined) last.set(answerable, revision);
  }
  return corrected;
};

/** What an event may take back, and what a later one may take back of it. */
const subjectsOf = (event: AccountEvent): { readonly answers?: string; readonly answerable?: string } => {
  switch (event.type) {
    case 'ContractTerminated':
    case 'ReservationReleased':
      return { answerable: `notice ${event.contract}` };
    case 'NoticeRevoked':
      return { answers: `notice ${event.contract}` };
    case 'LessonsReported':
      return { answerable: `lessons ${event.contract} ${event.month}` };
    case 'LessonsCorrected':
      return {
        answers: `lessons ${event.contract} ${event.month}`,
        answerable: `lessons ${event.contract} ${event.month}`,
      };
    case 'LessonsCorrectionHeld':
      return { answerable: `correction ${event.contract} ${event.correction}` };
    case 'LessonsCorrectionDropped':
      return { answers: `correction ${event.contract} ${event.correction}` };
    case 'PeriodExpired':
      return { answerable: `expiry ${event.financingProgramme}` };
    case 'ExpiryReversed':
      return { answers: `expiry ${event.financingProgramme}` };
    case 'CertificateIssued':
    case 'FundsReserved':
    case 'ReservationRefused':
    case 'ContractConcluded':
    case 'MonthDebited':
    case 'NoticeRevocationRefused':
    case 'LessonsCorrectionRefused':
    case 'CertificateClosed':
    case 'AnswerRepeated':
      return {};
    default:
      return unreachable(event);
  }
};
