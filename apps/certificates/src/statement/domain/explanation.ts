import type { Terms } from '../../account/domain/events.js';
import type { ReserveAt } from '../../programme/domain/programme.js';
import { entryOf, reservingParty, type EntryCause, type Part } from './entries.js';
import { contractsOf, type Recorded } from './history.js';
import { movementsOf, type Movement } from './movements.js';

/** What stands behind an entry of a statement, found in the account's other events and stored in none. */
export type Explanation = {
  readonly movements: readonly Movement[];
  readonly cause: EntryCause;
  /** What it says, part by part. */
  readonly says: readonly Part[];
  /** What the entry's contract is about. */
  readonly terms: Terms | undefined;
  /** The revision of the entry that this one takes back or corrects (docs/rules.md §8). */
  readonly corrects: number | undefined;
};

/** Explains the entries of a history, by the step at which its programme reserves. */
export const explain = (
  history: readonly Recorded[],
  reserveAt: ReserveAt | undefined,
): ((entry: Recorded) => Explanation) => {
  const contracts = contractsOf(history);
  const corrected = correctedBy(history);
  const reserving = reservingParty(reserveAt);
  return ({ event, revision }) => {
    const contract = 'contract' in event ? contracts.get(event.contract) : undefined;
    const isConcluded = contract !== undefined && contract.status !== 'refused' && contract.concludedOn !== undefined;
    const about = { reserving, isConcluded };
    const entry = entryOf(event);
    return {
      movements: movementsOf(event),
      cause: entry.cause(event, about),
      says: entry.says(event, about).filter((part) => part !== undefined),
      terms: contract?.terms,
      corrects: revision === undefined ? undefined : corrected.get(revision),
    };
  };
};

// By revision, in the order in which they were recorded: an entry corrects one that the ledger knew when it was made.
const correctedBy = (history: readonly Recorded[]): ReadonlyMap<number, number> => {
  const last = new Map<string, number>();
  const corrected = new Map<number, number>();
  const recorded = history
    .flatMap(({ event, revision }) => (revision === undefined ? [] : [{ event, revision }]))
    .sort((a, b) => a.revision - b.revision);
  for (const { event, revision } of recorded) {
    const { answers, answerable } = entryOf(event);
    const before = answers && last.get(answers(event));
    if (before !== undefined) corrected.set(revision, before);
    if (answerable) last.set(answerable(event), revision);
  }
  return corrected;
};
